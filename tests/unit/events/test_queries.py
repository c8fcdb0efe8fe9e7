from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gatepost.events.numbers import number_of
from gatepost.events.queries import Filter
from gatepost.events.record import justification_event, mistake_event, outcome_event
from gatepost.events.store import Store
from gatepost.events.stored import StoredEvent
from gatepost.model import Action, Event, Use
from gatepost.testing import A_TUESDAY, a_finding, a_post, a_principal
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match, an_event

HOUR = timedelta(hours=1)
BLOCKED = a_decision_event()
COACHED = a_decision_event(
    at=A_TUESDAY + HOUR,
    post=a_post(at=A_TUESDAY + HOUR, platform="reddit", principal=a_principal(division="Census")),
    findings=[a_finding("profanity:strong"), a_finding("abuse:person")],
    decision=a_decision(
        Action.COACH,
        use=Use.PROFESSIONAL,
        matched=(a_match("respect", Action.COACH), a_match("everything", Action.LOG)),
    ),
)
FAULT = an_event(at=A_TUESDAY + 2 * HOUR)
LATER = A_TUESDAY + 3 * HOUR


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    with a_journal(folder) as journal:
        for event in (BLOCKED, COACHED, FAULT):
            journal.append(event)
    return folder


@pytest.fixture
def store(journals: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        opened.ingest(journals)
        yield opened


def _add(journals: Path, store: Store, *events: Event) -> None:
    with a_journal(journals, "gateway-2") as journal:
        for event in events:
            journal.append(event)
    store.ingest(journals)


def _ids(events: list[StoredEvent] | tuple[StoredEvent, ...]) -> list[str]:
    return [event["id"] for event in events]


def test_events_come_newest_first(store: Store):
    assert _ids([*store.events(Filter())]) == [FAULT.id, COACHED.id, BLOCKED.id]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(action="block"), [BLOCKED]),
        (Filter(rule="respect"), [COACHED]),
        (Filter(rule="everything"), [COACHED]),
        (Filter(platform="x"), [BLOCKED]),
        (Filter(use="professional"), [COACHED]),
        (Filter(label="abuse"), [COACHED]),
        (Filter(label="classification", action="coach"), []),
        (Filter(division="Census"), [COACHED]),
        (Filter(kind="fault"), [FAULT]),
        (Filter(since=A_TUESDAY + HOUR), [FAULT, COACHED]),
        (Filter(until=A_TUESDAY + HOUR), [BLOCKED]),
        (Filter(since=A_TUESDAY + HOUR, until=A_TUESDAY + 2 * HOUR), [COACHED]),
        (Filter(limit=1), [FAULT]),
        (Filter(rule="' OR TRUE --"), []),
    ],
)
def test_a_filter_selects(store: Store, wanted: Filter, found: list[Event]):
    assert _ids([*store.events(wanted)]) == [event.id for event in found]


def test_what_became_of_a_decision_stands_in_it(journals: Path, store: Store):
    _add(
        journals,
        store,
        outcome_event(BLOCKED.id, at=LATER, attempts=2),
        outcome_event(BLOCKED.id, at=LATER + HOUR, attempts=3),
        outcome_event(BLOCKED.id, at=LATER + HOUR, answer="lapsed"),
    )
    _add(journals, store, outcome_event(COACHED.id, at=LATER, upstream_status=201))
    fault, coached, blocked = store.events(Filter())
    assert (blocked["attempts"], blocked["answer"], coached["upstream_status"]) == (3, "lapsed", 201)
    assert fault["kind"] == "fault"
    assert len(store.events(Filter(kind="outcome"))) == 4


def test_a_justification_and_reports_of_a_mistake_stand_in_their_decision(journals: Path, store: Store):
    said: dict[str, Any] = {"number": "7Q3F-K2MM", "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    _add(
        journals,
        store,
        justification_event(COACHED.id, at=LATER, reason="It is a quotation", **said),
        mistake_event(COACHED.id, at=LATER, comment="That is a river", **said),
        mistake_event(COACHED.id, at=LATER + HOUR, comment="Truly", **said),
    )
    coached = store.one(COACHED.id)
    assert coached is not None
    assert coached["justification"]["reason"] == "It is a quotation"
    assert [mistake["comment"] for mistake in coached["mistakes"]] == ["That is a river", "Truly"]


def test_an_outcome_may_be_taken_in_before_its_decision(tmp_path: Path):
    folder = tmp_path / "journal"
    with Store(tmp_path / "store") as store:
        _add(folder, store, outcome_event(BLOCKED.id, at=LATER, attempts=2))
        _add(folder, store, BLOCKED)
        (blocked,) = store.events(Filter())
    assert blocked["attempts"] == 2


def test_many_decisions_are_completed_too(journals: Path, store: Store):
    _add(journals, store, *(a_decision_event() for _ in range(1200)), outcome_event(BLOCKED.id, at=LATER, attempts=2))
    assert len(store.events(Filter())) == 1203
    assert next(event for event in store.events(Filter()) if event["id"] == BLOCKED.id)["attempts"] == 2


def test_one_event_is_found_by_its_number_however_it_is_written(store: Store):
    for key in (number_of(BLOCKED.id), number_of(BLOCKED.id).lower().replace("-", " "), BLOCKED.id, BLOCKED.id.upper()):
        found = store.one(key)
        assert found is not None
        assert found["id"] == BLOCKED.id


@pytest.mark.parametrize("key", ["", "AAAA-AAAA", "nonsense", "' OR 1=1"])
def test_what_is_not_there_is_none(store: Store, key: str):
    assert store.one(key) is None


def test_a_number_leads_to_the_decision_and_not_to_what_is_about_it(journals: Path, store: Store):
    number = number_of(COACHED.id)
    said: dict[str, Any] = {"number": number, "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    _add(journals, store, justification_event(COACHED.id, at=LATER, reason="It is a quotation", **said))
    found = store.one(number)
    assert found is not None
    assert found["kind"] == "decision"
