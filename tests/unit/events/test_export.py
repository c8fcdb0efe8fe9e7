import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gatepost.events.export import FORMATS
from gatepost.events.record import fault_event, mistake_event, outcome_event, policy_event
from gatepost.events.stored import StoredEvent
from gatepost.model import Account, Action, Role
from gatepost.store.incidents import Filter, stream
from gatepost.store.intake import Intake
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading
from gatepost.testing import A_TUESDAY, a_finding, a_part, a_post
from tests.unit.events.making import GATEWAY, PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match

OFFICIAL = Account(platform="x", handle="@StatCan_eng", official=True)
CATCH_ALL = a_match("everything", Action.LOG, catch_all=True)
PICTURE = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png")

# What OCSF 1.9.0 requires of every event, then of the classes; enumerations as in the schema's own files.
OCSF = {
    "type": "object",
    "required": ["activity_id", "category_uid", "class_uid", "type_uid", "time", "severity_id", "metadata"],
    "properties": {
        "time": {"type": "integer", "minimum": 1_700_000_000_000},
        "severity_id": {"enum": [0, 1, 2, 3, 4, 5, 6, 99]},
        "action_id": {"enum": [0, 1, 2, 3, 4]},
        "disposition_id": {"type": "integer", "minimum": 0, "maximum": 99},
        "is_alert": {"type": "boolean"},
        "confidence_score": {"type": "integer", "minimum": 0, "maximum": 100},
        "metadata": {
            "type": "object",
            "required": ["product", "version"],
            "properties": {"version": {"const": "1.9.0"}, "profiles": {"contains": {"const": "record_integrity"}}},
        },
        "attestation_list": {
            "minItems": 1,
            "items": {
                "required": ["chain_uid", "fingerprint"],
                "properties": {
                    "fingerprint": {
                        "required": ["algorithm_id", "value"],
                        "properties": {
                            "algorithm_id": {"const": 3},
                            "encoding_id": {"const": 1},
                            "serialization_id": {"const": 2},
                            "value": {"pattern": "^[0-9a-f]{64}$"},
                        },
                    }
                },
            },
        },
        "dst_endpoint": {"required": ["svc_name"]},
        "actor": {"properties": {"user": {"required": ["uid"]}}},
        "resources": {"items": {"anyOf": [{"required": ["name"]}, {"required": ["uid"]}]}},
    },
    "oneOf": [
        {
            "required": ["finding_info"],
            "properties": {
                "category_uid": {"const": 2},
                "class_uid": {"const": 2006},
                "activity_id": {"enum": [1, 2, 3]},
                "type_uid": {"enum": [200601, 200602, 200603]},
                "status_id": {"enum": [0, 1, 2, 3, 4, 5, 6, 99]},
                "finding_info": {"required": ["uid"]},
                "data_security": {
                    "not": {"required": ["pattern_match"]},
                    "properties": {
                        "detection_system_id": {"const": 5},
                        "data_lifecycle_state_id": {"const": 2},
                        "confidentiality_id": {"const": 99},
                    },
                },
            },
        },
        {
            "required": ["dst_endpoint", "http_request", "activity_name"],
            "properties": {
                "category_uid": {"const": 4},
                "class_uid": {"const": 4002},
                "activity_id": {"const": 99},
                "type_uid": {"const": 400299},
                "status_id": {"enum": [0, 1, 2, 99]},
            },
        },
        {
            "required": ["message"],
            "properties": {
                "category_uid": {"const": 0},
                "class_uid": {"const": 0},
                "activity_id": {"const": 99},
                "type_uid": {"const": 99},
            },
        },
    ],
}
ECS = {
    "type": "object",
    "required": ["@timestamp", "ecs", "event", "observer"],
    "properties": {
        "@timestamp": {"type": "string", "format": "date-time"},
        "event": {
            "type": "object",
            "required": ["id", "kind", "category", "type", "outcome", "dataset"],
            "properties": {
                "kind": {"enum": ["alert", "event"]},
                "category": {"type": "array", "items": {"enum": ["web", "network", "configuration", "database"]}},
                "type": {
                    "type": "array",
                    "items": {"enum": ["access", "allowed", "denied", "info", "error", "change"]},
                },
                "outcome": {"enum": ["success", "failure"]},
            },
        },
        "rule": {"type": "object", "required": ["id", "version"]},
        "user": {"type": "object", "required": ["id"]},
    },
}
# The types that the schema expects for a category, as far as we use it.
ECS_TYPES = {
    "web": {"access", "error", "info"},
    "network": {"access", "allowed", "connection", "denied", "end", "info", "protocol", "start"},
    "configuration": {"access", "change", "creation", "deletion", "info"},
    "database": {"access", "change", "info", "error"},
}
CEF = re.compile(r"CEF:0\|(?:(?:[^|\\\n]|\\[|\\])*\|){5}(?:10|\d)\|(?:[A-Za-z0-9]+=(?:[^=\\\n]|\\[=\\nr])* ?)+")


def stored(tmp_path: Path, *events: Any) -> list[StoredEvent]:
    with a_journal(tmp_path / "journal") as journal:
        for event in events:
            journal.append(event)
    engine = prepare(open_engine("sqlite://", tmp_path))
    Intake(engine, tmp_path / "journal").take_in()
    with reading(engine) as connection:
        found = [*stream(connection, Filter())]
    engine.dispose()
    return found


@pytest.fixture
def events(tmp_path: Path) -> list[StoredEvent]:
    """One of each sort that a format may treat differently, newest first."""
    blocked = a_decision_event(post=a_post(account=OFFICIAL, parts=(a_part(), PICTURE)))
    return stored(
        tmp_path,
        blocked,
        a_decision_event(findings=[], outcome="forwarded", decision=a_decision(Action.LOG, matched=(CATCH_ALL,))),
        a_decision_event(outcome="observed", decision=a_decision(Action.COACH, enforced=False)),
        outcome_event(blocked.id, at=A_TUESDAY, attempts=2),
        mistake_event(
            blocked.id, at=A_TUESDAY, number="7Q3F-K2MM", comment="no", principal="emp-104", pseudonyms=PSEUDONYMS
        ),
        fault_event(
            at=A_TUESDAY, stage="decode", reason="exception", outcome="failed-closed", gateway=GATEWAY, platform="x"
        ),
        policy_event("loaded", at=A_TUESDAY, gateway=GATEWAY, details={"version": "2026.1"}),
    )


def test_the_documentation_names_every_format():
    page = Path("docs/events.md").read_text()
    assert [name for name in FORMATS if f"| `{name}` |" not in page] == []


def test_json_lines_are_the_events(events: list[StoredEvent]):
    assert [json.loads(line) for line in FORMATS["jsonl"](events)] == events


def test_a_json_line_is_one_line_to_everybody(tmp_path: Path):
    hostile = a_decision_event(findings=[a_finding(excerpt="a\u2028b\u2029c\nd\x85e")])
    (line,) = FORMATS["jsonl"](stored(tmp_path, hostile))
    assert len(line.replace("\x85", "").splitlines()) == 1


def test_a_table_has_a_row_for_each_event(events: list[StoredEvent]):
    rows = list(csv.DictReader(FORMATS["csv"](events)))
    assert len(rows) == len(events)
    blocked = next(row for row in rows if row["action"] == "block")
    assert (blocked["labels"], blocked["attempts"], blocked["enforced"]) == ("classification:protected-b", "2", "true")
    assert (blocked["policy_version"], blocked["node"]) == ("2026.1", "gateway")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_executes_nothing(tmp_path: Path, start: str):
    post = a_post(account=Account(platform="x", handle=f'{start}HYPERLINK("http://a")', official=True))
    lines = list(FORMATS["csv"](stored(tmp_path, a_decision_event(post=post))))
    (row,) = csv.DictReader(lines)
    assert row["account"].startswith(f"'{start}")


def test_ocsf_events_are_of_the_schema(events: list[StoredEvent]):
    lines = ocsf_lines(events)
    assert len(lines) == len(events)
    for line in lines:
        jsonschema.validate(line, OCSF)
        assert line["type_uid"] == line["class_uid"] * 100 + line["activity_id"]
        assert None not in line.values()


def ocsf_lines(events: list[StoredEvent]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in FORMATS["ocsf"](events)]


def test_ocsf_has_incidents_as_findings_and_each_kind_in_its_class(events: list[StoredEvent]):
    classes = {(line["metadata"]["event_code"], line["class_uid"], line["activity_id"]) for line in ocsf_lines(events)}
    assert classes == {
        ("decision", 2006, 1),
        ("mistake", 2006, 2),
        ("decision", 4002, 99),
        ("fault", 4002, 99),
        ("policy", 0, 99),
    }


def test_what_a_person_says_updates_the_finding_of_the_decision(events: list[StoredEvent]):
    lines = ocsf_lines(events)
    (said,) = [line for line in lines if line["metadata"]["event_code"] == "mistake"]
    assert said["finding_info"]["uid"] in {line["metadata"]["uid"] for line in lines if line["activity_id"] == 1}


def test_each_ocsf_line_vouches_for_the_one_before(events: list[StoredEvent]):
    lines = ocsf_lines(events)
    assert broken_at(lines) is None
    assert len({line["attestation_list"][0]["chain_uid"] for line in lines}) == 1


@pytest.mark.parametrize("place", range(6))
def test_an_ocsf_line_cannot_be_altered_or_taken_out_unseen(events: list[StoredEvent], place: int):
    lines = ocsf_lines(events)
    altered = [line | {"severity_id": 6} if number == place else line for number, line in enumerate(lines)]
    assert broken_at(altered) == place
    shorter = lines[:place] + lines[place + 1 :]
    assert broken_at(shorter) == (place if place < len(shorter) else None)  # a missing end is for the journals to show


def broken_at(lines: list[dict[str, Any]]) -> int | None:
    """As a verifier does it who has nothing but the lines and the schema's text."""
    previous = None
    for number, line in enumerate(lines):
        (attestation,) = line["attestation_list"]
        content = {name: value for name, value in attestation.items() if name != "fingerprint"}
        form = json.dumps(
            line | {"attestation_list": [content]}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        whole = hashlib.sha256(form.encode()).hexdigest() == attestation["fingerprint"]["value"]
        if not whole or attestation.get("prev_event", {}).get("fingerprint") != previous:
            return number
        previous = attestation["fingerprint"]
    return None


def test_numbers_are_written_as_other_programs_write_them():
    odd = {
        "schema": 1,
        "id": "e",
        "kind": "head",
        "at": "2026-11-24T15:15:00.000000Z",
        "a": 0.00001234,
        "b": 2.0,
        "c": 0.5,
    }
    (line,) = FORMATS["ocsf"]([odd])
    assert '"a": 0, "b": 2, "c": 0.5' in line


def test_half_a_character_does_not_end_an_ocsf_export():
    odd = {"schema": 1, "id": "e", "kind": "head", "at": "2026-11-24T15:15:00.000000Z", "chain": "\ud800"}
    assert len(list(FORMATS["ocsf"]([odd]))) == 1


@pytest.mark.parametrize(
    ("action", "outcome", "ids"),
    [
        (Action.BLOCK, "refused", (2, 2)),
        (Action.COACH, "refused", (2, 23)),
        (Action.COACH, "justified", (1, 1)),
        (Action.BLOCK, "observed", (3, 15)),
        (Action.LOG, "forwarded", (3, 17)),
        (Action.BLOCK, "failed-open", (1, 16)),
        (Action.BLOCK, "failed-closed", (2, 2)),
    ],
)
def test_ocsf_says_what_became_of_the_post(tmp_path: Path, action: Action, outcome: Any, ids: tuple[int, int]):
    event = a_decision_event(decision=a_decision(action, matched=(a_match(action=action),)), outcome=outcome)
    (line,) = FORMATS["ocsf"](stored(tmp_path, event))
    finding = json.loads(line)
    assert (finding["action_id"], finding["disposition_id"]) == ids


def test_ocsf_names_a_marking_that_its_schema_does_not_know(events: list[StoredEvent]):
    confidentialities = {line.get("data_security", {}).get("confidentiality") for line in ocsf_lines(events)}
    assert confidentialities == {"Protected B", None}


def test_ecs_documents_are_of_the_schema(events: list[StoredEvent]):
    documents = [json.loads(line) for line in FORMATS["ecs"](events)]
    assert len(documents) == len(events)
    for document in documents:
        jsonschema.validate(document, ECS)
        categories = document["event"]["category"]
        assert set(document["event"]["type"]) <= set().union(*(ECS_TYPES[category] for category in categories))


def test_cef_lines_are_of_the_form(events: list[StoredEvent]):
    lines = list(FORMATS["cef"](events))
    assert len(lines) == len(events)
    for line in lines:
        assert CEF.fullmatch(line), line


def test_how_it_is_known_goes_with_what_was_found(tmp_path: Path):
    known = (("digits", "9"), ("check", "valid"), ("cue", "nas="), ("before", "12"))
    event = a_decision_event(findings=[a_finding("personal-identifier:sin", details=known), a_finding()])
    (told,) = stored(tmp_path, event)
    (finding,) = map(json.loads, FORMATS["ocsf"]([told]))
    assert finding["finding_info"]["desc"] == "personal-identifier: before 12, check valid, cue nas=, digits 9"
    (line,) = FORMATS["cef"]([told])
    assert "flexString2=personal-identifier: before 12, check valid, cue nas\\=, digits 9" in line
    assert CEF.fullmatch(line)
    crowd = a_decision_event(findings=[a_finding(details=(("list", "x" * 60),) * 20)] * 100)
    (line,) = FORMATS["cef"](stored(tmp_path / "crowd", crowd))
    assert len(line.partition("flexString2=")[2].partition(" out=")[0]) <= 1000


def test_cef_escapes_what_has_a_meaning_in_it(tmp_path: Path):
    post = a_post(account=Account(platform="x", handle="a=b\\c\nd|e", official=True))
    match = a_match("odd|rule\\name")
    event = a_decision_event(post=post, decision=a_decision(matched=(match,)))
    (line,) = FORMATS["cef"](stored(tmp_path, event))
    assert CEF.fullmatch(line)
    assert "|odd\\|rule\\\\name|" in line
    assert "cs5=a\\=b\\\\c\\nd|e" in line


@pytest.mark.parametrize("name", FORMATS)
def test_a_purged_event_can_be_exported(name: str):
    purged = {"schema": 1, "id": "e", "kind": "decision", "at": "2026-11-24T15:15:00.000000Z", "purged": True}
    assert list(FORMATS[name]([purged]))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_at_all_can_be_exported(name: str):
    assert len(list(FORMATS[name]([]))) == (name == "csv")
