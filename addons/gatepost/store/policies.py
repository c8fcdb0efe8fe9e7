"""The digest of a policy -> the rules that it had, as its event tells them.

A gateway says so whenever it takes a policy into force (`policy/told.py`), and the index has such an event by the policy's
digest (`rows.py`). The rule to keep: a decision is explained by the policy that made it, never by the one of today.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from gatepost.store.index import POLICY, bodies, tags

_MOST_POLICIES = 50  # the newest, whose titles are looked through


@dataclass(frozen=True, slots=True)
class TitledRule:
    """A rule as a policy had it: its title by language, and its conditions by keyword."""

    titles: Mapping[str, str]
    when: Mapping[str, Any]


def rules_of(connection: Connection, digest: str) -> Mapping[str, TitledRule]:
    """The rules of this policy by id; none where nothing on record tells them."""
    its = select(tags.c.event).where(tags.c.name == POLICY, tags.c.value == digest)
    newest = its.order_by(tags.c.at.desc(), tags.c.event.desc()).limit(1)
    body = connection.scalar(select(bodies.c.body).where(bodies.c.id == newest.scalar_subquery()))
    rules = json.loads(body).get("rules", ()) if body else ()
    return {rule["rule"]: TitledRule(rule["title"], rule["when"]) for rule in rules}


def titles(connection: Connection) -> Mapping[str, frozenset[str]]:
    """All titles that each rule had in the newest policies, by id."""
    newest = func.max(tags.c.at).desc()
    told = select(tags.c.value).where(tags.c.name == POLICY).group_by(tags.c.value).order_by(newest)
    known: dict[str, set[str]] = {}
    for digest in connection.scalars(told.limit(_MOST_POLICIES)).all():
        for rule, titled in rules_of(connection, digest).items():
            known.setdefault(rule, set()).update(titled.titles.values())
    return {rule: frozenset(each) for rule, each in known.items()}
