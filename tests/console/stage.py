"""An invented agency on a Wednesday morning: somebody in each role, and what some weeks left on record.

The journeys walk on it and the pictures in the guides are taken of it. All of it is made up; the events go the way of
real ones, through a journal into the store.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from gatepost.clock import Clock
from gatepost.console import accounts, passwords, triage
from gatepost.console.access import AccessLog
from gatepost.console.config import Config
from gatepost.console.database import open_database
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.disclosure.divisions import tree
from gatepost.events.journal import Journal
from gatepost.events.numbers import new_id
from gatepost.events.record import justification_event, mistake_event, outcome_event, policy_event
from gatepost.figures.publishing import Agency, publish_due
from gatepost.folder import read_folder
from gatepost.model import Account, Action, Activity, Event, Part, Severity, Use, Where
from gatepost.model import Role as PartRole
from gatepost.policy.document import Policy
from gatepost.policy.load import load_policy
from gatepost.policy.told import rules_told
from gatepost.proxy.keys import load_keys
from gatepost.proxy.pauses import Pause, write_pauses
from gatepost.store.intake import Intake
from gatepost.store.opening import writing
from gatepost.store.walking import Key
from gatepost.testing import a_finding, a_part, a_post, a_principal
from tests.unit.cli.gateways import a_worker
from tests.unit.events.making import GATEWAY, PSEUDONYMS, a_decision, a_decision_event, a_match
from tests.unit.figures.making import blocked, posts

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)  # ten in the morning; the week before is published since the night
PASSWORD = "seven maple leaves in the fog"
PEOPLE = {
    "m.lavoie": frozenset({Role.REVIEWER}),
    "d.okonkwo": frozenset({Role.REVIEWER}),
    "s.pelletier": frozenset({Role.ADVISER}),
    "j.beausoleil": frozenset({Role.MANAGER}),
    "t.whitefeather": frozenset({Role.AUDITOR}),
    "r.macisaac": frozenset({Role.ADMINISTRATOR}),
}
DIVISIONS = (
    "Labour Statistics",
    "Prix à la consommation",
    "Programme de la transformation et des opérations de collecte",
)
_LABOUR, _PRICES, _COLLECTION = DIVISIONS
_SHIPPED = Path(__file__).parent.parent.parent / "policy"
_ZONE = ZoneInfo("America/Toronto")
_DETECTORS = {
    "personal-identifier": "identifiers",
    "corporate-symbol": "symbols",
    "credential": "credentials",
    "abuse": "language",
    "microdata": "microdata",
    "person-named": "people",
    "statistic": "citations",
}
_FACTS = {
    "personal-identifier:sin": (
        ("digits", "9"),
        ("check", "valid"),
        ("cue", "sin"),
        ("before", "58"),
        ("suffix", "none"),
    ),
    "abuse": (("list", "insults"),),
    "embargo": (("until", "T08:30"),),
    "corporate-symbol:canada-wordmark": (("edges", "91"), ("inks", "88"), ("picture", "1080x720")),
    "classification:protected-b": (("stands", "heading"),),
    "microdata": (("columns", "age sex postal-code income"),),
}
_PICTURE = Where(part="media[0]", box=(412, 36, 318, 74))
_PAGE = Where(part="media[0]", page=3, span=(118, 131))


class Told(NamedTuple):
    """One incident: what it is about, who it was, and how long ago."""

    hours: float
    rule: str
    guideline: str
    severity: Severity
    action: Action
    outcome: str
    use: Use
    platform: str
    division: str
    who: str
    found: str
    excerpt: str = ""
    where: Where = Where(part="text", span=(4, 20))


_BLOCK, _COACH, _LOG = Action.BLOCK, Action.COACH, Action.LOG
_CRITICAL, _HIGH, _MEDIUM, _LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_OFFICIAL, _WORK, _OWN = Use.OFFICIAL, Use.PROFESSIONAL, Use.PERSONAL
_INCIDENTS = (
    Told(0.2, "confidentiality-identifiers", "2.6", _CRITICAL, _BLOCK, "refused", _WORK, "linkedin", _LABOUR, "emp-1",
         "personal-identifier:sin", "If payroll asks again, my number is [personal-identifier] and I start on Monday"),
    Told(0.6, "respect", "2.4", _MEDIUM, _COACH, "justified", _OWN, "x", _PRICES, "emp-2",
         "abuse", "Franchement, ce commentaire est d’un [abuse] et il le sait"),
    Told(1.1, "unreleased", "2.5", _CRITICAL, _BLOCK, "refused", _WORK, "facebook", _PRICES, "emp-3",
         "embargo", "[embargo] : l’indice d’octobre recule de 0,3 %"),
    Told(1.9, "symbols", "2.3", _MEDIUM, _COACH, "refused", _OWN, "instagram", _COLLECTION, "emp-4",
         "corporate-symbol:canada-wordmark", "", _PICTURE),
    Told(3.4, "confidentiality-markings", "2.6", _CRITICAL, _BLOCK, "refused", _OWN, "reddit", _LABOUR, "emp-5",
         "classification:protected-b", "[classification]: survey tables, do not circulate before the review", _PAGE),
    Told(20.5, "day-job", "2.7", _LOW, _LOG, "forwarded", _OWN, "tiktok", _COLLECTION, "emp-6", ""),
    Told(22.0, "confidentiality-records", "2.6", _CRITICAL, _BLOCK, "refused", _WORK, "discord", _LABOUR, "emp-7",
         "microdata", "the file has [microdata] and I cannot get the join to work"),
    Told(26.3, "statistic-source", "2.5", _LOW, _LOG, "forwarded", _WORK, "mastodon", _PRICES, "emp-1",
         "statistic", "Unemployment is at [statistic] this month"),
    Told(47.0, "credentials", "2.6", _CRITICAL, _BLOCK, "refused", _WORK, "stackexchange", _COLLECTION, "emp-8",
         "credential", 'client = Client(token="[credential]")  # why is this refused?'),
    Told(71.5, "brand-abuse", "2.5", _HIGH, _BLOCK, "observed", _OWN, "x", _COLLECTION, "emp-2",
         "abuse", "[agency-mention] est une bande de [abuse]"),
    Told(168.0, "person-named", "2.4", _MEDIUM, _COACH, "refused", _OWN, "bluesky", _LABOUR, "emp-9",
         "person-named", "[person-named] from my unit never answers before noon"),
    Told(197.0, "uninspectable", "2.6", _MEDIUM, _COACH, "failed-closed", _WORK, "linkedin", _PRICES, "emp-5",
         "uninspectable:encrypted", "", Where(part="media[0]")),
)  # fmt: skip
_JUDGED = {4: "confirmed", 6: "escalated", 8: "false-positive", 10: "closed"}  # by the place in the table


@cache
def _policy() -> Policy:
    """The shipped one, whose rules tell why they matched."""
    return load_policy(read_folder(_SHIPPED))


@contextmanager
def a_console(var: Path, clock: Clock) -> Iterator[Console]:
    """A console on a fresh SQLite store."""
    db, access = open_database("sqlite://", var), AccessLog(var, clock)
    yield Console(var=var, store="sqlite://", config=Config(), db=db, clock=clock, access=access)
    access.close()
    db.dispose()


def set_stage(console: Console, weeks: int = 1) -> list[Event]:
    """People, workers, a pause, incidents, and figures of so many weeks; what is returned are the incidents, newest first."""
    now = console.clock.now()
    hashed = passwords.hashed(PASSWORD)
    with writing(console.db) as db:
        for login, roles in PEOPLE.items():
            divisions = DIVISIONS[:2] if Role.MANAGER in roles else ()
            sworn = login == "m.lavoie"
            account = accounts.create(
                db, login=login, roles=roles, now=now - timedelta(days=20), sworn=sworn, divisions=divisions
            )
            accounts.set_password(db, account, hashed)
    for worker in ("1", "2"):
        a_worker(
            console.var,
            worker=worker,
            at=now,
            loaded_at=now - timedelta(hours=19),
            pid=4700 + int(worker),
            version=_policy().id.version,
            digest=_policy().id.digest,
        )
    reason = "Word list of the census is being mended / La liste du recensement est en révision"
    write_pauses(
        console.var, [Pause(scope="rule", name="statistic-source", until=now + timedelta(hours=2), reason=reason)]
    )
    incidents = [_event(told, now) for told in _INCIDENTS]
    ordinary = [event for week in range(weeks) for event in _a_week(now - timedelta(weeks=week + 1), week)]
    policy = _policy()
    rules = {"policy": {"version": policy.id.version, "digest": policy.id.digest}, "rules": rules_told(policy)}
    loaded = policy_event("loaded", at=now - timedelta(hours=19), gateway=GATEWAY, details=rules)
    _take_in(console, [*ordinary, loaded, *reversed(incidents), *_afterwards(incidents, now)])
    _judge(console, incidents)
    publish_due(
        console.db,
        Agency(zone=_ZONE, divisions=tree(dict.fromkeys(DIVISIONS, "")), secret=b"a stage for the journeys"),
        now,
    )
    return incidents


def _a_week(at: datetime, ago: int) -> Iterator[Event]:
    """What most people do: some more of it in some weeks than in others."""
    for division, people in zip(DIVISIONS, (34, 27, 6), strict=True):
        yield from posts(division, people - ago % 5, each=2, at=at)
        yield from posts(division, people // 2, platform="linkedin", at=at - timedelta(hours=1))
    yield from posts(_LABOUR, 15, platform="reddit", work_time=False, at=at)
    yield from blocked(_LABOUR, 12 + ago % 3, at=at)
    yield from blocked(_PRICES, 11, at=at)


def _event(told: Told, now: datetime) -> Event:
    at = now - timedelta(hours=told.hours)
    parts = [a_part()]
    if told.where.part == "media[0]":
        parts.append(a_part("…", name="media[0]", role=PartRole.ATTACHMENT, media_type=_type(told.where)))
    post = a_post(
        at=at,
        platform=told.platform,
        activity=Activity.POST,
        endpoint="create-post",
        account=Account(platform=told.platform, handle="@somebody", official=told.use is _OFFICIAL),
        principal=a_principal(id=told.who, division=told.division),
        parts=tuple[Part, ...](parts),
    )
    known = {
        "detector": _DETECTORS.get(told.found.partition(":")[0], "markings"),
        "details": _FACTS.get(told.found, ()),
        "excerpt": told.excerpt,
        "where": told.where,
    }
    found = (a_finding(told.found, **known),) if told.found else ()
    matched = (a_match(told.rule, told.action, guideline=told.guideline, severity=told.severity, findings=found),)
    return a_decision_event(
        id=new_id(at),
        at=at,
        post=post,
        findings=found,
        decision=replace(
            a_decision(told.action, matched=matched, use=told.use, enforced=told.outcome != "observed"),
            policy=_policy().id,
        ),
        outcome=told.outcome,
        work_time=told.use is not _OWN,
    )


def _type(where: Where) -> str:
    return "application/pdf" if where.page else "image/png"


def _afterwards(incidents: list[Event], now: datetime) -> list[Event]:
    """What became known later: an answer of the platform, a reason to go on, and a report of a mistake."""
    went, mistaken = incidents[1], incidents[3]
    number, reason = str(went.fields["number"]), "Je cite un personnage d’une émission"
    comment = "It is the maple leaf of my hockey team, not the wordmark"
    people: dict[str, Any] = {"pseudonyms": PSEUDONYMS, "at": now - timedelta(minutes=5)}
    return [
        outcome_event(went.id, at=now - timedelta(minutes=30), upstream_status=200, attempts=2),
        justification_event(went.id, number=number, reason=reason, principal="emp-2", **people),
        mistake_event(mistaken.id, number=str(mistaken.fields["number"]), comment=comment, principal="emp-4", **people),
    ]


def _judge(console: Console, incidents: list[Event]) -> None:
    with writing(console.db) as db:
        judge = accounts.by_login(db, "d.okonkwo")
        assert judge
        for place, state in _JUDGED.items():
            event = incidents[place]
            triage.set_state(
                db, [Key(event.at, event.id)], state, by=judge.id, now=console.clock.now() - timedelta(hours=1)
            )
        triage.add_note(db, incidents[4].id, "Asked the owner of the tables", by=judge.id, now=console.clock.now())


def _take_in(console: Console, events: list[Event]) -> None:
    key = load_keys(console.var / "keys").journal
    journal = Journal(console.journals, name="gateway-1", key=key, strict=False, clock=console.clock)
    for event in events:
        journal.append(event)
    journal.close()
    Intake(console.db, console.journals).take_in()
