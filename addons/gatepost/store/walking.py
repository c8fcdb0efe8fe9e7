"""Conditions -> the newest events that meet them, however many there are, in a bounded time.

No index serves every combination of filters. So the walk begins with the condition whose events are rarest, and goes
through those from new to old, in slices of which the next is larger; each slice is a range of an index, and the other
conditions are looked at for its events only. Where next to nothing meets all of them, it stops when its time is over
and says how far it came: what is older is the next page.

The rule to keep: every statement here reads a bounded number of rows.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import Connection, Select, Subquery, func, select, tuple_, union

from gatepost.events.chain import rfc3339
from gatepost.store.filters import EVERY_EVENT, Condition, Driver, Filter, conditions
from gatepost.store.index import events

MOST_COUNTED = 10_000
_LONGEST_SLICE = 4_000  # some tens of milliseconds at most
_GROWTH = 4
_COUNTED_FIRST = 1_000
_SAMPLE = 1_000  # the rarest condition is the one whose thousandth event is oldest


class Key(NamedTuple):
    """The place of an event in the order of lists."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{rfc3339(self.at)}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Self:
        """A key as `str` wrote it. ValueError for anything else."""
        at, _, event_id = text.partition("_")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a time without its zone")
        return cls(moment, str(UUID(event_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which keys to look, both left out; and the times of a filter."""

    before: Key | None = None
    after: Key | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of events, newest first. `end` is where to go on; None when there is nothing more."""

    keys: tuple[Key, ...]
    end: Key | None


class Count(NamedTuple):
    """How many events; more than that when it is not exact."""

    number: int
    exact: bool


class _Slice(NamedTuple):
    events: Subquery
    end: Key | None


def find(connection: Connection, wanted: Filter, bounds: Bounds, most: int, seconds: float | None) -> Found:
    """The newest events, at most so many, within about so much time."""
    keys: list[Key] = []
    for slice_, others in _slices(connection, wanted, bounds, most + 1, seconds):
        keys += _matching(connection, slice_.events, others, most + 1 - len(keys))
        if len(keys) > most:
            return Found(tuple(keys[:most]), keys[most - 1])
        end = slice_.end
    return Found(tuple(keys), end)


def count(connection: Connection, wanted: Filter, bounds: Bounds, seconds: float | None) -> Count:
    """How many events, up to a limit, within about so much time."""
    number = 0
    for slice_, others in _slices(connection, wanted, bounds, _COUNTED_FIRST, seconds):
        matching = _match(slice_.events, others).limit(MOST_COUNTED + 1 - number).subquery()
        number += connection.scalar(select(func.count()).select_from(matching)) or 0
        if number > MOST_COUNTED:
            return Count(MOST_COUNTED, exact=False)
        end = slice_.end
    return Count(number, exact=end is None)


def _slices(
    connection: Connection, wanted: Filter, bounds: Bounds, size: int, seconds: float | None
) -> Iterator[tuple[_Slice, Sequence[Condition]]]:
    """The candidates from new to old, and the conditions that they have yet to meet. At least one slice."""
    started, given = time.monotonic(), conditions(wanted)
    first = _rarest(connection, given, bounds)
    drivers = first.drivers if first else (EVERY_EVENT,)
    others = [condition for condition in given if condition is not first]
    before = bounds.before
    while True:
        candidates = _candidates(drivers, bounds, before, size)
        end = _last(connection, candidates, size)
        yield _Slice(candidates.subquery("candidates"), end), others
        if end is None or (seconds is not None and time.monotonic() - started > seconds):
            return
        before, size = end, max(size, min(size * _GROWTH, _LONGEST_SLICE))


def _rarest(connection: Connection, given: Sequence[Condition], bounds: Bounds) -> Condition | None:
    """Where to begin; None where every event is as good."""
    rarest, oldest = None, None
    choices = [condition for condition in given if condition.drivers]
    if len(choices) <= 1:
        return choices[0] if choices else None
    for condition in choices:
        thousandth = _last(connection, _candidates(condition.drivers, bounds, bounds.before, _SAMPLE), _SAMPLE)
        if thousandth is None:
            return condition
        if oldest is None or thousandth < oldest:
            rarest, oldest = condition, thousandth
    return rarest


def _candidates(
    drivers: Sequence[Driver], bounds: Bounds, before: Key | None, size: int
) -> Select[tuple[datetime, str]]:
    """The newest events of some drivers together: so many of each, and of those so many. An event may have two."""
    newest = [_newest(driver, bounds, before, size) for driver in drivers]
    if len(newest) == 1:
        return newest[0]
    together = union(*(select(one.subquery()) for one in newest)).subquery()
    at, event_id = together.c
    return select(at.label("at"), event_id.label("id")).order_by(at.desc(), event_id.desc()).limit(size)


def _newest(driver: Driver, bounds: Bounds, before: Key | None, size: int) -> Select[tuple[datetime, str]]:
    at, event_id = driver.selected_columns
    key = tuple_(at, event_id)
    if before:
        driver = driver.where(key < tuple_(*before, types=[at.type, event_id.type]))
    if bounds.after:
        driver = driver.where(key > tuple_(*bounds.after, types=[at.type, event_id.type]))
    if bounds.since:
        driver = driver.where(at >= bounds.since)
    if bounds.until:
        driver = driver.where(at < bounds.until)
    columns = driver.with_only_columns(at.label("at"), event_id.label("id"), maintain_column_froms=True)
    return columns.order_by(at.desc(), event_id.desc()).limit(size)


def _last(connection: Connection, candidates: Select[tuple[datetime, str]], size: int) -> Key | None:
    """The oldest of so many candidates; None when there are not so many, and so none after them."""
    row = connection.execute(candidates.offset(size - 1)).first()
    return Key(row.at, row.id) if row else None


def _match(candidates: Subquery, others: Sequence[Condition]) -> Select[tuple[datetime, str]]:
    """Those of the candidates that meet the other conditions."""
    key = (candidates.c.at, candidates.c.id)
    if not others:
        return select(*key)
    return select(*key).join_from(candidates, events, events.c.id == candidates.c.id).where(*(c.holds for c in others))


def _matching(connection: Connection, candidates: Subquery, others: Sequence[Condition], most: int) -> list[Key]:
    newest = _match(candidates, others).order_by(candidates.c.at.desc(), candidates.c.id.desc()).limit(most)
    return [Key(row.at, row.id) for row in connection.execute(newest)]
