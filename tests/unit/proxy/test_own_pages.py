"""The gateway's own pages: each person's incidents are theirs alone, and what they answer is on record before it counts."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Client, Response
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import form_of, incident, is_own, page_address, serve
from gatepost.testing import FakeClock, a_principal, a_request
from tests.proxy.gateways import COACHED, MARKED, number_in, records, weighed

PERSON, OTHER = a_principal(), a_principal(id="emp-105")


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://gatepost.internal/", True),
        ("http://GATEPOST.internal:80/anything", True),
        ("https://x.com/.well-known/gatepost/K7QD-M2XR", True),
        ("https://x.com/.well-known/gatepost", True),
        ("https://x.com/?next=/.well-known/gatepost/K7QD-M2XR", False),
        ("https://x.com/a/.well-known/gatepost/K7QD-M2XR", False),
        ("https://gatepost.internal.example/", False),
        ("https://[broken/.well-known/gatepost/K7QD-M2XR", True),
    ],
)
def test_which_addresses_are_the_gateways_own(url: str, own: bool):
    assert is_own(url) is own


async def coached(gateway: Gateway, text: str = COACHED) -> str:
    """The number of an incident that the person was just told of."""
    return number_in(await weighed(gateway, text))


def token(gateway: Gateway, number: str, principal: str = PERSON.id) -> str:
    return form_of(number, principal, gateway.policy, gateway.keys.content, asks=True).token


async def page(
    gateway: Gateway, number: str, principal=PERSON, body: bytes | None = None, *, url: str = "", **headers: str
) -> Response:
    request = a_request(
        method="GET" if body is None else "POST",
        url=url or page_address(number),
        headers=(("accept", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items())),
        body=body or b"",
        principal=principal,
        client=Client.BROWSER,
    )
    return await serve(gateway, request)


async def send(gateway: Gateway, number: str, principal=PERSON, **fields: str) -> Response:
    given = {"token": token(gateway, number, principal.id), "choice": "go-on", "reason": "public"} | fields
    return await page(gateway, number, principal, urlencode(given).encode())


async def passes(gateway: Gateway, text: str = COACHED) -> bool:
    return (await weighed(gateway, text)).response is None


async def test_a_person_sees_their_own_incident_with_the_way_on(gateway: Gateway):
    number = await coached(gateway)
    shown = await page(gateway, number)
    assert shown.status == 200
    assert number in shown.body.decode()
    assert token(gateway, number) in shown.body.decode()


async def test_the_page_says_what_was_found_where_and_no_word_of_it(gateway: Gateway):
    shown = (await page(gateway, await coached(gateway))).body.decode()
    assert "coarse language (in: text)" in shown
    assert "un langage grossier (dans&nbsp;: texte)" in shown
    assert "fuck" not in shown


async def test_what_is_blocked_shows_no_way_on(gateway: Gateway):
    number = await coached(gateway, MARKED)
    assert b"go-on" not in (await page(gateway, number)).body


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://x.com/.well-known/gatepost/{}", 200),
        ("https://twitter.com/.well-known/gatepost/{}", 200),
        ("https://elsewhere.example/.well-known/gatepost/{}", 404),
        ("http://gatepost.internal/.well-known/gatepost/{}", 200),
    ],
)
async def test_pages_stand_where_a_refusal_may_have_led_to_them(gateway: Gateway, url: str, status: int):
    number = await coached(gateway)
    assert (await page(gateway, number, url=url.format(number))).status == status


@pytest.mark.parametrize(
    ("mode", "dest"),
    [("cors", ""), ("same-origin", ""), ("navigate", "iframe")],
)
async def test_a_platforms_script_reads_and_sends_nothing(gateway: Gateway, mode: str, dest: str):
    number = await coached(gateway)
    url, body = f"https://x.com/.well-known/gatepost/{number}", urlencode({"token": token(gateway, number)}).encode()
    assert (await page(gateway, number, url=url, sec_fetch_mode=mode, sec_fetch_dest=dest)).status == 404
    assert (await page(gateway, number, body=body, url=url, sec_fetch_mode=mode, sec_fetch_dest=dest)).status == 404


async def test_another_persons_incident_looks_like_none(gateway: Gateway):
    number = await coached(gateway)
    others, none = await page(gateway, number, OTHER), await page(gateway, "K7QD-M2XR", OTHER)
    assert (others.status, others.body.replace(number.encode(), b"")) == (
        none.status,
        none.body.replace(b"K7QD-M2XR", b""),
    )
    assert others.status == 404


async def test_nobody_goes_on_in_anothers_name(gateway: Gateway):
    number = await coached(gateway)
    assert (await send(gateway, number, OTHER)).status == 404
    assert not records(gateway, "justification")
    assert not await passes(gateway)


@pytest.mark.parametrize("fields", [{"token": "wrong"}, {"token": ""}, {"reason": "because"}, {"choice": "back"}])
async def test_without_the_token_and_a_reason_nothing_is_justified(gateway: Gateway, fields: dict[str, str]):
    await send(gateway, await coached(gateway), **fields)
    assert not records(gateway, "justification")
    assert not await passes(gateway)


async def test_a_justification_is_on_record_and_lets_the_content_pass(gateway: Gateway):
    number = await coached(gateway)
    assert (await send(gateway, number)).status == 200
    (event,) = records(gateway, "justification")
    assert (event["number"], event["reason"]) == (number, "public")
    assert PERSON.id not in str(event)
    assert await passes(gateway)


async def test_what_could_not_be_recorded_takes_no_effect(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> None:
        raise GatepostFault("no space", stage="journal", reason="full")

    number = await coached(gateway)
    with monkeypatch.context() as patch:
        patch.setattr(gateway.journal, "append", full)
        with pytest.raises(GatepostFault):
            await send(gateway, number)
    assert not await passes(gateway)


async def test_words_that_hold_what_is_protected_are_not_kept(gateway: Gateway):
    await send(gateway, await coached(gateway), words="It is about SIN 046 454 286 only")
    assert records(gateway, "justification")[0]["reason"] == "public: [personal-identifier]"


async def test_a_persons_own_words_are_kept(gateway: Gateway):
    await send(gateway, await coached(gateway), words="My manager agreed")
    assert records(gateway, "justification")[0]["reason"] == "public: My manager agreed"


async def test_what_is_blocked_is_justified_by_nobody(gateway: Gateway):
    number = await coached(gateway, MARKED)
    assert b"This was not sent" in (await send(gateway, number)).body
    assert not records(gateway, "justification")
    assert not await passes(gateway, MARKED)


async def test_a_reason_sent_twice_is_one(gateway: Gateway):
    number = await coached(gateway)
    await send(gateway, number)
    again = await send(gateway, number, reason="own-opinion")
    assert b"Unchanged, it goes through once, until 10:25." in again.body
    assert len(records(gateway, "justification")) == 1


async def test_a_reason_that_comes_too_late_is_none(gateway: Gateway, clock: FakeClock):
    number = await coached(gateway)
    clock.advance(timedelta(minutes=11))
    assert b"The time to answer is over." in (await send(gateway, number)).body
    assert not records(gateway, "justification")


async def test_who_goes_back_is_on_record_as_such_once(gateway: Gateway):
    number = await coached(gateway)
    assert b"Nothing was sent" in (await send(gateway, number, choice="back")).body
    await send(gateway, number, choice="back")
    (outcome,) = records(gateway, "outcome")
    assert outcome["answer"] == "back"
    assert not await passes(gateway)


async def test_who_went_back_may_change_their_mind(gateway: Gateway):
    number = await coached(gateway)
    await send(gateway, number, choice="back")
    assert b"You left it at that." in (await page(gateway, number)).body
    await send(gateway, number)
    assert await passes(gateway)


@pytest.mark.parametrize("text", [COACHED, MARKED])
async def test_a_refusal_can_be_reported_as_a_mistake_once(gateway: Gateway, text: str):
    number = await coached(gateway, text)
    for _ in range(2):
        sent = await send(gateway, number, choice="mistake", words="It is a word of my dialect")
        assert b"Your report was sent" in sent.body
    (event,) = records(gateway, "mistake")
    (decision,) = records(gateway, "decision")
    assert (event["about"], event["number"]) == (decision["id"], number)
    assert event["comment"] == "It is a word of my dialect"
    assert b"You reported this as a mistake." in (await page(gateway, number)).body
    assert not await passes(gateway, text)


async def test_a_report_holds_nothing_that_is_protected(gateway: Gateway):
    number = await coached(gateway)
    await send(gateway, number, choice="mistake", words="It is about SIN 046 454 286 only")
    assert records(gateway, "mistake")[0]["comment"] == "[personal-identifier]"


async def test_an_incident_is_there_to_be_read_when_its_time_is_over(gateway: Gateway, clock: FakeClock):
    number = await coached(gateway)
    clock.advance(timedelta(days=3))
    shown = await page(gateway, number)
    assert shown.status == 200
    assert b"go-on" not in shown.body
    assert b"About something you wanted to send" in shown.body


async def untold(gateway: Gateway) -> str:
    """The number of an incident that its client is not known to show."""
    return number_in(await weighed(gateway, COACHED, endpoint="create-tweet"))


async def opened(gateway: Gateway, platform: str = "x", principal=PERSON) -> Response | None:
    request = a_request(method="GET", url="https://x.com/home?a=1&b=2", principal=principal, client=Client.BROWSER)
    return await incident.in_place(gateway, request, platform)


async def test_who_was_not_told_finds_the_notice_in_place_of_the_next_page_once(gateway: Gateway):
    number = await untold(gateway)
    assert await opened(gateway, "reddit") is None
    assert await opened(gateway, principal=OTHER) is None
    shown = await opened(gateway)
    assert shown
    assert number in shown.body.decode()
    assert 'href="https://x.com/home?a=1&amp;b=2"' in shown.body.decode()
    assert await opened(gateway) is None


async def test_who_read_the_notice_already_is_not_stopped_for_it(gateway: Gateway):
    await page(gateway, await untold(gateway))
    assert await opened(gateway) is None


async def test_who_saw_the_refusal_itself_is_not_stopped_for_it(gateway: Gateway):
    await weighed(gateway, COACHED, endpoint="v2-post")
    assert await opened(gateway) is None
