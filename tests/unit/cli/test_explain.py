import hashlib
import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.captures import a_dump, a_flow, a_har
from tests.unit.cli.conftest import POLICY, Run

MARKED = "PROTECTED B: survey tables"
CLEAN = "Lovely fog over the canal"


def cases(path: Path, *values: dict[str, Any]) -> str:
    path.write_text(json.dumps(values))  # JSON is YAML
    return str(path)


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# --- cases ----------------------------------------------------------------------------------------------------------


def test_it_says_which_exception_took_what_from_which_rule(run: Run, tmp_path: Path):
    folder = Path(shutil.copytree(POLICY, tmp_path / "ours"))
    one = {"id": "tables", "rule": "confidentiality-markings", "phrase": MARKED, "owner": "us", "reason": "A test"}
    days = {"since": "2026-11-24", "until": "2026-11-24"}
    (folder / "exceptions.yaml").write_text(json.dumps({"exceptions": [one | days]}))
    case = cases(tmp_path / "case.yaml", {"text": MARKED})
    by = ("--policy", str(folder), "--at", "2026-11-24T10:15:00-05:00")
    told = run("explain", *by, case).out
    assert "exception tables took 1 finding from confidentiality-markings" in told
    (tmp_path / "notes.txt").write_text(f"{CLEAN}\n" * 999 + f"\n{MARKED}\n")  # a file is read elsewhere
    case = cases(tmp_path / "file.yaml", {"media": ["notes.txt"]}, {"text": CLEAN, "media": ["notes.txt"]})
    for explained in objects(run("explain", *by, "--json", case).out):
        assert (explained["action"], explained["exceptions"]) == (
            "log",
            [{"id": "tables", "rule": "confidentiality-markings", "findings": 1}],
        )


def test_it_says_what_is_decided_and_why(run: Run, tmp_path: Path):
    done = run("explain", cases(tmp_path / "case.yaml", {"id": "tables", "text": MARKED}))
    assert (done.code, done.err) == (0, "")
    first, what, found, known, *_ = done.out.splitlines()
    assert first == "tables: block: confidentiality-markings (guideline 2.6)"
    assert what.strip().startswith("post on x by ")
    assert found.strip().startswith("found classification:protected-b in text, confidence ")
    assert known.strip() == "a security marking: at the head of a line"


def test_json_has_the_fields_that_programs_rely_on(run: Run, tmp_path: Path):
    case = {"id": "tables", "account": "@maplefan77", "text": MARKED}
    (explained,) = objects(run("explain", "--json", cases(tmp_path / "case.json", case)).out)
    assert {name: explained[name] for name in ("id", "action", "rule", "guideline", "use", "platform", "activity")} == {
        "id": "tables",
        "action": "block",
        "rule": "confidentiality-markings",
        "guideline": "2.6",
        "use": "personal",
        "platform": "x",
        "activity": "post",
    }
    assert explained["account"] == "@maplefan77"
    assert {"rule": "confidentiality-markings", "guideline": "2.6", "action": "block"} in explained["matched"]
    assert explained["policy"].keys() == {"version", "digest"}
    assert explained["elapsed_ms"] > 0
    (finding,) = [one for one in explained["findings"] if one["label"] == "classification"]
    assert finding.keys() >= {"label", "value", "confidence", "detector", "where", "excerpt"}
    assert finding["value"] == "protected-b"
    assert finding["where"]["part"] == "text"
    assert "parts" not in explained


def test_a_post_that_nothing_is_found_in_has_empty_findings(run: Run, tmp_path: Path):
    (explained,) = objects(run("explain", "--json", cases(tmp_path / "case.json", {"text": CLEAN})).out)
    assert explained["findings"] == []
    assert explained["action"] == "log"


def test_content_is_printed_only_when_asked_for(run: Run, tmp_path: Path):
    file = cases(tmp_path / "case.json", {"text": MARKED})
    assert "survey tables" not in json.dumps([one["matched"] for one in objects(run("explain", "--json", file).out)])
    (explained,) = objects(run("explain", "--json", "--with-content", file).out)
    assert explained["parts"] == [
        {
            "name": "text",
            "role": "text",
            "media_type": "text/plain",
            "bytes": len(MARKED),
            "sha256": hashlib.sha256(MARKED.encode()).hexdigest(),
            "text": MARKED,
        }
    ]


def test_media_are_read_beside_their_case_and_nowhere_else(run: Run, tmp_path: Path):
    (tmp_path / "cat.jpg").write_bytes(b"\xff\xd8\xff")
    file = cases(tmp_path / "case.json", {"text": CLEAN, "media": ["cat.jpg"]})
    (explained,) = objects(run("explain", "--json", "--with-content", file).out)
    assert [part["name"] for part in explained["parts"]] == ["text", "media[0]"]
    done = run("explain", cases(tmp_path / "case.json", {"text": CLEAN, "media": ["../../etc/passwd"]}))
    assert done.code == 2
    assert "is outside the folder of its case" in done.err


def test_it_says_where_in_a_file_something_is(run: Run, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "tables.zip", "w") as archive:
        archive.writestr("clean.txt", CLEAN)
        archive.writestr("marked.txt", MARKED)
    done = run("explain", cases(tmp_path / "case.yaml", {"id": "tables", "media": ["tables.zip"]}))
    assert done.out.startswith("tables: block: ")
    assert "    found classification:protected-b in media[0]/2, confidence " in done.out


def test_json_lines_are_cases_too(run: Run, tmp_path: Path):
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(json.dumps({"id": str(number), "text": CLEAN}) for number in range(3)))
    assert [one["id"] for one in objects(run("explain", "--json", str(file)).out)] == ["0", "1", "2"]


def test_several_files_are_explained_in_their_order(run: Run, tmp_path: Path):
    files = [cases(tmp_path / f"{name}.yaml", {"id": name, "text": CLEAN}) for name in "ba"]
    assert [one["id"] for one in objects(run("explain", "--json", *files).out)] == ["b", "a"]


# --- expectations ---------------------------------------------------------------------------------------------------


def test_what_is_expected_and_comes_is_good(run: Run, tmp_path: Path):
    case = {"text": MARKED, "expect": {"action": "block", "findings": ["classification"]}}
    assert run("explain", "--expect", cases(tmp_path / "case.yaml", case)).code == 0


def test_a_difference_is_told_and_the_answer_is_no(run: Run, tmp_path: Path):
    case = {"id": "tables", "text": MARKED, "expect": {"action": "log"}}
    file = cases(tmp_path / "case.yaml", case)
    done = run("explain", "--expect", file)
    assert done.code == 1
    assert f"{file}: tables: action is block, not log" in done.err


def test_without_expect_a_difference_is_shown_and_the_exit_is_good(run: Run, tmp_path: Path):
    done = run("explain", cases(tmp_path / "case.yaml", {"text": MARKED, "expect": {"action": "log"}}))
    assert done.code == 0
    assert "not as expected: action is block, not log" in done.out


def test_the_moment_of_cases_that_say_none_can_be_chosen(run: Run, tmp_path: Path):
    """The ninth of a day is fine, the hundredth in work time is not; on Sunday it is own time."""
    file = cases(tmp_path / "case.json", {"text": CLEAN, "past": {"posts": 100}})
    (worked,) = objects(run("explain", "--json", "--at", "2026-11-24T10:15:00-05:00", file).out)
    (rested,) = objects(run("explain", "--json", "--at", "2026-11-22T10:15:00-05:00", file).out)
    assert (worked["action"], rested["action"]) == ("block", "log")


def test_a_moment_without_an_offset_could_be_any(run: Run, tmp_path: Path):
    done = run("explain", "--at", datetime(2026, 11, 24).isoformat(), cases(tmp_path / "c.json", {"text": CLEAN}))  # noqa: DTZ001 - that is the point
    assert done.code == 2
    assert "--at needs an offset" in done.err


# --- how a moment counts --------------------------------------------------------------------------------------------


def test_beside_a_decision_it_says_how_the_moment_counts_and_why(run: Run, tmp_path: Path):
    person = {"id": "emp-7", "hours": "07:00-15:00", "time_zone": "America/Halifax"}
    file = cases(tmp_path / "case.json", {"text": CLEAN, "principal": person})
    done = run("explain", "--at", "2026-11-24T10:15:00-05:00", file)
    said = "Tuesday 24 November 2026 at 11:15 (America/Halifax): work until 12:00: hours 07:00-15:00 (directory)"
    assert said in done.out
    (explained,) = objects(run("explain", "--json", "--at", "2026-11-24T17:30:00-05:00", file).out)
    assert explained["moment"] == {
        "counts": "not-scheduled",
        "why": "outside hours 07:00-15:00 (directory)",
        "at": "2026-11-24T18:30:00-04:00",
        "until": "2026-11-25T07:00:00-04:00",
        "work_day": "2026-11-24",
        "since": "2026-11-24T07:00:00-04:00",
        "own_time": 0,
    }


def a_policy_with_people(folder: Path) -> str:
    policy = folder / "agency"
    shutil.copytree(POLICY, policy)
    (policy / "identity.yaml").write_text("directory: {file: staff.csv}\nabsences: {file: leave.csv}\n")
    (policy / "staff.csv").write_text("id,login,province,own_time\nemp-7,sroy,QC,30\nemp-8,dlee,,\n")
    (policy / "leave.csv").write_text("id,kind,first,last\nemp-8,leave,2026-11-23,2026-11-27\n")
    return str(policy)


@pytest.mark.parametrize(
    ("person", "at", "said"),
    [
        (
            "sroy",
            "2026-11-24T10:15-05:00",
            "emp-7: Tuesday 24 November 2026 at 10:15 (America/Toronto): work until 12:00: ",
        ),
        ("sroy", "2026-11-24T10:15-05:00", "(calendar.yaml); 30 minutes of the day's are own time"),
        ("emp-7", "2026-11-24T12:10-05:00", "lunch until 13:00: lunch 12:00-13:00 (calendar.yaml)"),
        ("emp-7", "2026-06-24T10:00-04:00", "holiday until Thursday 25 June 2026 at 00:00: Quebec's National Holiday"),
        ("emp-8", "2026-06-24T10:00-04:00", "work until 12:00"),
        ("DLee", "2026-11-24T10:15-05:00", "leave until Saturday 28 November 2026 at 00:00: leave (absences)"),
    ],
)
def test_it_says_how_a_moment_counts_for_somebody_of_the_directory(
    run: Run, tmp_path: Path, person: str, at: str, said: str
):
    done = run("explain", "--policy", a_policy_with_people(tmp_path), "--at", at, "--person", person)
    assert (done.code, done.err) == (0, "")
    assert said in done.out


def test_for_programs_it_says_so_as_json(run: Run, tmp_path: Path):
    policy = a_policy_with_people(tmp_path)
    done = run("explain", "--json", "--policy", policy, "--at", "2026-11-24T10:15-05:00", "--person", "emp-7")
    (told,) = objects(done.out)
    assert told["person"] == "emp-7"
    assert (told["moment"]["counts"], told["moment"]["own_time"]) == ("work", 30)


def test_somebody_whom_the_directory_does_not_know_is_nobody(run: Run):
    done = run("explain", "--person", "nobody")
    assert done.code == 2
    assert "'nobody' is neither a login nor an id of the directory" in done.err


@pytest.mark.parametrize("words", [(), ("--person", "sroy", "case.yaml")])
def test_it_explains_files_or_a_person(run: Run, words: tuple[str, ...]):
    done = run("explain", *words)
    assert done.code == 2
    assert "name the files to explain, or a --person" in done.err


# --- captures -------------------------------------------------------------------------------------------------------


def test_a_dump_gives_one_object_for_each_request_that_a_definition_knows(run: Run, tmp_path: Path):
    elsewhere = a_flow(MARKED, url="https://forms.example.org/2/tweets")
    reading = a_flow("", method="GET")
    file = a_dump(tmp_path / "traffic.mitm", elsewhere, a_flow(MARKED), reading, a_flow(CLEAN))
    explained = objects(run("explain", "--json", file).out)
    assert [(one["id"], one["action"]) for one in explained] == [("1", "block"), ("3", "log")]


def test_a_dump_may_be_called_flow(run: Run, tmp_path: Path):
    assert len(objects(run("explain", "--json", a_dump(tmp_path / "traffic.flow", a_flow(CLEAN))).out)) == 1


def test_a_browsers_har_is_a_capture(run: Run, tmp_path: Path):
    explained = objects(run("explain", "--json", a_har(tmp_path / "traffic.har", MARKED, CLEAN)).out)
    assert [(one["id"], one["action"]) for one in explained] == [("0", "block"), ("1", "log")]


def test_the_decoded_parts_of_a_capture_can_be_looked_at(run: Run, tmp_path: Path):
    (explained,) = objects(run("explain", "--json", "--with-content", a_dump(tmp_path / "t.mitm", a_flow(CLEAN))).out)
    assert [part["text"] for part in explained["parts"]] == [CLEAN]


@pytest.mark.parametrize("name", ["broken.mitm", "broken.har"])
def test_a_capture_that_is_none_is_said_to_be_none(run: Run, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"\x00\x01 no capture at all")
    done = run("explain", str(tmp_path / name))
    assert done.code == 2
    assert f"{name}: not a capture that can be read" in done.err
    assert "Traceback" not in done.err


# --- files that are neither -----------------------------------------------------------------------------------------


def test_another_kind_of_file_is_refused_with_the_kinds_that_are_read(run: Run, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("hello")
    done = run("explain", str(tmp_path / "notes.txt"))
    assert done.code == 2
    assert "neither a case (.json, .jsonl, .yaml, .yml) nor a capture (.flow, .har, .mitm)" in done.err


def test_a_file_that_is_not_there_is_said_not_to_be(run: Run):
    done = run("explain", "nowhere.yaml")
    assert done.code == 2
    assert "nowhere.yaml" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {text: hello, accounts: me}", "accounts"),
        ("- {text: hello, platform: [x]}", "case.yaml:1:27: error: write a text"),
        ("- {text: 'open", "case.yaml:1:"),
    ],
)
def test_a_wrong_case_is_told_with_its_place(run: Run, tmp_path: Path, text: str, said: str):
    (tmp_path / "case.yaml").write_text(text)
    done = run("explain", str(tmp_path / "case.yaml"))
    assert done.code == 2
    assert "case.yaml:1:" in done.err
    assert said in done.err
