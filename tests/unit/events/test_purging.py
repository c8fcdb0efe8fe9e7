"""A purge removes what is over and nothing else, says so first, and breaks no chain."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.errors import GatepostError
from gatepost.events.chain import PURGED_FIELDS
from gatepost.events.files import chains
from gatepost.events.purging import Removal, due, purge, purging
from gatepost.model import Action, Event
from gatepost.testing import FakeClock
from tests.unit.events.aged import (
    PERSON,
    aged,
    bodies,
    decided,
    no_record,
    of_kind,
    purged_ids,
    retention,
    written,
)
from tests.unit.events.making import a_journal, an_event, verified

OVER = [
    decided(31, Action.LOG),
    decided(91, Action.COACH),
    decided(366, Action.BLOCK),
    of_kind("justification", 91, "e-1", reason="public"),
    of_kind("mistake", 366, "e-1", comment="wrong"),
    of_kind("outcome", 366, "e-1", attempts=2),
    of_kind("agreement", 366, principal=PERSON),
    of_kind("access", 731, did="viewed"),
    of_kind("fault", 31, reason="io"),
]
KEPT = [
    decided(29, Action.LOG),
    decided(89, Action.COACH),
    decided(364, Action.BLOCK),
    of_kind("outcome", 364, "e-1", attempts=2),
    of_kind("access", 729, did="viewed"),
    of_kind("policy", 5000, change="purged"),
    of_kind("something-new", 5000),
]


@pytest.mark.parametrize("event", OVER, ids=[f"{event.kind}-{event.fields.get('action', '')}" for event in OVER])
def test_what_is_over_goes(tmp_path: Path, event: Event):
    written(tmp_path, event)
    (removal,) = purge(tmp_path, retention(), no_record)
    (left,) = bodies(tmp_path)
    assert left["purged"] is True
    assert left.keys() <= PURGED_FIELDS
    assert (left["id"], left["kind"], removal.ids) == (event.id, event.kind, (event.id,))
    assert verified(tmp_path).good
    assert sum(file.purged for file in verified(tmp_path).files) == 1


@pytest.mark.parametrize("event", KEPT, ids=[f"{event.kind}-{event.fields.get('action', '')}" for event in KEPT])
def test_what_is_not_over_stays_to_the_byte(tmp_path: Path, event: Event):
    written(tmp_path, event)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert list(purge(tmp_path, retention(), no_record)) == []
    assert {path: content for path, content in before.items() if path.read_bytes() != content} == {}


@pytest.mark.parametrize("event", [decided(400), decided(100, Action.COACH)])
def test_what_was_used_for_a_decision_about_somebody_is_kept_for_two_years(tmp_path: Path, event: Event):
    later = of_kind("outcome", 399, event.id, attempts=3)
    written(tmp_path, event, later)
    assert list(purge(tmp_path, retention(used={event.id}), no_record)) == []


def test_an_incident_that_is_held_stays_with_what_became_of_it(tmp_path: Path):
    held, other = decided(400), decided(400)
    later = of_kind("mistake", 399, held.id, comment="wrong")
    written(tmp_path, held, other, later)
    list(purge(tmp_path, retention(ids={held.id}), no_record))
    assert purged_ids(tmp_path) == {other.id}


def test_a_person_who_is_held_stays(tmp_path: Path):
    written(tmp_path, decided(400), of_kind("agreement", 400, principal="p-0000-0000-0000"))
    list(purge(tmp_path, retention(people=frozenset({PERSON})), no_record))
    assert [body["kind"] for body in bodies(tmp_path) if "purged" in body] == ["agreement"]


def test_a_removal_is_counted_and_on_record_before_it_happens(tmp_path: Path):
    written(tmp_path, *OVER)
    recorded: list[Removal] = []

    def record(removal: Removal) -> None:
        assert b"purged" not in (tmp_path / removal.file).read_bytes()
        recorded.append(removal)

    removals = list(purge(tmp_path, retention(), record))
    assert removals == recorded
    assert sum(removal.payloads for removal in removals) == len(OVER)
    month = f"{aged(91):%Y-%m}"
    assert [count for removal in removals for kept_as, of, count in removal.counts if (kept_as, of) == ("coach", month)]


def test_a_purge_that_is_only_looked_at_changes_nothing(tmp_path: Path):
    written(tmp_path, *OVER)
    assert sum(removal.payloads for removal in due(tmp_path, retention())) == len(OVER)
    assert purged_ids(tmp_path) == set()


def test_a_file_that_is_written_waits_for_its_writer(tmp_path: Path):
    event = decided(400)
    with a_journal(tmp_path, clock=FakeClock(event.at)) as journal:
        journal.append(event)
        assert list(purge(tmp_path, retention(), no_record)) == []
    assert [removal.ids for removal in purge(tmp_path, retention(), no_record)] == [(event.id,)]
    assert verified(tmp_path).good


def test_a_writer_with_nothing_to_write_lets_go_of_yesterdays_file(tmp_path: Path):
    event, clock = decided(400), FakeClock(aged(400))
    with a_journal(tmp_path, clock=clock) as journal:
        journal.append(event)
        clock.advance(timedelta(days=400))
        journal._last_head -= 60  # a head is due: it goes to a file of today
        for _ in range(3):
            journal._force()
        assert [removal.ids for removal in purge(tmp_path, retention(), no_record)] == [(event.id,)]
        journal.append(an_event())
    assert verified(tmp_path).good


def test_half_a_line_is_left_to_the_writer_who_cuts_it_off(tmp_path: Path):
    written(tmp_path, decided(400))
    (path,) = chains(tmp_path)["gateway-1"]
    path.write_bytes(path.read_bytes() + b'{"half')
    assert list(purge(tmp_path, retention(), no_record)) == []


def test_a_line_that_was_tampered_with_is_evidence_and_stays(tmp_path: Path):
    written(tmp_path, decided(400))
    (path,) = chains(tmp_path)["gateway-1"]
    path.write_bytes(path.read_bytes().replace(b'"block"', b'"log"'))
    assert list(purge(tmp_path, retention(), no_record)) == []
    assert not verified(tmp_path).good


def test_a_purged_chain_goes_on(tmp_path: Path):
    written(tmp_path, *OVER)
    list(purge(tmp_path, retention(), no_record))
    with a_journal(tmp_path) as journal:
        journal.append(an_event())
    assert verified(tmp_path).good


def test_the_rights_of_a_file_stay_as_they_were(tmp_path: Path):
    written(tmp_path, decided(400))
    (path,) = chains(tmp_path)["gateway-1"]
    path.chmod(0o640)
    list(purge(tmp_path, retention(), no_record))
    assert path.stat().st_mode & 0o777 == 0o640


def test_two_purges_do_not_go_on_at_once(tmp_path: Path):
    with purging(tmp_path), pytest.raises(GatepostError, match="another purge"), purging(tmp_path):
        pass
    with purging(tmp_path):
        pass


def test_what_goes_is_gone_from_the_folder(tmp_path: Path):
    event = decided(400)
    written(tmp_path, event)
    excerpt = event.fields["findings"][0]["excerpt"]  # type: ignore[index] # a decision has findings
    assert any(json.dumps(excerpt).encode() in path.read_bytes() for path in tmp_path.iterdir())
    list(purge(tmp_path, retention(), no_record))
    for word in (json.dumps(excerpt).encode(), PERSON.encode()):
        assert not [path for path in tmp_path.iterdir() if word in path.read_bytes()]
