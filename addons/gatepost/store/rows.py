"""A line of a journal -> the rows that the index has of it.

The rule to keep: every line becomes rows that any database takes, or none. What is no event is passed over
(`gatepost events verify` tells of it): a line that could not be taken in must not hold up those after it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from gatepost.store.index import LONGEST, POLICY, SHORTER

_NUMBERED = {"decision", "fault"}  # other kinds carry the number of the decision that they are about
_TEXTS = ("action", "rule", "guideline", "severity", "platform", "use", "activity", "division", "outcome", "principal")
_FLAGS = ("enforced", "work_time")
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_TAGS = 200  # of one event: a rule matches once, and a decision has at most a hundred findings
# Of a list in an event: which field of its entries is a tag, and by which name.
_TAGGED = (("matched", "rule", "rule"), ("matched", "guideline", "guideline"), ("findings", "label", "label"))

type Tag = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """One event as it goes into the index. `columns` are those of `events`."""

    columns: Mapping[str, Any]
    body: str
    tags: tuple[Tag, ...] = field(default=())

    @property
    def id(self) -> str:
        return str(self.columns["id"])


def taken(line: bytes) -> Taken | None:
    """A line as rows; None for what only the chain needs, and for what is no event."""
    try:
        body = line.decode("ascii")
        fields = json.loads(body)
        event_id, kind, about = fields["id"], fields["kind"], fields.get("about") or None
        at = datetime.fromisoformat(fields["at"]).astimezone(UTC)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    if not isinstance(kind, str) or kind == "head" or not all(is_id(value) for value in (event_id, about or event_id)):
        return None
    columns = {
        "id": event_id,
        "at": at,
        "kind": _text(kind),
        "about": about,
        "number": _text(fields.get("number")) if kind in _NUMBERED else None,
        "incident": kind == "decision" and _is_incident(fields),
        "purged": fields.get("purged") is True,
        **{name: _text(fields.get(name), SHORTER.get(name, LONGEST)) for name in _TEXTS},
        **{name: value if isinstance(value := fields.get(name), bool) else None for name in _FLAGS},
    }
    return Taken(columns, body, tags_of(fields))


def tags_of(fields: Mapping[str, Any]) -> tuple[Tag, ...]:
    """What an event can have several of, each once: rules, guidelines, labels; and the policy that it tells."""
    found = (
        (name, value)
        for listed, of, name in _TAGGED
        for entry in _entries(fields, listed)
        if (value := _text(entry.get(of))) and not (name == "guideline" and entry.get("catch_all"))
    )
    return (*_told_policy(fields), *tuple(dict.fromkeys(found))[:_MOST_TAGS])


def _told_policy(fields: Mapping[str, Any]) -> Iterator[Tag]:
    """The digest of a policy whose rules the event tells, all of them in their form."""
    policy, rules = fields.get("policy"), list(_entries(fields, "rules"))
    if fields.get("kind") != "policy" or not rules or not isinstance(policy, Mapping):
        return
    whole = all(
        isinstance(rule.get("rule"), str)
        and isinstance(rule.get("title"), Mapping)
        and isinstance(rule.get("when"), Mapping)
        for rule in rules
    )
    if whole and len(rules) == len(fields["rules"]) and (digest := _text(policy.get("digest"))):
        yield POLICY, digest


def _is_incident(fields: Mapping[str, Any]) -> bool:
    """Whether any rule other than the catch-all matched, enforced or not."""
    return any(not entry.get("catch_all") for entry in _entries(fields, "matched"))


def _entries(fields: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    listed = fields.get(name)
    entries: Iterable[object] = listed if isinstance(listed, list) else ()
    yield from (entry for entry in entries if isinstance(entry, Mapping))


def is_id(value: object) -> bool:
    """Whether this is the id of an event, as we write them."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def storable(text: str, longest: int) -> str:
    """A text that any database takes: not endless, no NUL, no half of a surrogate pair."""
    if len(text) <= longest and text.isprintable():
        return text
    return text[:longest].replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _text(value: object, longest: int = LONGEST) -> str | None:
    return storable(value, longest) if isinstance(value, str) else None
