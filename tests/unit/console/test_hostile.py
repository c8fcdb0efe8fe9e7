"""Whatever anybody asks of any page, on either database: it answers, means nothing to the database and nothing to the page.

The console has no interface for programs, so there is no schema of one: what is tried is every row of its table of pages.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from gatepost.console.asked import CHOICES
from gatepost.console.roles import Role
from gatepost.console.routes import PAGES, Page
from gatepost.console.visit import Console
from gatepost.events.numbers import new_id
from gatepost.events.record import justification_event, mistake_event
from gatepost.model import Account, Event
from gatepost.model import Role as Kind
from gatepost.proxy.pauses import Pause, write_pauses
from gatepost.proxy.status import write_status
from gatepost.store.index import events
from gatepost.store.intake import Intake
from gatepost.store.opening import reading
from gatepost.testing import a_finding, a_part, a_post, a_principal
from tests.unit.console.conftest import ON_BOTH, Client, SignedIn, fields
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match
from tests.unit.proxy.test_status import a_status

pytestmark = ON_BOTH

MARKUP = "\"'><img src=x onerror=alert(1)>{{7*7}}"
HOSTILE = (
    MARKUP,
    "' OR '1'='1",
    "x'); DROP TABLE events;--",
    "$$;SELECT pg_sleep(30)--",
    "%s%d%(x)s{0}",
    "\0",
    "a\0b",
    "é\u202e\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    b"\xed\xa0\xbd",
    b"\xff\xfe",
    "../../../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "9" * 40,
    "-1",
    "1e400",
    "NaN",
    "0000-00-00",
    "9999-12-31T23:59:59.999999+14:00_ffffffff-ffff-7fff-bfff-ffffffffffff",
    "0001-01-01T00:00:00-14:00_00000000-0000-0000-0000-000000000000",
    "x" * 3000,
)
NAMES = (
    *(*CHOICES, "since", "until", "text", "before", "opened", "after", "next", "by", "did", "page", "chain", "number"),
    *("login", "password", "again", "note", "state", "set", "incident", "reason", "value", "until", "kind", "rule"),
    *("roles", "divisions", "sworn", "language", "passphrase", "format", "week", "by", "division", "platform", "code"),
)
values = st.sampled_from(HOSTILE) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass"))
asked = st.dictionaries(st.sampled_from(NAMES), values, max_size=6)
tried = settings(
    max_examples=4,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def blocked(console: Console) -> Event:
    event = a_decision_event()
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


@pytest.fixture
def anybody(signed_in: SignedIn, blocked: Event) -> Client:
    """Who may open everything."""
    return signed_in(*Role)


def test_no_page_fails_over_what_it_is_asked(anybody: Client, console: Console, blocked: Event):
    token = anybody.cookies.get(console.cookie) or ""

    @tried
    @given(place=values, query=asked)
    def asks(page: Page, place: bytes | str, query: Mapping[str, Any]) -> None:
        anybody.cookies.set(console.cookie, token)  # signing in and out are pages too
        address = _address(page, place)
        if page.method == "GET":
            answer = anybody.get(f"{address}?{urlencode(query)}")
        else:
            answer = anybody.post(address, data=fields(anybody, console, **query))
        assert answer.status_code < 500, (page.path, place, query)
        assert "<img src=x" not in answer.text, (page.path, place, query)
        assert "set-cookie: a=b" not in str(answer.headers).lower()

    for page in PAGES:
        if page.path != "/sign-out":
            asks(page)
    with reading(console.db) as db:
        assert db.scalar(select(func.count()).select_from(events)) == 1


def _address(page: Page, place: bytes | str) -> str:
    parts = [quote(place, safe="") if part.startswith("{") else part for part in page.path.split("/")]
    return "/".join(parts)


def test_what_others_wrote_anywhere_is_text_on_every_page(signed_in: SignedIn, console: Console):
    """Handles, kinds of files, reasons, rules, logins, the status of a worker, why something is paused: none is markup."""
    now = console.clock.now()
    evil = a_decision_event(
        post=a_post(
            account=Account(platform=MARKUP, handle=MARKUP, official=True),
            principal=a_principal(division=MARKUP),
            parts=(a_part(MARKUP), a_part(name=MARKUP, role=Kind.ATTACHMENT, media_type=MARKUP, data=b"x")),
        ),
        findings=[a_finding(f"classification:{MARKUP}", excerpt=MARKUP, details=((MARKUP, MARKUP),))],
        decision=a_decision(matched=(a_match(MARKUP, guideline=MARKUP),)),
    )
    said: dict[str, Any] = {"at": now, "number": MARKUP, "principal": "emp-1", "pseudonyms": PSEUDONYMS}
    with a_journal(console.journals) as journal:
        journal.append(evil)
        journal.append(justification_event(evil.id, reason=MARKUP, **said))
        journal.append(mistake_event(evil.id, comment=MARKUP, **said))
    with a_journal(console.journals, "gateway-console") as journal:
        details = {"did": MARKUP, "by": MARKUP, "account": MARKUP, "address": MARKUP, MARKUP: MARKUP}
        journal.append(Event(id=new_id(now), kind="access", at=now, about=evil.id, fields=details))
    Intake(console.db, console.journals).take_in()
    write_status(console.var, a_status(at=now, mode=MARKUP, version=MARKUP, state=MARKUP))
    write_pauses(console.var, [Pause(scope="rule", name=MARKUP, until=now + timedelta(hours=1), reason=MARKUP)])
    anybody = signed_in(*Role, login=MARKUP)
    shown = {}
    for path in [f"/incidents/{evil.id}", *(page.path for page in PAGES if page.method == "GET" and page.name)]:
        answer = anybody.get(path)
        assert answer.status_code == 200, path
        assert "<img src=x" not in answer.text, path
        shown[path] = "&lt;img src=x" in answer.text
    assert {path for path, is_shown in shown.items() if is_shown} >= {
        *(f"/incidents/{evil.id}", "/incidents", "/accounts", "/policy", "/health", "/access"),
    }
