"""A store full of events -> milliseconds of the console's pages, as a reviewer's browser asks for them.

Each page goes the whole way: the session, what is recorded of the view, the questions to the store, the template.
"""

import asyncio
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
from sqlalchemy import Engine, insert, select
from starlette.applications import Starlette

from bench.store.agency import DIVISIONS, Agency
from gatepost.console import accounts, sessions
from gatepost.console.access import AccessLog
from gatepost.console.app import create_app
from gatepost.console.config import Config
from gatepost.console.roles import Role
from gatepost.console.triage import NEW, STATES
from gatepost.console.visit import Console
from gatepost.events.numbers import new_id
from gatepost.store.index import INCIDENT, events
from gatepost.store.opening import reading, writing
from gatepost.store.own import triage
from gatepost.store.walking import Key
from gatepost.testing import FakeClock

_ADDRESS = "http://127.0.0.1:8090"
_TRIAGED = 0.7  # of a year's incidents
_STATES = [state for state in STATES if state != NEW]


@contextmanager
def reviewer(engine: Engine, url: str, var: Path, now: datetime) -> Iterator["Reviewer"]:
    """Somebody who is signed in."""
    clock = FakeClock(now)
    access = AccessLog(var, clock)
    console = Console(var=var, store=url, config=Config(), db=engine, clock=clock, access=access)
    with writing(engine) as db:
        account = accounts.create(db, login="reviewer", roles=frozenset({Role.REVIEWER}), now=now)
        token = sessions.begin(db, account, now)
    yield Reviewer(create_app(console), {console.cookie: token})
    access.close()


class Reviewer:
    """A browser that asks for one page after the other."""

    def __init__(self, app: Starlette, cookies: Mapping[str, str]) -> None:
        self._app, self._cookies = app, cookies

    def times(self, addresses: Sequence[tuple[str, str]]) -> Mapping[str, list[float]]:
        """Milliseconds of pages, by what is asked."""
        return asyncio.run(self._times(addresses))

    async def _times(self, addresses: Sequence[tuple[str, str]]) -> Mapping[str, list[float]]:
        times: dict[str, list[float]] = {}
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=_ADDRESS, cookies=dict(self._cookies)) as browser:
            for name, address in addresses:
                started = time.perf_counter()
                answer = await browser.get(address)
                times.setdefault(name, []).append((time.perf_counter() - started) * 1000)
                answer.raise_for_status()
                if answer.status_code != httpx.codes.OK:
                    raise RuntimeError(f"{address}: {answer.status_code}")
        return times


def triage_some(engine: Engine, chance: random.Random) -> None:
    """What reviewers make of a year's incidents."""
    with writing(engine) as db:
        incidents = db.execute(select(events.c.id, events.c.at).where(INCIDENT)).all()
        some = chance.sample(incidents, round(len(incidents) * _TRIAGED))
        states = chance.choices(_STATES, (50, 30, 1, 300), k=len(some))
        rows = [
            {"event": row.id, "at": row.at, "state": state, "changed": row.at, "changed_by": "a-1"}
            for row, state in zip(some, states, strict=True)
        ]
        db.execute(insert(triage), rows)


def questions(agency: Agency, chance: random.Random, start: datetime, end: datetime) -> Iterator[tuple[str, str]]:
    """One address of each kind, with values drawn anew: every filter alone, several, first pages and pages far back."""
    far = Key(start + (end - start) * chance.random(), new_id(start))
    for name, asked in _filters(agency, chance, start, end).items():
        yield f"page: {name}", f"/incidents?{urlencode(asked)}"
        yield f"far page: {name}", f"/incidents?{urlencode({**asked, 'before': str(far)})}"
    recent = Key(end - timedelta(minutes=chance.randrange(600)), new_id(end))
    opened = quote(end.isoformat())
    yield "arrivals", f"/incidents/arrivals/{quote(str(recent))}?opened={opened}"
    yield "arrivals: filter", f"/incidents/arrivals/{quote(str(recent))}?opened={opened}&rule={agency.rules[0].id}"


def incidents_of(engine: Engine, chance: random.Random, most: int) -> Iterator[tuple[str, str]]:
    """The addresses of some incidents, each with the history of its person."""
    with reading(engine) as db:
        ids = db.scalars(select(events.c.id).where(INCIDENT).order_by(events.c.at.desc()).limit(20_000)).all()
    yield from (("incident", f"/incidents/{id_}") for id_ in chance.sample(ids, min(most, len(ids))))


def _filters(agency: Agency, chance: random.Random, start: datetime, end: datetime) -> Mapping[str, Mapping[str, str]]:
    rules, platforms, labels = agency.rules, agency.platforms, agency.labels
    since = (start + (end - start) * chance.random()).date()
    week = {"since": str(since), "until": str(since + timedelta(days=6))}
    return {
        "no filter": {},
        "a week": week,
        "state: new": {"state": NEW},
        "state: escalated": {"state": "escalated"},
        "said: mistake": {"said": "mistake"},
        "action": {"action": chance.choice(("block", "coach", "log"))},
        "severity": {"severity": chance.choice(("critical", "high", "medium", "low"))},
        "outcome": {"outcome": chance.choice(("refused", "forwarded"))},
        "use": {"use": chance.choice(("official", "professional", "personal", "unknown"))},
        "guideline": {"guideline": chance.choice(rules).guideline},
        "rule: often": {"rule": rules[0].id},
        "rule: hardly ever": {"rule": rules[-1].id},
        "label: often": {"label": min(rules[0].because or {labels[0]}).partition(":")[0]},
        "label: any": {"label": chance.choice(labels).partition(":")[0]},
        "platform": {"platform": chance.choice(platforms)},
        "division: large": {"division": DIVISIONS[0]},
        "division: small": {"division": DIVISIONS[-1]},
        "words of the rule": {"text": "confidentiality"},
        "large division, block": {"division": DIVISIONS[0], "action": "block"},
        "small division, rare rule": {"division": DIVISIONS[-1], "rule": rules[-1].id},
        "a week, guideline, personal": {**week, "guideline": "2.7", "use": "personal"},
        "new, words, platform": {"state": NEW, "text": "day-job", "platform": platforms[0]},
        "many": {
            "action": "coach",
            "use": "professional",
            "platform": chance.choice(platforms[:3]),
            "severity": "medium",
            "division": chance.choice(DIVISIONS[:5]),
            "state": "closed",
        },
        "nothing has both": {"action": "log", "outcome": "refused"},
        "nothing has all": {"said": "justification", "action": "block", "use": "personal"},
    }
