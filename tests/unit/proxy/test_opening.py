"""A body that is here, its codings undone with a place for what it becomes."""

import gzip

import pytest

from gatepost.proxy.bounded import Bound, InFlight
from gatepost.proxy.opening import open_request
from gatepost.proxy.visit import Visit
from gatepost.testing import a_principal
from tests.proxy.gateways import CLEAN, a_flow, loaded, tweet

LIMIT = 1 << 20
LONG = tweet("fog " * 50_000)


def a_visit(*, room: int = 8 * LIMIT, limit: int = LIMIT) -> Visit:
    bound = Bound(limit, InFlight(room))
    return Visit(gate=loaded().gate, principal=a_principal(), url="https://x.com/", bound=bound)


@pytest.mark.parametrize("body", [tweet(CLEAN), LONG, b""])
async def test_a_body_without_codings_is_as_it_came(body: bytes):
    opened = await open_request(a_flow(body), a_visit(), "r-1")
    assert opened
    assert (opened[0].body, opened[1], opened[0].id) == (body, "", "r-1")


@pytest.mark.parametrize("body", [tweet(CLEAN), LONG])
async def test_what_a_body_becomes_is_held_as_long_as_it_is_here(body: bytes):
    visit = a_visit()
    assert visit.bound
    opened = await open_request(a_flow(gzip.compress(body), content_encoding="gzip"), visit, "r-1")
    assert opened
    assert (opened[0].body, opened[1]) == (body, "")
    assert visit.bound.held == visit.bound.in_flight.held == (len(body) if body is LONG else 0)
    visit.bound.release()
    assert visit.bound.in_flight.held == 0


async def test_a_body_that_may_become_more_than_there_is_room_for_is_not_opened():
    visit = a_visit(room=LIMIT - 1)
    assert visit.bound
    assert await open_request(a_flow(gzip.compress(LONG), content_encoding="gzip"), visit, "r-1") is None
    assert visit.bound.no_room
    assert visit.bound.in_flight.held == 0


async def test_a_body_that_is_not_what_it_says_says_why():
    visit = a_visit()
    opened = await open_request(a_flow(b"plain", content_encoding="gzip"), visit, "r-1")
    assert opened
    assert opened[1] == "corrupt"


async def test_a_body_that_grows_over_its_limit_is_cut():
    opened = await open_request(a_flow(gzip.compress(LONG), content_encoding="gzip"), a_visit(limit=100_000), "r-1")
    assert opened
    assert (len(opened[0].body), opened[0].truncated) == (100_000, True)
