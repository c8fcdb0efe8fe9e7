"""The agreement: asked before anything is written, accepted on record, and once for its period."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Agreement, Client, Request, Response
from gatepost.policy.agreement import Terms
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement, page_address, serve
from gatepost.proxy.pauses import ALL
from gatepost.testing import FakeClock, a_principal, a_request
from tests.proxy.gateways import (
    COACHED,
    MARKED,
    a_gateway,
    asking_for_the_agreement,
    number_in,
    observe,
    records,
    weighed,
    with_policy,
)

HOME = "https://x.com/home?tab=1"
PERSON = a_principal()
NAVIGATE = (("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document"), ("accept", "text/html"))


@pytest.fixture(autouse=True)
def _asked(gateway: Gateway) -> None:
    asking_for_the_agreement(gateway)


def a_page(url: str = HOME, body: bytes | None = None, *, headers: Any = NAVIGATE, **changes: Any) -> Request:
    method = "GET" if body is None else "POST"
    values = {"method": method, "url": url, "headers": headers, "body": body or b"", "client": Client.BROWSER}
    return a_request(**values | {"principal": PERSON} | changes)


async def loads(gateway: Gateway, url: str = HOME, platform: str = "x", **changes: Any) -> Response | None:
    return await agreement.in_place(gateway, a_page(url, **changes), platform)


def fields(answer: Response | None, language: str = "en") -> dict[str, str]:
    """The form of this language, as a browser would send it."""
    assert answer
    form = answer.body.decode().partition(f'<form id="accept-{language}"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}


async def send(gateway: Gateway, sent: dict[str, str], choice: str = "accept", **changes: Any) -> Response:
    url = "https://x.com/.well-known/gatepost/agreement"
    return await serve(gateway, a_page(url, urlencode(sent | {"choice": choice}).encode(), **changes))


async def accept(gateway: Gateway, language: str = "en") -> Response:
    return await send(gateway, fields(await loads(gateway), language))


async def standing(gateway: Gateway) -> Agreement:
    return gateway.policy.agreement.standing(await gateway.state.agreement_of(PERSON.id), gateway.clock.now())


async def test_the_first_page_of_a_period_is_the_agreement_and_then_it_is_not(gateway: Gateway, clock: FakeClock):
    answer = await loads(gateway)
    assert answer
    assert answer.status == 511
    assert "X" in answer.body.decode()
    sent_on = await send(gateway, fields(answer))
    assert (sent_on.status, dict(sent_on.headers)["Location"]) == (303, HOME)
    assert await loads(gateway) is None
    assert await loads(gateway, "https://www.reddit.com/", "reddit") is None
    clock.advance(timedelta(days=89))
    assert await loads(gateway) is None
    clock.advance(timedelta(days=1))
    assert "has run out" in ((await loads(gateway)) or Response(status=0)).body.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_is_accepted_is_on_record_with_its_version_and_language(gateway: Gateway, language: str):
    await accept(gateway, language)
    (event,) = records(gateway, "agreement")
    assert (event["version"], event["language"]) == (gateway.policy.agreement.version, language)
    assert PERSON.id not in str(event)
    accepted = await gateway.state.agreement_of(PERSON.id)
    assert accepted
    assert (accepted.version, accepted.language) == (event["version"], language)


async def test_a_new_version_is_asked_for_anew(gateway: Gateway):
    await accept(gateway)
    old = gateway.policy.agreement
    with_policy(gateway, agreement=Terms(version="2027-01", period=old.period, wording=old.wording))
    assert await standing(gateway) is Agreement.EXPIRED
    assert await loads(gateway)


async def test_a_form_of_an_older_version_is_shown_anew(gateway: Gateway):
    sent = fields(await loads(gateway))
    old = gateway.policy.agreement
    with_policy(gateway, agreement=Terms(version="2027-01", period=old.period, wording=old.wording))
    assert (await send(gateway, sent)).status == 200
    assert await standing(gateway) is Agreement.MISSING


async def test_accepting_twice_is_one_record(gateway: Gateway):
    sent = fields(await loads(gateway))
    for _ in range(2):
        assert (await send(gateway, sent)).status == 303
    assert len(records(gateway, "agreement")) == 1


async def test_what_cannot_be_recorded_is_not_accepted(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise GatepostFault("no room", stage="journal", reason="full")

    sent = fields(await loads(gateway))
    monkeypatch.setattr(gateway, "write", full)
    with pytest.raises(GatepostFault):
        await send(gateway, sent)
    assert await standing(gateway) is Agreement.MISSING


async def test_who_puts_it_off_reads_on_and_is_asked_another_day(gateway: Gateway, clock: FakeClock):
    sent_on = await send(gateway, fields(await loads(gateway)), "later")
    assert dict(sent_on.headers)["Location"] == HOME
    assert await loads(gateway) is None
    assert (await weighed(gateway)).response
    assert not records(gateway, "agreement")
    clock.advance(agreement.PUT_OFF_FOR)
    assert await loads(gateway)


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": ""},
        {"token": "0" * 64},
        {"token": "é"},
        {"onward": "//evil.example/"},
        {"onward": "/settings"},
        {"onward": ""},
        {"language": "de"},
    ],
)
async def test_a_form_that_we_did_not_make_does_nothing(gateway: Gateway, wrong: dict[str, str]):
    answer = await send(gateway, fields(await loads(gateway)) | wrong)
    assert answer.status == 200
    assert await standing(gateway) is Agreement.MISSING


async def test_a_form_is_one_person_s(gateway: Gateway):
    sent = fields(await loads(gateway))
    await send(gateway, sent, principal=a_principal(id="emp-105"))
    assert await gateway.state.agreement_of("emp-105") is None


async def test_a_platform_s_script_neither_reads_nor_sends_the_form(gateway: Gateway):
    sent = fields(await loads(gateway))
    for said in (
        {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ):
        headers = tuple(said.items())
        assert (await send(gateway, sent, headers=headers)).status == 404
        read = await serve(gateway, a_page("https://x.com/.well-known/gatepost/agreement", headers=headers))
        assert b"token" not in read.body
    assert await standing(gateway) is Agreement.MISSING


@pytest.mark.parametrize(
    ("url", "onward"),
    [
        ("https://x.com/", "/"),
        ("https://x.com", "/"),
        ("https://x.com/a//b/../c?d=e%20f&g=%22", "/a//b/../c?d=e%20f&g=%22"),
        ("https://x.com//evil.example/", "//evil.example/"),
        ("https://x.com/\u00e9", "/"),
        ("https://x.com/\udce9", "/"),
        ("https://x.com/a\tb", "/"),
        ("https://x.com/" + "a" * 5_000, "/"),
    ],
)
async def test_where_the_person_goes_on_to_is_on_the_same_origin(gateway: Gateway, url: str, onward: str):
    sent_on = await send(gateway, fields(await loads(gateway, url)))
    assert dict(sent_on.headers)["Location"] == f"https://x.com{onward}"


async def test_at_its_own_address_it_can_be_read_at_any_time(gateway: Gateway):
    asked = await serve(gateway, a_page(page_address(agreement.NAME), headers=()))
    assert asked.status == 200
    assert fields(asked)["onward"] == ""
    await send(gateway, fields(asked))
    read = (await serve(gateway, a_page(page_address(agreement.NAME)))).body.decode()
    assert "You accepted it on 2026-11-24. It holds until 2027-02-22." in read
    assert "<form" not in read


async def test_a_post_without_it_is_refused_with_the_way_to_it_and_goes_through_after_it(gateway: Gateway):
    refused = await weighed(gateway)
    assert refused.response
    assert "http://gatepost.internal/agreement" in refused.response.body.decode()
    (decision,) = records(gateway, "decision")
    assert (decision["rule"], decision["action"], decision["outcome"]) == ("agreement", "coach", "refused")
    await accept(gateway)
    assert (await weighed(gateway)).response is None


async def test_what_would_be_refused_anyway_does_not_lead_to_it(gateway: Gateway):
    for text in (MARKED, COACHED):
        refused = await weighed(gateway, text)
        assert refused.response
        assert "gatepost.internal/agreement" not in refused.response.body.decode()
    await accept(gateway)
    assert number_in(await weighed(gateway, COACHED))


async def test_observing_asks_nobody_and_records_who_has_none(gateway: Gateway):
    observe(gateway)
    assert await loads(gateway) is None
    assert (await weighed(gateway)).response is None
    (decision,) = records(gateway, "decision")
    assert (decision["rule"], decision["outcome"]) == ("agreement", "observed")


@pytest.mark.parametrize("paused", ["agreement", "x", ALL])
async def test_a_pause_asks_nobody(gateway: Gateway, paused: str):
    gateway.paused = frozenset({paused})
    assert await loads(gateway) is None
    assert (await weighed(gateway)).response is None


async def test_it_is_accepted_for_every_worker(gateway: Gateway):
    await accept(gateway)
    other = a_gateway(gateway.settings.var, gateway.clock)
    asking_for_the_agreement(other)
    try:
        assert await loads(other) is None
        assert (await weighed(other)).response is None
    finally:
        await other.close()
