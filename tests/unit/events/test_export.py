import csv
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gatepost.events.export import FORMATS
from gatepost.events.record import outcome_event, policy_event
from gatepost.events.stored import StoredEvent
from gatepost.model import Account, Action, Role
from gatepost.store.incidents import Filter, stream
from gatepost.store.intake import Intake
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading
from gatepost.testing import A_TUESDAY, a_finding, a_part, a_post
from tests.unit.events.making import GATEWAY, a_decision, a_decision_event, a_journal, a_match

OFFICIAL = Account(platform="x", handle="@StatCan_eng", official=True)
PICTURE = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png")

OCSF = {
    "type": "object",
    "required": [
        "activity_id",
        "category_uid",
        "class_uid",
        "type_uid",
        "time",
        "severity_id",
        "metadata",
        "finding_info",
    ],
    "properties": {
        "activity_id": {"const": 1},
        "category_uid": {"const": 2},
        "class_uid": {"const": 2006},
        "type_uid": {"const": 200601},
        "time": {"type": "integer", "minimum": 1_700_000_000_000},
        "severity_id": {"enum": [0, 1, 2, 3, 4, 5, 6, 99]},
        "action_id": {"enum": [0, 1, 2, 3, 4]},
        "disposition_id": {"type": "integer", "minimum": 0, "maximum": 99},
        "is_alert": {"type": "boolean"},
        "metadata": {
            "type": "object",
            "required": ["product", "version"],
            "properties": {"version": {"const": "1.9.0"}, "profiles": {"const": ["security_control"]}},
        },
        "finding_info": {"type": "object", "required": ["uid", "title"]},
        "data_security": {
            "type": "object",
            "not": {"required": ["pattern_match"]},
            "properties": {
                "detection_system_id": {"const": 5},
                "data_lifecycle_state_id": {"const": 2},
                "confidentiality_id": {"const": 99},
            },
        },
        "resources": {"type": "array", "items": {"type": "object", "required": ["name"]}},
    },
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
                "category": {"type": "array", "items": {"enum": ["web", "configuration"]}},
                "type": {"type": "array", "items": {"enum": ["allowed", "denied", "info"]}},
                "outcome": {"enum": ["success", "failure"]},
            },
        },
        "rule": {"type": "object", "required": ["id", "version"]},
        "user": {"type": "object", "required": ["id"]},
    },
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
        a_decision_event(findings=[], outcome="forwarded", decision=a_decision(Action.LOG)),
        a_decision_event(outcome="observed", decision=a_decision(Action.COACH, enforced=False)),
        outcome_event(blocked.id, at=A_TUESDAY, attempts=2),
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


def test_ocsf_findings_are_of_the_schema(events: list[StoredEvent]):
    findings = [json.loads(line) for line in FORMATS["ocsf"](events)]
    assert len(findings) == 3
    for finding in findings:
        jsonschema.validate(finding, OCSF)


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
    confidentialities = {json.loads(line)["data_security"].get("confidentiality") for line in FORMATS["ocsf"](events)}
    assert confidentialities == {"Protected B", None}


def test_ecs_documents_are_of_the_schema(events: list[StoredEvent]):
    documents = [json.loads(line) for line in FORMATS["ecs"](events)]
    assert len(documents) == len(events)
    for document in documents:
        jsonschema.validate(document, ECS)


def test_cef_lines_are_of_the_form(events: list[StoredEvent]):
    lines = list(FORMATS["cef"](events))
    assert len(lines) == len(events)
    for line in lines:
        assert CEF.fullmatch(line), line


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
