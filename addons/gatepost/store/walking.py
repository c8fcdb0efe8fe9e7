"""Conditions -> the newest events that meet them, however many there are, in a bounded time.

No index serves every combination of filters. So the walk begins with the condition whose events are rarest, and goes
through those from new to old, in slices of which the next is larger; each slice is a range of an index, and the other
conditions are looked at for its events only, in the same index where they can be (`index.py`). Where next to nothing meets all of them, it stops when its time is over
and says how far it came: what is older is the next page.

The rule to keep: every statement here reads a bounded number of rows.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Tuple, func, select, tuple_, union_all

from gatepost.events.chain import rfc3339
from gatepost.store.filters import EVERY_EVENT, Condition, Driver, Filter, conditions
from gatepost.store.index import events

MOST_COUNTED = 10_000
_LONGEST_SLICE = 4_000  # some tens of milliseconds at most
_LONGEST_UNHURRIED = 50_000  # where nobody waits for the first page, such as for a file
_GROWTH = 4
_COUNTED_FIRST = 1_000
_SAMPLE = 200  # the rarest condition is the one whose event of this number is oldest


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
    """Between which keys to look: `before` and `after` are left out, `down_to` is not; and the times of a filter."""

    before: Key | None = None
    after: Key | None = None
    down_to: Key | None = None
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
    """Where candidates stand, from which drivers, and the conditions that they have yet to meet."""

    drivers: Sequence[Driver]
    bounds: Bounds
    others: Sequence[Condition]


def find(connection: Connection, wanted: Filter, bounds: Bounds, most: int, seconds: float | None) -> Found:
    """The newest events, at most so many, within about so much time."""
    keys: list[Key] = []
    for slice_ in _slices(connection, wanted, bounds, most + 1, seconds):
        found = _newest(slice_.drivers, slice_.bounds, most + 1 - len(keys), slice_.others)
        keys += (Key(row.at, row.id) for row in connection.execute(found))
        if len(keys) > most:
            return Found(tuple(keys[:most]), keys[most - 1])
        end = slice_.bounds.down_to
    return Found(tuple(keys), end)


def count(connection: Connection, wanted: Filter, bounds: Bounds, seconds: float | None) -> Count:
    """How many events, up to a limit, within about so much time."""
    number = 0
    for slice_ in _slices(connection, wanted, bounds, _COUNTED_FIRST, seconds):
        matching = _newest(slice_.drivers, slice_.bounds, MOST_COUNTED + 1 - number, slice_.others).subquery()
        number += connection.scalar(select(func.count()).select_from(matching)) or 0
        if number > MOST_COUNTED:
            return Count(MOST_COUNTED, exact=False)
        end = slice_.bounds.down_to
    return Count(number, exact=end is None)


def _slices(
    connection: Connection, wanted: Filter, bounds: Bounds, size: int, seconds: float | None
) -> Iterator[_Slice]:
    """The candidates from new to old. At least one slice; the last is down to nowhere, unless the time was over."""
    started, given = time.monotonic(), conditions(wanted)
    first = _rarest(connection, given, bounds)
    drivers = first.drivers if first else (EVERY_EVENT,)
    others = [condition for condition in given if condition is not first]
    longest = _LONGEST_SLICE if seconds is not None else _LONGEST_UNHURRIED
    while True:
        end = _last(connection, drivers, bounds, size)
        yield _Slice(drivers, replace(bounds, down_to=end), others)
        if end is None or (seconds is not None and time.monotonic() - started > seconds):
            return
        bounds, size = replace(bounds, before=end), max(size, min(size * _GROWTH, longest))


def _rarest(connection: Connection, given: Sequence[Condition], bounds: Bounds) -> Condition | None:
    """Where to begin; None where every event is as good."""
    rarest, oldest = None, None
    choices = [condition for condition in given if condition.drivers]
    if len(choices) <= 1:
        return choices[0] if choices else None
    for condition in choices:
        sampled = _last(connection, condition.drivers, bounds, _SAMPLE)
        if sampled is None:
            return condition
        if oldest is None or sampled < oldest:
            rarest, oldest = condition, sampled
    return rarest


def _last(connection: Connection, drivers: Sequence[Driver], bounds: Bounds, size: int) -> Key | None:
    """The oldest of so many candidates; None when there are not so many, and so none after them."""
    row = connection.execute(_newest(drivers, bounds, size).offset(size - 1)).first()
    return Key(row.at, row.id) if row else None


def _newest(
    drivers: Sequence[Driver], bounds: Bounds, most: int, others: Sequence[Condition] = ()
) -> Select[tuple[datetime, str]]:
    """The newest events of some drivers together that meet the other conditions. An event may have two drivers."""
    newest = [_of_one(driver, bounds, most, others) for driver in drivers]
    if len(newest) == 1:
        return newest[0]
    # Not a plain union: PostgreSQL would hash and sort it, where these are in order already.
    together = union_all(*(select(one.subquery()) for one in newest)).subquery()
    at, event_id = together.c
    return select(at.label("at"), event_id.label("id")).distinct().order_by(at.desc(), event_id.desc()).limit(most)


def _of_one(driver: Driver, bounds: Bounds, most: int, others: Sequence[Condition]) -> Select[tuple[datetime, str]]:
    at, event_id = driver.selected_columns
    if others and at is not events.c.at:
        driver = driver.join(events, events.c.id == event_id)
    columns = driver.with_only_columns(at.label("at"), event_id.label("id"), maintain_column_froms=True)
    within = columns.where(*_within(tuple_(at, event_id), bounds), *(condition.holds for condition in others))
    return within.order_by(at.desc(), event_id.desc()).limit(most)


def _within(key: Tuple, bounds: Bounds) -> Iterator[ColumnElement[bool]]:
    at, _ = key.clauses
    if bounds.before:
        yield key < _literal(key, bounds.before)
    if bounds.after:
        yield key > _literal(key, bounds.after)
    if bounds.down_to:
        yield key >= _literal(key, bounds.down_to)
    if bounds.since:
        yield at >= bounds.since
    if bounds.until:
        yield at < bounds.until


def _literal(key: Tuple, value: Key) -> Tuple:
    return tuple_(*value, types=[column.type for column in key.clauses])
