import json
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select

from gatepost.events.chain import canonical, unlink
from gatepost.events.files import chains
from gatepost.events.record import justification_event, mistake_event, new_id, outcome_event
from gatepost.model import Action, Event
from gatepost.store.index import SHORTER, bodies, events, files, tags
from gatepost.store.intake import Intake, lines_in
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading, writing
from gatepost.store.own import notes, triage
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import (
    PSEUDONYMS,
    a_decision,
    a_decision_event,
    a_journal,
    a_match,
    an_event,
    verified,
)
from tests.unit.store.databases import a_server

SAYING: Mapping[str, Any] = {"number": "7Q3F-K2MM", "principal": "emp-104", "pseudonyms": PSEUDONYMS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two writers with three events and a head each."""
    folder = journals_in(tmp_path)
    for name in ("gateway-1", "gateway-2"):
        with a_journal(folder, name) as journal:
            for _ in range(3):
                journal.append(a_decision_event())
    return folder


def _write(folder: Path, *written: Event, name: str = "gateway-3") -> None:
    with a_journal(folder, name) as journal:
        for event in written:
            journal.append(event)


def _count(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(events)) or 0


def _all(engine: Engine) -> list[tuple[Any, ...]]:
    """The whole index, but for how far files were read."""
    with reading(engine) as connection:
        found = [tuple(row) for table in (events, bodies, tags) for row in connection.execute(select(table))]
    return sorted(found, key=repr)


def test_every_event_of_every_journal_is_taken_in(engine: Engine, folder: Path):
    assert Intake(engine, folder).take_in() == 8
    assert _count(engine) == 6


def test_taking_in_again_changes_nothing(engine: Engine, folder: Path):
    Intake(engine, folder).take_in()
    before = _all(engine)
    assert Intake(engine, folder).take_in() == 0
    assert _all(engine) == before


def test_the_lag_is_what_is_not_taken_in_yet(engine: Engine, folder: Path):
    intake = Intake(engine, folder)
    assert intake.lag() == lines_in(folder) == 8
    intake.take_in()
    assert intake.lag() == 0
    _write(folder, an_event())
    assert intake.lag() == 2
    assert intake.take_in() == 2


def test_half_a_line_waits_for_its_end(engine: Engine, folder: Path):
    path = chains(folder)["gateway-1"][0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    intake = Intake(engine, folder)
    intake.take_in()
    path.write_bytes(whole)
    assert intake.take_in() == 1
    assert intake.lag() == 0


def test_what_the_index_forgot_is_taken_in_from_the_journals(engine: Engine, folder: Path):
    intake = Intake(engine, folder)
    intake.take_in()
    before = _all(engine)
    with writing(engine) as connection:  # as an old backup of the database would have it
        connection.execute(events.delete())
        connection.execute(tags.delete())
        connection.execute(bodies.delete())
        connection.execute(files.delete())
    assert intake.take_in() == 8
    assert _all(engine) == before


def test_an_old_backup_of_the_journals_loses_nothing_and_doubles_nothing(engine: Engine, folder: Path):
    path = chains(folder)["gateway-1"][0]
    backup = path.read_bytes()
    with a_journal(folder) as journal:
        journal.append(an_event(1))
    now = chains(folder)["gateway-1"]
    intake = Intake(engine, folder)
    intake.take_in()
    assert _count(engine) == 7
    for later in now[1:]:
        later.unlink()
    path.write_bytes(backup[: backup.rfind(b"\n", 0, -1) + 1])
    with a_journal(folder) as journal:
        journal.append(an_event(2))
    intake.take_in()
    assert (_count(engine), intake.lag()) == (8, 0)
    assert verified(folder).good


def test_an_old_backup_of_the_index_loses_nothing_doubles_nothing_and_brings_back_nothing_purged(tmp_path: Path):
    folder = journals_in(tmp_path)
    gone, kept = a_decision_event(), a_decision_event()
    _write(folder, gone, kept)
    _take_in_anew(tmp_path)
    backup = {path: path.read_bytes() for path in tmp_path.glob("store.sqlite3*")}
    _purge(chains(folder)["gateway-3"][0], gone.id)
    _write(folder, a_decision_event(), name="gateway-4")
    whole = _take_in_anew(tmp_path)
    for path in tmp_path.glob("store.sqlite3*"):
        path.unlink()
    for path, content in backup.items():
        path.write_bytes(content)
    assert _take_in_anew(tmp_path) == whole
    of_gone = [str(row) for row in whole if gone.id in str(row)]
    assert of_gone
    assert not [row for row in of_gone if str(gone.fields["principal"]) in row]
    assert verified(folder, "gateway-3").good


def _take_in_anew(var: Path) -> list[tuple[Any, ...]]:
    """Take in what the index lacks, as a recorder that starts does; the whole index."""
    engine = prepare(open_engine("sqlite://", var))
    Intake(engine, journals_in(var)).take_in()
    found = _all(engine)
    engine.dispose()
    return found


def test_files_of_one_name_in_two_folders_are_two_journals(engine: Engine, tmp_path: Path):
    for node in ("one", "two"):
        _write(tmp_path / node, an_event(), name="gateway-1")
    intakes = [Intake(engine, tmp_path / node) for node in ("one", "two")]
    assert [intake.take_in() for intake in intakes * 2] == [2, 2, 0, 0]
    assert _count(engine) == 2


def test_a_journal_that_was_moved_is_not_read_again(engine: Engine, folder: Path, tmp_path: Path):
    Intake(engine, folder).take_in()
    shutil.move(folder, tmp_path / "elsewhere")
    assert Intake(engine, tmp_path / "elsewhere").take_in() == 0


def test_several_may_take_in_at_once(engine: Engine, folder: Path):
    _write(folder, *(a_decision_event() for _ in range(1500)))
    threads = [threading.Thread(target=Intake(engine, folder).take_in) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (_count(engine), Intake(engine, folder).lag()) == (1506, 0)


@pytest.mark.parametrize("mistake_first", [True, False])
def test_a_report_of_a_mistake_tags_its_decision_in_whatever_order_they_come(
    engine: Engine, tmp_path: Path, mistake_first: bool
):
    decision = a_decision_event()
    mistake = mistake_event(decision.id, at=A_TUESDAY, comment="That is a river", **SAYING)
    for number, event in enumerate((mistake, decision) if mistake_first else (decision, mistake)):
        _write(tmp_path / "journal", event, name=f"gateway-{number}")
        Intake(engine, tmp_path / "journal").take_in()
    with reading(engine) as connection:
        said = connection.execute(select(tags.c.value, tags.c.event).where(tags.c.name == "said")).all()
    assert [tuple(row) for row in said] == [("mistake", decision.id)]


def _purge(path: Path, event_id: str) -> None:
    """What a purge does to a line: the payload goes, its digest and the chain stay."""
    purged = []
    for line in path.read_bytes().splitlines(keepends=True):
        link = unlink(line)
        assert link is not None
        fields = json.loads(link.payload)
        if fields["id"] == event_id:
            kept = {name: fields[name] for name in ("schema", "id", "kind", "at", "number") if name in fields}
            payload = canonical(kept | {"purged": True})
            purged.append(payload[:-1] + line[len(link.payload) - 1 :])
        else:
            purged.append(line)
    path.write_bytes(b"".join(purged))


def test_what_is_purged_from_the_journals_leaves_the_index(engine: Engine, folder: Path):
    gone, kept = a_decision_event(), a_decision_event()
    said = justification_event(gone.id, at=A_TUESDAY, reason="It is a quotation", **SAYING)
    _write(folder, gone, kept, said)
    intake = Intake(engine, folder)
    intake.take_in()
    backup = chains(folder)["gateway-3"][0].read_bytes()
    for event in (gone, said):
        _purge(chains(folder)["gateway-3"][0], event.id)
    assert verified(folder, "gateway-3").good
    intake.take_in()
    with reading(engine) as connection:
        (row,) = connection.execute(select(events).where(events.c.id == gone.id))
        body = json.loads(connection.scalar(select(bodies.c.body).where(bodies.c.id == gone.id)) or "")
        tagged = set(connection.scalars(select(tags.c.event)))
    assert (row.purged, row.number, row.principal, row.incident) == (True, gone.fields["number"], None, False)
    assert body.keys() == {"schema", "id", "kind", "at", "number", "purged", "digest", "hash", "prev"}
    assert gone.id not in tagged
    assert kept.id in tagged
    chains(folder)["gateway-3"][0].write_bytes(backup)
    intake.take_in()
    with reading(engine) as connection:
        assert connection.scalar(select(events.c.purged).where(events.c.id == gone.id))


def test_what_reviewers_wrote_of_an_incident_goes_with_it(engine: Engine, folder: Path):
    gone, kept = a_decision_event(), a_decision_event()
    _write(folder, gone, kept)
    intake = Intake(engine, folder)
    intake.take_in()
    by = {"changed": A_TUESDAY, "changed_by": "a-1"}
    with writing(engine) as connection:
        for event in (gone, kept):
            connection.execute(insert(triage).values(event=event.id, at=event.at, state="closed", **by))
            connection.execute(insert(notes).values(event=event.id, at=event.at, author="a-1", text="Rosalind called"))
    _purge(chains(folder)["gateway-3"][0], gone.id)
    intake.take_in()
    with reading(engine) as connection:
        for written in (triage, notes):
            assert list(connection.scalars(select(written.c.event))) == [kept.id]


def test_what_is_purged_is_in_no_byte_of_the_files_any_more(tmp_path: Path):
    engine = prepare(open_engine("sqlite://", tmp_path))
    some = [a_decision_event() for _ in range(40)]
    _write(journals_in(tmp_path), *some)
    intake = Intake(engine, journals_in(tmp_path))
    intake.take_in()
    with writing(engine) as connection:
        connection.execute(insert(notes).values(event=some[0].id, at=A_TUESDAY, author="a-1", text="Rosalind called"))
    for event in some:
        _purge(chains(journals_in(tmp_path))["gateway-3"][0], event.id)
    intake.take_in()
    engine.dispose()  # the last one to close copies the logs back
    left = b"".join(path.read_bytes() for path in tmp_path.glob("store*"))
    assert str(some[0].fields["principal"]).encode() not in left
    assert b"Rosalind" not in left


def test_an_incident_is_a_decision_in_which_more_than_the_catch_all_matched(engine: Engine, tmp_path: Path):
    everything = a_match("everything", Action.LOG, catch_all=True)
    plain = a_decision_event(decision=a_decision(Action.LOG, matched=(everything,)))
    shadow = a_decision_event(decision=a_decision(Action.LOG, matched=(a_match(shadow=True), everything)))
    _write(tmp_path / "journal", plain, shadow, an_event(), outcome_event(shadow.id, at=A_TUESDAY, attempts=2))
    Intake(engine, tmp_path / "journal").take_in()
    with reading(engine) as connection:
        assert list(connection.scalars(select(events.c.id).where(events.c.incident))) == [shadow.id]


ODD = {
    "no JSON": b"{nonsense}\n",
    "not an object": b"[]\n",
    "no event": b'{"id": 7, "kind": [], "at": {}}\n',
    "not ASCII": '{"id": "é"}\n'.encode(),
    "nested deep": b"[" * 100_000 + b"\n",
    "no id of ours": canonical({"id": "1", "kind": "fault", "at": "2026-11-24T15:15:00Z"}) + b"\n",
    "no time": canonical({"id": new_id(A_TUESDAY), "kind": "fault", "at": "9999999"}) + b"\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_line_that_is_no_event_holds_up_nothing(engine: Engine, folder: Path, odd: bytes):
    path = chains(folder)["gateway-1"][0]
    path.write_bytes(odd + path.read_bytes() + odd)
    intake = Intake(engine, folder)
    intake.take_in()
    assert (_count(engine), intake.lag()) == (6, 0)


def test_values_that_databases_refuse_are_taken_in_all_the_same(engine: Engine, tmp_path: Path):
    """A handle or a division from outside may be anything that JSON can say."""
    odd = {
        "platform": "x\0y",
        "division": "\ud800",
        "use": "n" * 5000,
        "action": 7,
        "work_time": "yes",
        "matched": {"rule": 1},
    }
    strange = Event(
        id=new_id(A_TUESDAY), kind="decision", at=A_TUESDAY, fields=odd | {"findings": ["label", {"label": "\0"}]}
    )
    _write(tmp_path / "journal", strange)
    Intake(engine, tmp_path / "journal").take_in()
    with reading(engine) as connection:
        (row,) = connection.execute(select(events))
    assert (row.platform, row.division, row.use, row.action, row.work_time) == (
        "xy",
        "?",
        "n" * SHORTER["use"],
        None,
        None,
    )


@pytest.mark.needs("postgresql")
def test_an_index_on_a_server_that_is_killed_goes_on_where_it_was(tmp_path: Path, folder: Path):
    with a_server() as server:
        engine = prepare(open_engine(server.a_database(), tmp_path))
        intake = Intake(engine, folder)
        intake.take_in()
        server.kill()
        _write(folder, an_event())
        with pytest.raises(Exception, match="connection"):
            intake.take_in()
        server.start()
        assert intake.take_in() == 2
        assert (_count(engine), intake.lag()) == (7, 0)
        engine.dispose()
