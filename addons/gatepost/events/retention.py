"""A line of a journal and the policy's times -> whether its payload goes now, and what is left of it.

A decision is kept by its action, and longer when it was used for a decision about the person (an `access` event says
so). Other kinds are kept as the table says; what is in no table is kept: heads, and the record of the rules and of what
was purged. The rule to keep: the digests at the end of a line are never touched, so that its chain holds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from gatepost.events.chain import PURGED_FIELDS, Link, canonical

# Kinds that are no decision -> the time they are kept for. A justification belongs to a coaching.
KEPT_AS = {
    "outcome": "block",
    "justification": "coach",
    "mistake": "block",
    "agreement": "block",
    "access": "decided",
    "fault": "log",
}
_DECISIONS = {"allow": "log", "log": "log", "coach": "coach", "block": "block"}
USED = "used"  # what an `access` event did that says: this incident was used for a decision about somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The ends of the times: what happened before them goes. `ids` and `people` are held, `used` are ids too."""

    ends: Mapping[str, datetime]
    ids: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()

    @property
    def newest(self) -> datetime:
        """Nothing that happened after it goes."""
        return max(self.ends.values())


@dataclass(frozen=True, slots=True)
class Over:
    """A payload whose time is over: for how long it was kept, and what stands in its place."""

    id: str
    kept_as: str
    month: str
    payload: bytes


def ends_of(times: Mapping[str, timedelta], now: datetime, before: datetime | None = None) -> dict[str, datetime]:
    """When each time ends now; `before` lets nothing go that happened later."""
    return {name: min(now - length, before or now) for name, length in times.items()}


def over(link: Link, retention: Retention) -> Over | None:
    """What becomes of a line; None when it stays as it is."""
    fields = _fields(link)
    if fields is None or fields.get("purged") is True or _is_held(fields, retention):
        return None
    kept_as, at = _kept_as(fields, retention), _moment(fields)
    if kept_as is None or at is None or at >= retention.ends[kept_as]:
        return None
    left = {name: fields[name] for name in PURGED_FIELDS & fields.keys()} | {"purged": True}
    return Over(str(fields.get("id", "")), kept_as, f"{at:%Y-%m}", canonical(left))


def marked_used(link: Link) -> str:
    """The id of the decision that this line says was used; empty for any other line."""
    fields = _fields(link) if b'"used"' in link.payload else None
    return str(fields.get("about", "")) if fields and _did(fields) == USED else ""


def of_people(link: Link, people: frozenset[str]) -> str:
    """The id of a decision about one of these people; empty for any other line."""
    if not any(person.encode("ascii", "replace") in link.payload for person in people):
        return ""
    fields = _fields(link)
    return str(fields.get("id", "")) if fields and fields.get("principal") in people else ""


def _kept_as(fields: Mapping[str, object], retention: Retention) -> str | None:
    if fields.get("kind") == "decision":
        kept_as = _DECISIONS.get(str(fields.get("action")))
    else:
        kept_as = KEPT_AS.get(str(fields.get("kind")))
    return "decided" if kept_as and not retention.used.isdisjoint(_ids(fields)) else kept_as


def _is_held(fields: Mapping[str, object], retention: Retention) -> bool:
    return fields.get("principal") in retention.people or not retention.ids.isdisjoint(_ids(fields))


def _ids(fields: Mapping[str, object]) -> set[object]:
    """The event's own id and that of the decision it is about; only texts can be held."""
    return {fields.get(name) for name in ("id", "about") if isinstance(fields.get(name), str)}


def _did(fields: Mapping[str, object]) -> object:
    return fields.get("did") if fields.get("kind") == "access" else None


def _moment(fields: Mapping[str, object]) -> datetime | None:
    try:
        return datetime.fromisoformat(str(fields["at"]))
    except (KeyError, ValueError):
        return None


def _fields(link: Link) -> Mapping[str, object] | None:
    try:
        fields = json.loads(link.payload)
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None
