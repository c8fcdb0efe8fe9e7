"""The policy's retention, carried out on one var folder: journals, and the evidence of what is gone.

Removals are on record in a journal of their own, signed like every other, before anything goes.
"""

import socket
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from gatepost.clock import Clock
from gatepost.events import files
from gatepost.events.chain import Link, unlink
from gatepost.events.holds import held, read_holds
from gatepost.events.journal import Journal
from gatepost.events.purging import Removal, due, purge, purging
from gatepost.events.record import policy_event
from gatepost.events.retention import Retention, ends_of, marked_used, of_people
from gatepost.evidence.vault import evidence_in, forget
from gatepost.policy import agency
from gatepost.proxy.keys import load_keys


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, or in a dry run would go; `all_held` when a hold of everything stopped it."""

    removals: tuple[Removal, ...] = ()
    evidence: int = 0
    all_held: bool = False


def apply_retention(
    var: Path, times: agency.Retention, clock: Clock, *, before: datetime | None = None, dry_run: bool = False
) -> Purged:
    """Remove what is over; `before` spares what happened later. GatepostError when another purge goes on."""
    holds, now, journals = read_holds(var), clock.now(), var / "journal"
    if held(holds, "all"):
        return Purged(all_held=True)
    with purging(journals):
        retention = _retention(
            journals, ends_of(_times(times), now, before), held(holds, "incident"), held(holds, "person")
        )
        if dry_run:
            return Purged(tuple(due(journals, retention)))
        with_record = _Recorder(var, clock)
        try:
            removals = tuple(purge(journals, retention, with_record))
        finally:
            with_record.close()
    gone = {event for removal in removals for event in removal.ids}
    old = min(now - times.evidence, before or now)
    return Purged(removals, forget(evidence_in(var), before=old, ids=gone, held=retention.ids))


class _Recorder:
    """Puts removals on record, in a journal that is there only when something is removed."""

    def __init__(self, var: Path, clock: Clock) -> None:
        self._var, self._clock = var, clock
        self._journal: Journal | None = None

    def __call__(self, removal: Removal) -> None:
        node = socket.gethostname()
        if self._journal is None:
            key = load_keys(self._var / "keys").journal
            folder = self._var / "journal"
            self._journal = Journal(folder, name=f"{node}-purge", key=key, strict=True, clock=self._clock)
        counts = [{"kept_as": kept_as, "month": month, "count": count} for kept_as, month, count in removal.counts]
        details = {"file": removal.file, "counts": counts, "after": removal.after}
        gateway = {"node": node, "worker": "purge"}
        self._journal.append(policy_event("purged", at=self._clock.now(), gateway=gateway, details=details))

    def close(self) -> None:
        if self._journal:
            self._journal.close()


def _times(times: agency.Retention) -> dict[str, timedelta]:
    return {"log": times.log, "coach": times.coach, "block": times.block, "decided": times.decided}


def _retention(journals: Path, ends: dict[str, datetime], ids: Collection[str], people: frozenset[str]) -> Retention:
    """With what the journals themselves say: which incidents were used, and which are of people that are held."""
    used, theirs = set[str](), set[str]()
    for link in _links(journals, (b'"used"', *(person.encode() for person in people))):
        used.add(marked_used(link))
        theirs.add(of_people(link, people))
    return Retention(ends=ends, ids=frozenset(ids) | theirs - {""}, people=people, used=frozenset(used - {""}))


def _links(journals: Path, words: Sequence[bytes]) -> Iterator[Link]:
    """The lines that have one of these words."""
    for paths in files.chains(journals).values():
        for path in paths:
            with path.open("rb") as file:
                for line in file:
                    if any(word in line for word in words) and (link := unlink(line)):
                        yield link
