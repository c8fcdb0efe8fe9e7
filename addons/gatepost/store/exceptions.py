"""Exceptions: what a rule shall let pass until they expire, because reviewers saw that it was refused by mistake.

One reviewer proposes, another decides; what is approved goes into the policy's `exceptions.yaml`, and only from there does
the gate know of it. Functions of a connection (`opening.writing` for what changes, `reading` for the rest). They record no
access: the console does, before it calls them.

The rule to keep: nobody decides on their own proposal, whoever asks. And words are not kept for their own sake: what has been
over for a month is forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from gatepost.store.own import exceptions
from gatepost.store.rows import storable

type Kind = Literal["digest", "phrase"]
type State = Literal["proposed", "approved", "refused", "withdrawn"]

MOST = 500  # of a list: as many as a policy may have
_LONGEST_TEXT = 4_000
_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a rule shall let pass until it expires: content by its digest, or a phrase. `event` is why."""

    event: str
    rule: str
    kind: Kind
    value: str
    owner: str
    reason: str
    at: datetime
    expires: datetime
    proposed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance(Proposal):
    """A proposal as it stands. `decided` and `decided_by` say when and by whom that changed last: people are ids of accounts."""

    id: int
    state: State
    decided: datetime | None
    decided_by: str


def propose(connection: Connection, proposal: Proposal) -> int:
    """Keep a proposal; its number."""
    forget_over(connection, proposal.at)
    row = {name: getattr(proposal, name) for name in Proposal.__slots__}
    texts = {name: storable(row[name], _LONGEST_TEXT) for name in ("value", "owner", "reason")}
    query = insert(exceptions).values(**row | texts, state="proposed", decided_by="").returning(exceptions.c.id)
    return int(connection.execute(query).scalar_one())


def decide(
    connection: Connection, number: int, state: Literal["approved", "refused"], *, by: str, at: datetime
) -> bool:
    """Decide on what another proposed; whether there was such a proposal."""
    theirs = (exceptions.c.state == "proposed") & (exceptions.c.proposed_by != by)
    return _change(connection, number, state, theirs, by=by, at=at)


def withdraw(connection: Connection, number: int, *, by: str, at: datetime) -> bool:
    """End what was approved, or a proposal of one's own; whether there was such a one."""
    own = (exceptions.c.state == "proposed") & (exceptions.c.proposed_by == by)
    return _change(connection, number, "withdrawn", own | (exceptions.c.state == "approved"), by=by, at=at)


def forget_over(connection: Connection, now: datetime) -> None:
    """Remove what expired, was refused or was withdrawn a month ago. That it was is in the console's journal."""
    before = now - _KEPT
    ended = exceptions.c.state.in_(("refused", "withdrawn")) & (exceptions.c.decided < before)
    connection.execute(delete(exceptions).where(ended | (exceptions.c.expires < before)))


def waiting(connection: Connection) -> Sequence[Allowance]:
    """Proposals that nobody decided on, the oldest first."""
    return _found(connection, select(exceptions).where(exceptions.c.state == "proposed").order_by(exceptions.c.id))


def in_force(connection: Connection, now: datetime) -> Sequence[Allowance]:
    """What is approved and has not expired, the next to expire first."""
    approved = (exceptions.c.state == "approved") & (exceptions.c.expires > now)
    return _found(connection, select(exceptions).where(approved).order_by(exceptions.c.expires, exceptions.c.id))


def about(connection: Connection, event: str) -> Sequence[Allowance]:
    """Those that an incident led to, the newest first."""
    return _found(connection, select(exceptions).where(exceptions.c.event == event).order_by(exceptions.c.id.desc()))


def one(connection: Connection, number: int) -> Allowance | None:
    return next(iter(_found(connection, select(exceptions).where(exceptions.c.id == number))), None)


def _change(
    connection: Connection, number: int, state: State, where: ColumnElement[bool], *, by: str, at: datetime
) -> bool:
    """In one statement, so that of two who decide at once one is told that there is nothing to decide."""
    query = update(exceptions).where(exceptions.c.id == number, where)
    return connection.execute(query.values(state=state, decided=at, decided_by=by)).rowcount > 0


def _found(connection: Connection, query: Select[Any]) -> Sequence[Allowance]:
    names = [field.name for field in fields(Allowance)]
    rows = connection.execute(query.limit(MOST)).mappings()
    return [Allowance(**{name: row[name] for name in names}) for row in rows]
