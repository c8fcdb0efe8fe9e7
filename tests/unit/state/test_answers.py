"""What people answer to a refusal, and what they were told of it."""

from datetime import timedelta

import pytest

from gatepost.model import Action
from gatepost.state import State
from gatepost.state.coaching import INCIDENTS_SHOWN
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import CONTENT, an_attempt, an_incident

NUMBER, OTHER = "7Q3F-K2MM", "AAAA-AAAA"
ME, SOMEBODY = "emp-104", "emp-105"
SOON, LATER = A_TUESDAY + timedelta(minutes=5), A_TUESDAY + timedelta(minutes=10)


async def justify(state: State, number: str = NUMBER, *, reason: str = "public") -> bool:
    return await state.justify(number, ME, reason=reason, at=SOON, until=LATER)


async def test_an_incident_comes_back_as_it_was_told(state: State):
    told = an_incident(
        rules=("respect", "privacy"),
        notices=("respect", "privacy"),
        found=(("coarse language", "un langage grossier", "text", "texte"),),
        told=False,
    )
    await state.refuse(told)
    assert await state.incident(NUMBER, ME) == told
    assert (await state.begin(an_attempt(content=CONTENT))).incident == told


async def test_an_incident_can_be_read_after_it_expired(state: State):
    await state.refuse(an_incident())
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.asks_at(SOON)
    assert not incident.open_at(LATER)


async def test_a_person_has_their_own_incidents_newest_first(state: State):
    await state.refuse(an_incident())
    await state.refuse(an_incident("BBBB-BBBB", principal=SOMEBODY, at=SOON))
    await state.refuse(an_incident(OTHER, content="other", at=SOON, platform="reddit"))
    assert [incident.number for incident in await state.incidents_of(ME)] == [OTHER, NUMBER]
    assert await state.incidents_of("emp-106") == ()


async def test_no_more_incidents_are_listed_than_a_page_shows(state: State):
    for count in range(INCIDENTS_SHOWN + 1):
        at = A_TUESDAY + timedelta(seconds=count)
        await state.refuse(an_incident(f"N{count}", content=f"{count}", at=at))
    listed = await state.incidents_of(ME)
    assert (len(listed), listed[0].number) == (INCIDENTS_SHOWN, f"N{INCIDENTS_SHOWN}")


async def test_the_reason_that_was_given_is_remembered(state: State):
    await state.refuse(an_incident())
    assert await justify(state, reason="public: it is in the Daily")
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert (incident.answer, incident.reason) == ("justified", "public: it is in the Daily")
    assert incident.justified
    assert not incident.asks_at(SOON)


async def test_what_was_justified_is_not_justified_again(state: State):
    await state.refuse(an_incident())
    assert await justify(state)
    assert not await justify(state, reason="approved")
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.reason == "public"


async def test_what_passed_is_over(state: State):
    await state.refuse(an_incident())
    await justify(state)
    attempt = an_attempt(content=CONTENT, at=SOON)
    assert (await state.begin(attempt)).passes
    await state.settle(attempt, kept=True)
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.over
    assert not incident.open_at(SOON)


async def test_a_person_goes_back_once_and_may_change_their_mind(state: State):
    await state.refuse(an_incident())
    assert await state.go_back(NUMBER, ME, at=SOON)
    assert not await state.go_back(NUMBER, ME, at=SOON)
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.answer == "back"
    assert await justify(state)


@pytest.mark.parametrize(
    ("incident", "principal", "at"),
    [
        (an_incident(action=Action.BLOCK), ME, SOON),
        (an_incident(), SOMEBODY, SOON),
        (an_incident(), ME, LATER),
        (an_incident(OTHER), ME, SOON),
    ],
    ids=["blocked", "another's", "expired", "unknown"],
)
async def test_nothing_to_go_back_from(state: State, incident, principal: str, at):
    await state.refuse(incident)
    assert not await state.go_back(NUMBER, principal, at=at)


async def test_who_justified_does_not_go_back_any_more(state: State):
    await state.refuse(an_incident())
    await justify(state)
    assert not await state.go_back(NUMBER, ME, at=SOON)


async def test_a_mistake_is_reported_once_and_by_its_person_alone(state: State):
    await state.refuse(an_incident(action=Action.BLOCK))
    assert not await state.report_mistake(NUMBER, SOMEBODY)
    assert await state.report_mistake(NUMBER, ME)
    assert not await state.report_mistake(NUMBER, ME)
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.reported


async def test_a_mistake_can_be_reported_whatever_was_answered(state: State):
    await state.refuse(an_incident())
    await justify(state)
    assert await state.report_mistake(NUMBER, ME)
    incident = await state.incident(NUMBER, ME)
    assert incident
    assert incident.justified


async def test_a_person_is_told_once_of_all_that_they_were_not_told_of(state: State):
    await state.refuse(an_incident(told=False))
    await state.refuse(an_incident(OTHER, content="other", at=SOON, told=False))
    newest = await state.untold(ME, "x", at=SOON)
    assert newest
    assert newest.number == OTHER
    assert await state.untold(ME, "x", at=SOON) is None


@pytest.mark.parametrize(
    ("changes", "principal", "platform", "at"),
    [
        ({"told": True}, ME, "x", SOON),
        ({}, SOMEBODY, "x", SOON),
        ({}, ME, "reddit", SOON),
        ({}, ME, "x", LATER),
    ],
    ids=["told", "another's", "another platform", "expired"],
)
async def test_of_what_nobody_is_told(state: State, changes, principal: str, platform: str, at):
    await state.refuse(an_incident(**{"told": False} | changes))
    assert await state.untold(principal, platform, at=at) is None


async def test_who_answered_was_told(state: State):
    await state.refuse(an_incident(told=False))
    await state.go_back(NUMBER, ME, at=SOON)
    assert await state.untold(ME, "x", at=SOON) is None


async def test_who_read_the_notice_was_told(state: State):
    await state.refuse(an_incident(told=False))
    await state.tell(NUMBER, SOMEBODY)
    await state.tell(NUMBER, ME)
    assert await state.untold(ME, "x", at=SOON) is None


async def test_another_attempt_tells_nobody_again(state: State):
    await state.refuse(an_incident(told=False))
    await state.untold(ME, "x", at=SOON)
    await state.refuse(an_incident(OTHER, told=False))
    assert await state.untold(ME, "x", at=SOON) is None


async def test_what_nobody_answered_lapses_once(state: State):
    await state.refuse(an_incident())
    await state.refuse(an_incident(OTHER, content="other", action=Action.BLOCK))
    assert await state.lapsed(at=SOON) == ()
    (lapsed,) = await state.lapsed(at=LATER)
    assert (lapsed.number, lapsed.answer) == (NUMBER, "lapsed")
    assert await state.lapsed(at=LATER) == ()


async def test_what_was_answered_does_not_lapse(state: State):
    await state.refuse(an_incident())
    await state.refuse(an_incident(OTHER, content="other"))
    await justify(state)
    await state.go_back(OTHER, ME, at=SOON)
    assert await state.lapsed(at=LATER + timedelta(days=1)) == ()
