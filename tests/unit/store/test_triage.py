from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatepost.store.incidents import Filter, page
from gatepost.store.intake import Intake
from gatepost.store.opening import reading, writing
from gatepost.store.triage import (
    NOT_TRIAGED,
    Allowance,
    Triage,
    add_allowance,
    add_note,
    allowances,
    notes_on,
    set_state,
    states,
)
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import a_decision_event, a_journal, an_event

NOW = A_TUESDAY + timedelta(hours=1)
FIRST, SECOND = a_decision_event(), a_decision_event(at=A_TUESDAY + timedelta(minutes=1))
FAULT = an_event()


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Engine:
    with a_journal(tmp_path / "journal") as journal:
        for event in (FIRST, SECOND, FAULT):
            journal.append(event)
    Intake(engine, tmp_path / "journal").take_in()
    return engine


def _in_state(store: Engine, *wanted: str) -> Sequence[str]:
    with reading(store) as connection:
        return [event["id"] for event in page(connection, Filter(incidents=True, state=wanted)).events]


def test_an_incident_has_the_state_it_was_given_last(store: Engine):
    with writing(store) as connection:
        assert set_state(connection, [FIRST.id, SECOND.id], "escalated", by="lea", now=NOW) == 2
        assert set_state(connection, [FIRST.id], "closed", by="max", now=NOW + timedelta(hours=1)) == 1
    with reading(store) as connection:
        found = states(connection, [FIRST.id, SECOND.id, FAULT.id])
    assert found[FIRST.id] == Triage(state="closed", changed=NOW + timedelta(hours=1), changed_by="max")
    assert found[SECOND.id].state == "escalated"
    assert found.get(FAULT.id, NOT_TRIAGED).state == "new"


def test_incidents_are_listed_by_their_state(store: Engine):
    assert _in_state(store, "new") == [SECOND.id, FIRST.id]
    with writing(store) as connection:
        set_state(connection, [FIRST.id], "confirmed", by="lea", now=NOW)
    assert _in_state(store, "new") == [SECOND.id]
    assert _in_state(store, "confirmed") == [FIRST.id]
    assert _in_state(store, "new", "confirmed") == [SECOND.id, FIRST.id]
    assert _in_state(store, "closed") == []


def test_what_is_no_incident_has_no_state(store: Engine):
    with writing(store) as connection:
        assert (
            set_state(connection, [FAULT.id, "00000000-0000-7000-8000-000000000000"], "closed", by="lea", now=NOW) == 0
        )


def test_notes_stand_in_the_order_they_were_written(store: Engine):
    with writing(store) as connection:
        for text in ("Seen", "Talked to the team\0", "x" * 10_000):
            add_note(connection, FIRST.id, text, author="lea", now=NOW)
    with reading(store) as connection:
        found = notes_on(connection, FIRST.id)
        assert notes_on(connection, SECOND.id) == []
    assert [note.text for note in found] == ["Seen", "Talked to the team", "x" * 4000]
    assert (found[0].author, found[0].at) == ("lea", NOW)


def test_an_exception_is_in_force_until_it_expires(store: Engine):
    given = Allowance(
        event=FIRST.id,
        rule="confidentiality-markings",
        kind="phrase",
        value="protected bike lanes",
        owner="lea",
        reason="About cycling",
        at=NOW,
        expires=NOW + timedelta(days=30),
    )
    with writing(store) as connection:
        add_allowance(connection, given)
    with reading(store) as connection:
        assert allowances(connection, NOW) == [given]
        assert allowances(connection, NOW + timedelta(days=30)) == []
