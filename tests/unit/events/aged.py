"""Journals with events of every age, for tests of what becomes of them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gatepost.events.chain import unlink
from gatepost.events.files import chains
from gatepost.events.numbers import new_id
from gatepost.events.purging import Removal
from gatepost.events.retention import Retention, ends_of
from gatepost.model import Action, Event
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal

TIMES = {name: timedelta(days=days) for name, days in (("log", 30), ("coach", 90), ("block", 365), ("decided", 730))}
PERSON = PSEUDONYMS.of("principal", "emp-104")


def aged(days: float) -> datetime:
    return A_TUESDAY - timedelta(days=days)


def decided(days: float, action: Action = Action.BLOCK) -> Event:
    return a_decision_event(at=aged(days), decision=a_decision(action))


def of_kind(kind: Any, days: float, about: str = "", **fields: Any) -> Event:
    return Event(id=new_id(aged(days)), kind=kind, at=aged(days), about=about, fields=fields)


def written(folder: Path, *events: Event, name: str = "gateway-1") -> None:
    """Events in a journal, each in the file of its day, and one of today so that none of these is still written."""
    clock = FakeClock(min(event.at for event in events))
    with a_journal(folder, name, clock=clock) as journal:
        for event in sorted(events, key=lambda event: event.at):
            clock.advance(event.at - clock.now())
            journal.append(event)


def retention(**changes: Any) -> Retention:
    return Retention(ends=ends_of(TIMES, A_TUESDAY), **changes)


def no_record(_removal: Removal) -> None:
    """Nothing is put on record."""


def bodies(folder: Path) -> Iterator[dict[str, Any]]:
    """What all journals say, heads apart."""
    for paths in chains(folder).values():
        for path in paths:
            for line in path.read_bytes().splitlines(keepends=True):
                if (link := unlink(line)) and b'"kind":"head"' not in link.payload:
                    yield json.loads(link.payload)


def purged_ids(folder: Path) -> set[str]:
    return {body["id"] for body in bodies(folder) if body.get("purged") is True}
