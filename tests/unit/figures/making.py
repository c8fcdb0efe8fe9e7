"""A week of posts, as the gateway puts it on record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from gatepost.disclosure.divisions import tree
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.events.purging import purge
from gatepost.events.record import justification_event, mistake_event, outcome_event
from gatepost.events.retention import Retention
from gatepost.figures.publishing import Agency
from gatepost.model import Action, Event
from gatepost.store.intake import Intake
from gatepost.testing import a_post, a_principal
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match

WEEK = date(2026, 11, 16)
CLOSED = datetime(2026, 11, 25, 15, tzinfo=UTC)  # the Wednesday after, in the morning
IN_THE_WEEK = datetime(2026, 11, 18, 15, tzinfo=UTC)
AGENCY = Agency(
    zone=ZoneInfo("America/Toronto"),
    divisions=tree({"Field": "", "Labour": "Field", "Prices": "Field", "Census": ""}),
    secret=b"only to be found in tests",
)
NEXT_PERIOD = Pseudonyms(b"another key for tests", "2026-11-20")
_FORWARDED: Mapping[str, Any] = {
    "decision": a_decision(
        Action.LOG, matched=(a_match("everything", Action.LOG, guideline="2.2", catch_all=True),), enforced=True
    ),
    "findings": [],
    "outcome": "forwarded",
}
_COACHED: Mapping[str, Any] = {
    "decision": a_decision(Action.COACH, matched=(a_match("ownership", Action.COACH, guideline="2.3"),)),
}


def a_decided(person: str, division: str, *, at: datetime = IN_THE_WEEK, **changes: Any) -> Event:
    """A decision about a post of this person; blocked, unless `changes` say otherwise."""
    post = a_post(
        at=at,
        principal=a_principal(id=person, division=division),
        **{name: changes.pop(name) for name in ("platform", "activity") if name in changes},
    )
    return a_decision_event(at=at, post=post, **changes)


def posts(division: str, people: int, each: int = 1, **changes: Any) -> Iterator[Event]:
    """What went out, of so many people."""
    for number in range(people):
        for _ in range(each):
            yield a_decided(f"{division}-{number}", division, **{**_FORWARDED, **changes})


def blocked(division: str, people: int, **changes: Any) -> Iterator[Event]:
    for number in range(people):
        yield a_decided(f"{division}-{number}", division, **changes)


def coached(division: str, people: int, ended: str) -> Iterator[Event]:
    """Coached, each with what the person did: `went_back`, `justified`, `reported`, or nothing (`lapsed`, or not even that)."""
    for number in range(people):
        event = a_decided(f"{division}-{number}", division, **_COACHED)
        yield event
        yield from _later(event, ended)


def _later(event: Event, ended: str) -> Sequence[Event]:
    at = event.at + timedelta(minutes=1)
    said: dict[str, Any] = {"at": at, "number": "7Q3F-K2MM", "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    if ended == "justified":
        return [
            outcome_event(event.id, at=at, answer="back"),  # they changed their mind
            justification_event(event.id, reason="It is public", **said),
        ]
    if ended == "reported":
        return [mistake_event(event.id, comment="", **said), outcome_event(event.id, at=at, answer="lapsed")]
    if ended in ("went_back", "lapsed"):
        return [outcome_event(event.id, at=at, answer="back" if ended == "went_back" else "lapsed")]
    return []


def on_record(engine: Engine, folder: Path, events: Iterator[Event] | Sequence[Event], name: str = "gateway-1") -> None:
    """In a journal, and from there in the index."""
    with a_journal(folder, name) as journal:
        for event in events:
            journal.append(event)
    Intake(engine, folder).take_in()


def purged(engine: Engine, folder: Path) -> None:
    """As `gatepost events purge` does when the time of what is only logged is over."""
    long_ago = CLOSED - timedelta(days=90)
    ends = {"log": CLOSED, **dict.fromkeys(("coach", "block", "decided"), long_ago)}
    assert list(purge(folder, Retention(ends=ends), lambda _removal: None))
    Intake(engine, folder).take_in()
