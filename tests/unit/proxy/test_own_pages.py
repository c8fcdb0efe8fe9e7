"""The gateway's own pages: each person's incidents are theirs alone, and what they answer is on record before it counts."""

from urllib.parse import urlencode

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Client, Response
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import form_of, is_own, page_address, serve
from gatepost.testing import a_principal, a_request
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
    return form_of(number, principal, gateway.policy, gateway.keys.content).token


async def page(gateway: Gateway, number: str, principal=PERSON, body: bytes | None = None) -> Response:
    request = a_request(
        method="GET" if body is None else "POST",
        url=page_address(number),
        headers=(("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded")),
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


async def test_what_is_blocked_shows_no_way_on(gateway: Gateway):
    number = await coached(gateway, MARKED)
    assert b"<form" not in (await page(gateway, number)).body


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
    assert (await send(gateway, number)).status == 404
    assert not records(gateway, "justification")
    assert not await passes(gateway, MARKED)
