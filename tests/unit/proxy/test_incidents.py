"""Refusals as incidents: what they remember for their person, who was told, and what comes of nobody answering."""

from datetime import timedelta
from typing import Any

import pytest

from gatepost.events.record import new_id
from gatepost.model import Client, Part, Role
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.incidents import notice_lapsed
from gatepost.proxy.inspection import Verdict, weigh
from gatepost.state import Incident
from gatepost.testing import FakeClock, a_part, a_post, a_principal, a_request
from tests.proxy.gateways import CLEAN, COACHED, MARKED, number_in, records, weighed

PERSON = a_principal()
MENTION = "Statistics Canada has the best cafeteria in Ottawa"  # coached at most once in 30 days


async def incident_of(gateway: Gateway, verdict: Verdict) -> Incident:
    incident = await gateway.state.incident(number_in(verdict), PERSON.id)
    assert incident
    return incident


async def sent(gateway: Gateway, text: str = COACHED, *, endpoint: str = "", **request: Any) -> Verdict:
    now = gateway.clock.now()
    post = a_post(text, id=new_id(now), at=now, **{"endpoint": endpoint} if endpoint else {})
    return await weigh(gateway, gateway.gate, a_request(id=post.id, received=now, **request), post)


async def test_an_incident_remembers_kinds_and_places_and_no_word_of_the_post(gateway: Gateway):
    alt = Part(name="alt[1]", role=Role.ALT_TEXT, data=b"PROTECTED B\n\nSurvey tables of the region")
    incident = await incident_of(gateway, await weighed(gateway, CLEAN, parts=(a_part(CLEAN), alt)))
    assert incident.found == (
        ("a security marking", "une cote de sécurité", "picture description\u00a02", "description d’image\u00a02"),
    )
    assert "Survey" not in repr(incident)


async def test_the_rule_that_decided_comes_first(gateway: Gateway):
    """Swearing is coached and comes earlier in the policy; the marking is what blocks."""
    incident = await incident_of(gateway, await weighed(gateway, f"{MARKED}. {COACHED}"))
    assert incident.rules[0] == "confidentiality-markings"
    assert "respect" in incident.rules
    assert {found[0] for found in incident.found} == {"a security marking", "coarse language"}


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"client": Client.BROWSER}, True),
        ({"client": Client.APP}, True),
        ({"client": Client.SCRIPT, "headers": (("sec-fetch-mode", "cors"),)}, True),
        ({"client": Client.SCRIPT, "headers": (("sec-fetch-mode", "no-cors"),)}, False),
    ],
    ids=["a page", "an application", "a script", "a beacon"],
)
async def test_who_sees_the_refusal_was_told(gateway: Gateway, request_: dict[str, Any], told: bool):
    incident = await incident_of(gateway, await sent(gateway, endpoint="v2-post", **request_))
    assert incident.told is told


async def test_where_clients_are_not_known_to_show_the_refusal_nobody_was_told(gateway: Gateway):
    incident = await incident_of(gateway, await sent(gateway, endpoint="create-tweet", client=Client.SCRIPT))
    assert not incident.told


async def test_the_same_again_is_refused_again_although_its_rule_has_coached_as_often_as_it_may(
    gateway: Gateway, clock: FakeClock
):
    first = number_in(await weighed(gateway, MENTION))
    clock.advance(timedelta(minutes=1))
    assert number_in(await weighed(gateway, MENTION)) == first
    assert (await weighed(gateway, f"{MENTION}, and the best soup")).response is None


async def test_what_a_rule_coached_as_often_as_it_may_goes_on_once_the_time_is_over(gateway: Gateway, clock: FakeClock):
    assert (await weighed(gateway, MENTION)).response
    clock.advance(timedelta(hours=1))
    assert (await weighed(gateway, MENTION)).response is None


async def test_no_answer_in_time_is_on_record_once(gateway: Gateway, clock: FakeClock):
    await weighed(gateway, COACHED)
    await weighed(gateway, MARKED)
    await notice_lapsed(gateway)
    assert not records(gateway, "outcome")
    clock.advance(timedelta(hours=1))
    await notice_lapsed(gateway)
    await notice_lapsed(gateway)
    (outcome,) = records(gateway, "outcome")
    coached = next(one for one in records(gateway, "decision") if one["action"] == "coach")
    assert (outcome["about"], outcome["answer"]) == (coached["id"], "lapsed")
