"""Exceptions: what a rule shall let pass until they expire, because a reviewer saw that it was refused by mistake.

Functions of a connection (`opening.writing` for what changes, `reading` for the rest). They say nothing of who may do
it, and record no access: the console does, before it calls them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from gatepost.store.own import exceptions
from gatepost.store.rows import storable

_LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a rule shall let pass until it expires: content by its digest, or a phrase. `event` is why."""

    event: str
    rule: str
    kind: Literal["digest", "phrase"]
    value: str
    owner: str
    reason: str
    at: datetime
    expires: datetime


def add_allowance(connection: Connection, allowance: Allowance) -> None:
    row = {name: getattr(allowance, name) for name in Allowance.__slots__}
    kept = {name: storable(row[name], _LONGEST_TEXT) for name in ("value", "reason")}
    connection.execute(insert(exceptions).values(**row | kept))


def allowances(connection: Connection, now: datetime) -> Sequence[Allowance]:
    """Those in force, the next to expire first."""
    query = select(exceptions).where(exceptions.c.expires > now).order_by(exceptions.c.expires, exceptions.c.id)
    names = Allowance.__slots__
    return [Allowance(**{name: row[name] for name in names}) for row in connection.execute(query).mappings()]
