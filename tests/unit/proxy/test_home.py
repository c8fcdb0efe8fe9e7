"""The first page at the reserved host: everything there is of a person, and nothing of anybody else."""

from datetime import timedelta

import pytest

from gatepost.model import Client, Source
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import serve
from gatepost.testing import FakeClock, a_principal, a_request
from tests.proxy.gateways import CLEAN, COACHED, MARKED, number_in, weighed

PERSON, OTHER = a_principal(), a_principal(id="emp-105")


async def page(gateway: Gateway, principal=PERSON, url: str = "http://gatepost.internal/") -> str:
    request = a_request(method="GET", url=url, principal=principal, client=Client.BROWSER)
    return (await serve(gateway, request)).body.decode()


async def test_a_person_who_did_nothing_finds_nothing(gateway: Gateway):
    shown = await page(gateway)
    assert "Nothing was counted in the last seven days." in shown
    assert "None in the last days." in shown


async def test_a_person_sees_what_is_counted_of_them(gateway: Gateway):
    for number in range(2):
        await gateway.state.settle((await weighed(gateway, f"{CLEAN} {number}")).passage.attempt, kept=True)
    shown = await page(gateway)
    assert "2 posts" in shown
    assert "2 publications" in shown
    assert "Nothing was counted" not in shown


async def test_the_thresholds_of_the_policy_are_told(gateway: Gateway):
    shown = await page(gateway)
    assert "From 10 posts in a work day (personal use): you are asked first." in shown
    assert "À partir de 10 publications en un jour de travail (usage personnel)" in shown


async def test_what_can_be_answered_stands_apart_from_what_was(gateway: Gateway, clock: FakeClock):
    blocked, coached = number_in(await weighed(gateway, MARKED)), number_in(await weighed(gateway, COACHED))
    now = gateway.clock.now()
    open_, _, earlier = (await page(gateway)).partition("Earlier notices")
    assert (coached in open_, blocked in open_, blocked in earlier) == (True, False, True)
    await gateway.state.justify(
        coached, PERSON.id, reason="public: In The Daily", at=now, until=now + timedelta(minutes=9)
    )
    answered = await page(gateway)
    assert "Unchanged, it goes through once, until 10:24." in answered
    assert "The information is public / L&#39;information est publique: In The Daily" in answered
    clock.advance(timedelta(days=1))
    assert "did not send it again in time" in await page(gateway)


async def test_nobody_sees_anything_of_another(gateway: Gateway):
    number = number_in(await weighed(gateway, COACHED))
    await gateway.state.settle((await weighed(gateway)).passage.attempt, kept=True)
    shown = await page(gateway, OTHER)
    assert number not in shown
    assert "Nothing was counted" in shown


@pytest.mark.parametrize("url", ["https://x.com/.well-known/gatepost/", "https://x.com/.well-known/gatepost"])
async def test_it_stands_on_no_platforms_origin(gateway: Gateway, url: str):
    assert "There is no such notice for you" in await page(gateway, url=url)


async def test_where_nobody_signed_in_it_says_whose_it_is(gateway: Gateway):
    nobody = a_principal(id="unknown:0123456789abcdef", source=Source.UNKNOWN)
    assert "this is what left this machine" in await page(gateway, nobody)
    assert "Only you see this page" in await page(gateway)
