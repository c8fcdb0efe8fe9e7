from datetime import timedelta

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Action
from gatepost.state import State
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import CONTENT, an_attempt, an_incident

LATER = A_TUESDAY + timedelta(minutes=10)


async def test_an_incident_is_found_by_its_number(state: State):
    assert await state.refuse(an_incident()) == an_incident()
    assert await state.incident("7Q3F-K2MM", "emp-104") == an_incident()
    assert await state.incident("0000-0000", "emp-104") is None
    assert await state.incident("7Q3F-K2MM", "emp-105") is None


async def test_the_same_refused_content_is_one_more_attempt_of_the_same_incident(state: State):
    await state.refuse(an_incident())
    for attempts in (2, 3):
        again = await state.refuse(an_incident("AAAA-AAAA", at=A_TUESDAY + timedelta(minutes=1)))
        assert (again.number, again.attempts) == ("7Q3F-K2MM", attempts)
    past = await state.begin(an_attempt("r-2", content=CONTENT))
    assert past.incident is not None
    assert past.incident.attempts == 3


async def test_the_same_content_refused_more_strongly_is_another_incident(state: State):
    await state.refuse(an_incident())
    stronger = await state.refuse(an_incident("AAAA-AAAA", action=Action.BLOCK))
    assert (stronger.number, stronger.attempts) == ("AAAA-AAAA", 1)
    assert not await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=LATER)


async def test_after_its_expiry_the_same_content_is_another_incident(state: State):
    await state.refuse(an_incident())
    again = await state.refuse(an_incident("AAAA-AAAA", at=LATER, expires=LATER + timedelta(minutes=10)))
    assert again.number == "AAAA-AAAA"


@pytest.mark.parametrize(
    ("incident", "principal", "minutes"),
    [
        (an_incident(action=Action.BLOCK), "emp-104", 0),
        (an_incident(), "emp-105", 0),
        (an_incident(), "emp-104", 10),
        (an_incident("AAAA-AAAA"), "emp-104", 0),
    ],
    ids=["blocked", "somebody else's", "expired", "unknown"],
)
async def test_what_cannot_be_justified(state: State, incident, principal: str, minutes: int):
    await state.refuse(incident)
    at = A_TUESDAY + timedelta(minutes=minutes)
    assert not await state.justify("7Q3F-K2MM", principal, reason="public", at=at, until=at + timedelta(minutes=10))


async def test_a_justified_incident_says_so(state: State):
    await state.refuse(an_incident())
    assert await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=LATER)
    incident = await state.incident("7Q3F-K2MM", "emp-104")
    assert incident is not None
    assert incident.justified
    assert incident.expires == LATER


async def test_each_rule_of_a_coached_incident_is_a_coaching(state: State):
    await state.refuse(an_incident(rules=("respect", "ownership")))
    await state.refuse(an_incident("AAAA-AAAA"))
    await state.refuse(an_incident("BBBB-BBBB", content="other", at=LATER, rules=("respect",)))
    past = await state.begin(an_attempt("asking"))
    assert past.coachings == {"respect": (A_TUESDAY, LATER), "ownership": (A_TUESDAY,)}
    assert (await state.begin(an_attempt("asking", principal="emp-105"))).coachings == {}


async def test_a_blocked_incident_is_no_coaching(state: State):
    await state.refuse(an_incident(action=Action.BLOCK))
    assert (await state.begin(an_attempt("asking"))).coachings == {}


async def test_one_number_never_stands_for_two_contents(state: State):
    await state.refuse(an_incident())
    with pytest.raises(GatepostFault):
        await state.refuse(an_incident(content="other"))
    assert await state.incident("7Q3F-K2MM", "emp-104") == an_incident()
