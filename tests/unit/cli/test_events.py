import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gatepost.cli import events
from gatepost.events.files import chains
from gatepost.events.heads import read_head
from gatepost.events.numbers import number_of
from gatepost.model import Action, Event
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import KEY, a_decision, a_decision_event, a_journal, lines

BLOCKED = a_decision_event()
COACHED = a_decision_event(at=A_TUESDAY + timedelta(days=1), decision=a_decision(Action.COACH))

type Run = Callable[..., int]


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """What a gateway leaves that has recorded two decisions."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "journal.pub").write_bytes(_public(KEY.public_key()))
    with a_journal(tmp_path / "journal") as journal:
        journal.append(BLOCKED)
        journal.append(COACHED)
    return tmp_path


def _public(key) -> bytes:
    pem: bytes = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem


@pytest.fixture
def gatepost(var: Path) -> Run:
    def run(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        events.add_parser(parser.add_subparsers())
        options = parser.parse_args(["events", *arguments, "--var", str(var)])
        code: int = options.run(options)
        return code

    return run


def test_list_shows_a_line_for_each_event(gatepost: Run, capsys: pytest.CaptureFixture[str]):
    assert gatepost("list") == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert newest.split()[:4] == ["2026-11-25", "15:15:00", number_of(COACHED.id), "coach"]
    assert oldest.split()[-1] == "classification:protected-b"


def test_list_is_up_to_date(gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]):
    gatepost("list")
    with a_journal(var / "journal") as journal:
        journal.append(a_decision_event())
    capsys.readouterr()
    gatepost("list")
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--action", "block"], [BLOCKED]),
        (["--since", "2026-11-25"], [COACHED]),
        (["--until", "2026-11-24T20:00-05:00"], [BLOCKED]),
        (["--rule", "confidentiality-markings", "--platform", "x", "--use", "personal"], [COACHED, BLOCKED]),
        (["--label", "profanity"], []),
        (["--division", "Labour Statistics", "--kind", "decision", "--limit", "1"], [COACHED]),
    ],
)
def test_list_selects(gatepost: Run, capsys: pytest.CaptureFixture[str], filters: list[str], found: list[Event]):
    assert gatepost("list", "--json", *filters) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [event.id for event in found]


def test_list_says_when_there_is_more_and_when_there_is_nothing(gatepost: Run, capsys: pytest.CaptureFixture[str]):
    gatepost("list", "--limit", "1")
    assert "--limit shows more" in capsys.readouterr().err
    gatepost("list", "--label", "profanity")
    assert "No events match" in capsys.readouterr().err


def test_show_prints_one_event_whole(gatepost: Run, capsys: pytest.CaptureFixture[str]):
    assert gatepost("show", number_of(BLOCKED.id).lower()) == 0
    assert json.loads(capsys.readouterr().out)["id"] == BLOCKED.id


def test_show_of_what_is_not_there_says_so(gatepost: Run, capsys: pytest.CaptureFixture[str]):
    assert gatepost("show", "7Q3F-K2MN") == 1
    assert "Numbers look like" in capsys.readouterr().err


@pytest.mark.parametrize(("form", "count"), [("jsonl", 2), ("csv", 3), ("ocsf", 2), ("ecs", 2), ("cef", 2)])
def test_export_writes_each_format(gatepost: Run, capsys: pytest.CaptureFixture[str], form: str, count: int):
    assert gatepost("export", "--format", form) == 0
    assert len(capsys.readouterr().out.splitlines()) == count


@pytest.mark.parametrize("action", ["list", "export", "verify", "show 7Q3F-K2MM"])
def test_without_journals_every_action_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], action: str):
    parser = argparse.ArgumentParser()
    events.add_parser(parser.add_subparsers())
    options = parser.parse_args(["events", *action.split(), "--var", str(tmp_path)])
    assert options.run(options) == 2
    assert "--var" in capsys.readouterr().err


def test_a_broken_index_can_be_deleted_and_the_message_says_so(
    gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]
):
    (var / "store.sqlite3").write_bytes(b"not a database, whatever it is called" * 100)
    assert gatepost("list") == 2
    assert "It can be deleted" in capsys.readouterr().err


# --- verify ---


def _file(var: Path) -> Path:
    return chains(var / "journal")["gateway-1"][0]


def _copies(var: Path) -> str:
    """The heads, as kept elsewhere among other records."""
    path = var / "siem.jsonl"
    path.write_bytes(b"".join(lines(var / "journal")) + b"not ours\n")
    return str(path)


def test_verify_says_what_was_verified_and_what_is_not_covered(gatepost: Run, capsys: pytest.CaptureFixture[str]):
    assert gatepost("verify") == 0
    said = capsys.readouterr().out
    assert "gateway-1.2026-11-24.000001.jsonl: 3 records, 1 signed head, verified" in said
    assert "--heads FILE shows that" in said
    assert "Everything holds." in said


def test_verify_counts_what_comes_after_the_last_head(gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]):
    kept = [line for line in lines(var / "journal") if not read_head(line)]
    _file(var).write_bytes(b"".join(kept) + kept[0][:10])
    assert gatepost("verify") == 0
    said = capsys.readouterr().out
    assert "not covered: 2 records after the last signed head" in said
    assert "not covered: the beginning of a record" in said


def test_verify_fails_on_a_changed_record(gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]):
    _file(var).write_bytes(_file(var).read_bytes().replace(b'"action":"coach"', b'"action":"block"'))
    assert gatepost("verify") == 1
    assert "WRONG line 2: its content was changed" in capsys.readouterr().out


def test_verify_with_copies_of_heads_finds_a_cut_end(gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]):
    copies = _copies(var)
    assert gatepost("verify", "--heads", copies) == 0
    _file(var).write_bytes(lines(var / "journal")[0])
    assert gatepost("verify") == 0
    assert gatepost("verify", "--heads", copies) == 1
    assert "WRONG cut" in capsys.readouterr().out


def test_verify_with_copies_of_heads_finds_a_missing_journal(
    gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]
):
    copies = _copies(var)
    _file(var).unlink()
    assert gatepost("verify", "--heads", copies) == 1
    assert "the whole journal is missing" in capsys.readouterr().out


def test_verify_takes_a_key_from_elsewhere(gatepost: Run, var: Path, tmp_path: Path):
    moved = (var / "keys" / "journal.pub").rename(tmp_path / "auditor.pub")
    assert gatepost("verify", "--key", str(moved)) == 0


@pytest.mark.parametrize("content", [b"no key", _public(generate_private_key(SECP256R1()).public_key()), None])
def test_verify_without_a_key_that_signs_journals_cannot_be_done(
    gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
):
    if content is None:
        (var / "keys" / "journal.pub").unlink()
    else:
        (var / "keys" / "journal.pub").write_bytes(content)
    assert gatepost("verify") == 2
    assert "key" in capsys.readouterr().err


def test_verify_with_a_file_without_heads_cannot_be_done(gatepost: Run, var: Path, capsys: pytest.CaptureFixture[str]):
    (var / "empty.jsonl").write_text("{}\n")
    assert gatepost("verify", "--heads", str(var / "empty.jsonl")) == 2
    assert "no head of a journal" in capsys.readouterr().err


# --- times ---


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T10:15", datetime(2026, 11, 24, 10, 15, tzinfo=UTC)),
        ("2026-11-24T10:15-05:00", datetime(2026, 11, 24, 15, 15, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, at: datetime):
    assert events.moment(text) == at


@pytest.mark.parametrize(
    ("text", "age"), [("30m", timedelta(minutes=30)), ("24h", timedelta(days=1)), ("7d", timedelta(days=7))]
)
def test_an_age_is_counted_back_from_now(text: str, age: timedelta):
    assert abs(datetime.now(UTC) - age - events.moment(text)) < timedelta(seconds=5)  # noqa: TID251 - an age is of the real now


@pytest.mark.parametrize("text", ["", "yesterday", "24", "h", "99999999999999h", "2026-13-01", "-3d"])
def test_what_is_no_time_is_refused_with_what_to_write(text: str):
    with pytest.raises(argparse.ArgumentTypeError, match="write 2026-11-24"):
        events.moment(text)
