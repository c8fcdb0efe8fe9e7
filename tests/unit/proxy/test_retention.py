"""The policy's retention on a whole var folder: on record, in step with holds, evidence and use."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gatepost.errors import GatepostError
from gatepost.events.files import chains
from gatepost.events.holds import Hold, Scope, write_holds
from gatepost.events.verify import verify
from gatepost.evidence.vault import evidence_in, keep, kept
from gatepost.model import Action, Role
from gatepost.policy.agency import Retention
from gatepost.proxy.keys import load_keys
from gatepost.proxy.retention import Purged, apply_retention
from gatepost.testing import A_TUESDAY, FakeClock, a_part
from tests.unit.events.aged import PERSON, bodies, decided, of_kind, purged_ids, written
from tests.unit.events.making import KEY
from tests.unit.sealing.people import a_key, a_reader

TIMES = Retention()


def apply(var: Path, **changes: Any) -> Purged:
    return apply_retention(var, TIMES, FakeClock(), **changes)


def hold(var: Path, scope: Scope, of: str = "") -> None:
    write_holds(var, [Hold(id="h-1", scope=scope, of=of, reason="a request", by="rose", at=A_TUESDAY)])


def seal(var: Path, event: str) -> None:
    part = a_part(name="media[0]", role=Role.ATTACHMENT, data=b"a picture")
    keep(evidence_in(var), event, [part], [a_reader(a_key())])


def test_what_goes_is_on_record_by_time_and_month_and_every_chain_verifies(tmp_path: Path):
    written(tmp_path / "journal", decided(31, Action.LOG), decided(32, Action.LOG), decided(400), decided(1))
    purged = apply(tmp_path)
    records = [body for body in bodies(tmp_path / "journal") if body["kind"] == "policy"]
    assert {record["change"] for record in records} == {"purged"}
    counts: Counter[str] = Counter()
    for record in records:
        counts.update({row["kept_as"]: row["count"] for row in record["counts"]})
    assert counts == {"log": 2, "block": 1}
    assert [record["after"] for record in records] == [removal.after for removal in purged.removals]
    keys = [KEY.public_key(), load_keys(tmp_path / "keys").journal.public_key()]
    for chain, paths in chains(tmp_path / "journal").items():
        files = [(path.name, path.read_bytes().splitlines(keepends=True)) for path in paths]
        report = verify(chain, files, keys=keys)
        assert report.good
        assert report.uncovered == 0


def test_with_nothing_to_remove_nothing_is_written(tmp_path: Path):
    written(tmp_path / "journal", decided(1))
    assert apply(tmp_path) == Purged()
    assert [*chains(tmp_path / "journal")] == ["gateway-1"]


def test_a_dry_run_counts_and_changes_nothing(tmp_path: Path):
    written(tmp_path / "journal", decided(400))
    assert len(apply(tmp_path, dry_run=True).removals) == 1
    assert purged_ids(tmp_path / "journal") == set()


def test_before_spares_what_happened_later(tmp_path: Path):
    old, newer = decided(500), decided(400)
    written(tmp_path / "journal", old, newer)
    apply(tmp_path, before=A_TUESDAY - timedelta(days=450))
    assert purged_ids(tmp_path / "journal") == {old.id}


def test_a_hold_of_everything_stops_it(tmp_path: Path):
    written(tmp_path / "journal", decided(400))
    hold(tmp_path, "all")
    assert apply(tmp_path) == Purged(all_held=True)
    assert purged_ids(tmp_path / "journal") == set()


def test_holds_that_cannot_be_read_stop_it(tmp_path: Path):
    written(tmp_path / "journal", decided(400))
    (tmp_path / "holds.json").write_text('[{"scope": "everybody"}]')
    with pytest.raises(GatepostError, match="nothing is purged"):
        apply(tmp_path)
    assert purged_ids(tmp_path / "journal") == set()


def test_a_held_person_keeps_what_became_of_their_incidents_too(tmp_path: Path):
    event = decided(400)
    written(tmp_path / "journal", event, of_kind("outcome", 399, event.id, attempts=3))
    hold(tmp_path, "person", PERSON)
    assert apply(tmp_path) == Purged()


def test_a_held_incident_keeps_its_evidence(tmp_path: Path):
    held, other = decided(400), decided(400)
    written(tmp_path / "journal", held, other)
    seal(tmp_path, held.id)
    seal(tmp_path, other.id)
    hold(tmp_path, "incident", held.id)
    assert apply(tmp_path).evidence == 1
    assert kept(evidence_in(tmp_path), held.id)
    assert not kept(evidence_in(tmp_path), other.id)


def test_what_was_used_for_a_decision_is_kept_because_the_record_says_so(tmp_path: Path):
    used, other = decided(400), decided(400)
    written(tmp_path / "journal", used, other)
    written(tmp_path / "journal", of_kind("access", 300, used.id, did="used", by="rose"), name="gateway-console")
    apply(tmp_path)
    assert purged_ids(tmp_path / "journal") == {other.id}


def test_evidence_goes_earlier_than_its_event(tmp_path: Path):
    event = decided(31)
    written(tmp_path / "journal", event)
    seal(tmp_path, event.id)
    assert apply(tmp_path) == Purged(evidence=1)
