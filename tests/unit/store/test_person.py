"""One person's record is all of theirs, what came of it and what was written of it, and nothing of anybody else."""

from pathlib import Path

from sqlalchemy import Engine, insert

from gatepost.events.record import mistake_event, outcome_event
from gatepost.store.intake import Intake
from gatepost.store.opening import reading, writing
from gatepost.store.own import notes, triage
from gatepost.store.person import record_of, written_of
from gatepost.testing import A_TUESDAY, a_post, a_principal
from tests.unit.events.making import PSEUDONYMS, a_decision_event, a_journal

PERSON = PSEUDONYMS.of("principal", "emp-104")


def test_a_record_is_one_persons(engine: Engine, tmp_path: Path):
    mine, others = a_decision_event(), a_decision_event(post=a_post(principal=a_principal(id="emp-105")))
    later = [outcome_event(event.id, at=A_TUESDAY, attempts=2) for event in (mine, others)]
    mistake = mistake_event(
        mine.id, at=A_TUESDAY, number="7Q3F-K2MM", comment="no", principal="emp-104", pseudonyms=PSEUDONYMS
    )
    with a_journal(tmp_path / "journal") as journal:
        for event in (mine, others, *later, mistake):
            journal.append(event)
    Intake(engine, tmp_path / "journal").take_in()
    with writing(engine) as db:
        for event in (mine, others):
            db.execute(insert(notes).values(event=event.id, at=A_TUESDAY, author="c-1", text=f"of {event.id}"))
        db.execute(
            insert(triage).values(event=mine.id, at=mine.at, state="closed", changed=A_TUESDAY, changed_by="c-1")
        )
    with reading(engine) as db:
        found = [event["id"] for event in record_of(db, [PERSON])]
        written = written_of(db, found)
    assert sorted(found) == sorted([mine.id, later[0].id, mistake.id])
    assert [entry.get("note") or entry["state"] for entry in written.pop(mine.id)] == ["closed", f"of {mine.id}"]
    assert written == {}
