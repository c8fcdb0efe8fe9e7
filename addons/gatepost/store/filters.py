"""Which events are wanted -> conditions that the walk through the index (`walking.py`) understands.

A condition says two things of the same: where its events stand in the order of lists (`drivers`, one for each value,
none where there is no index of it), and how to see of any event whether it is one (`holds`). Most indexes are of
incidents only (`index.py`), so that a list of all events is gone through from new to old for what they would find.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, select, true

from gatepost.store.index import FILTERED, INCIDENT, OFTEN, SAID, SELDOM, events, tags
from gatepost.store.own import triage

type Driver = Select[tuple[datetime, str]]  # time and id of events, from a table that has an index in their order

MOST_VALUES = 50  # of one filter; each is looked up by itself
_NEW = "new"  # the state of an incident that nobody triaged: there is no row of it
_LATER = "outcome"  # shown in the decision that it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events are wanted; what is empty does not matter. Of several values one is enough.

    `since` is included, `until` is not. `said` is `mistake` or `justification`: what people said of the decision.
    `state` is that of triage. `incidents` leaves all else away.
    """

    since: datetime | None = None
    until: datetime | None = None
    kind: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    division: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    principal: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    guideline: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    work_time: bool | None = None
    incidents: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    drivers: tuple[Driver, ...]
    holds: ColumnElement[bool]


EVERY_EVENT: Driver = select(events.c.at, events.c.id)
_INCIDENTS: Driver = EVERY_EVENT.where(INCIDENT)
TAGS = ("rule", "guideline", "label", SAID)


def conditions(wanted: Filter) -> Sequence[Condition]:
    """The conditions of a filter, but for the times. Outcomes are only listed when they are asked for."""
    found = [_column(name, values, wanted) for name in FILTERED if (values := _values(wanted, name))]
    if wanted.incidents:  # those of a value that are incidents are never more than all of them
        found.append(Condition(() if found else (_INCIDENTS,), INCIDENT))
    found += [_tag(name, values) for name in TAGS if (values := _values(wanted, name))]
    if states := _values(wanted, "state"):
        found.append(_state(states))
    if wanted.work_time is not None:
        found.append(Condition((), events.c.work_time == wanted.work_time))
    if kinds := _values(wanted, "kind"):
        found.append(_kind(kinds))
    elif not wanted.incidents:
        found.append(Condition((), events.c.kind != _LATER))
    return found


def _values(wanted: Filter, name: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(wanted, name)
    return tuple(dict.fromkeys(values))[:MOST_VALUES]


def _column(name: str, values: Sequence[str], wanted: Filter) -> Condition:
    column = events.c[name]
    start = _INCIDENTS if wanted.incidents else EVERY_EVENT
    indexed = wanted.incidents or name == "principal"
    drivers = tuple(start.where(column == value) for value in values if indexed)
    # Written so that no index serves it: where to begin was chosen, and a database would choose by less.
    return Condition(drivers, column.concat("").in_(values))


def _kind(kinds: Sequence[str]) -> Condition:
    drivers = tuple(EVERY_EVENT.where(events.c.kind == kind, SELDOM) for kind in kinds)
    return Condition(() if set(kinds) & set(OFTEN) else drivers, events.c.kind.in_(kinds))


def _tag(name: str, values: Sequence[str]) -> Condition:
    drivers = tuple(
        select(tags.c.at, tags.c.event).where(tags.c.name == name, tags.c.value == value) for value in values
    )
    of_it = (tags.c.name == name, tags.c.value.in_(values), tags.c.at == events.c.at, tags.c.event == events.c.id)
    return Condition(drivers, exists().where(*of_it))


def _state(states: Sequence[str]) -> Condition:
    """New is what has no row, so it is not where to begin; it is seen of an event by what it is not."""
    known = [state for state in states if state != _NEW]
    triaged = triage.c.event == events.c.id
    if _NEW not in states:
        drivers = tuple(select(triage.c.at, triage.c.event).where(triage.c.state == state) for state in known)
        return Condition(drivers, exists().where(triaged, triage.c.state.in_(known)))
    other = exists().where(triaged, triage.c.state.not_in(known) if known else true())
    return Condition((), ~other)
