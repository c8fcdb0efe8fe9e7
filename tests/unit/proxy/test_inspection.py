"""One post on its way through the gate: recorded before it is answered, counted when it was taken, coached once."""

from datetime import timedelta

import pytest

from gatepost.errors import GatepostFault
from gatepost.identity.accounts import session_key
from gatepost.model import Activity, Use, Window
from gatepost.policy.agency import Threads
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.inspection import Before
from gatepost.proxy.pauses import Pause, write_pauses
from gatepost.testing import FakeClock, a_finding, a_principal
from gatepost.usage.calendar import work_day
from gatepost.worktime import WorkTime
from tests.proxy.gateways import CLEAN, COACHED, MARKED, number_in, observe, records, weighed, with_policy

PERSON = a_principal()
SWEARING = a_finding("profanity:strong")


async def posts_today(gateway: Gateway) -> int:
    """The posts of the person that count by now, over all uses, when all is settled that can be."""
    await gateway.counting.catch_up()
    now = gateway.clock.now()
    day = work_day(gateway.policy.calendar, PERSON, now)
    volume = await gateway.state.volume_of(PERSON.id, at=now, work_day=day)
    return sum(usage.posts for counted, usage in volume.usage.items() if counted.window is Window.DAY)


async def test_a_clean_post_goes_on_and_is_on_record(gateway: Gateway):
    verdict = await weighed(gateway)
    assert verdict.response is None
    (event,) = records(gateway, "decision")
    assert (event["action"], event["outcome"], event["id"]) == ("log", "forwarded", verdict.passage.event_id)


async def test_a_marked_post_is_refused_and_on_record_under_the_number_it_is_told(gateway: Gateway):
    verdict = await weighed(gateway, MARKED)
    assert verdict.response
    assert verdict.response.status == 403
    (event,) = records(gateway, "decision")
    assert (event["action"], event["outcome"], event["enforced"]) == ("block", "refused", True)
    assert event["number"] == number_in(verdict)


async def test_a_post_counts_from_when_it_is_let_through(gateway: Gateway):
    """So that two at once cannot both be the last that is allowed."""
    verdict = await weighed(gateway)
    assert verdict.passage.holds
    assert await posts_today(gateway) == 1


@pytest.mark.parametrize(("kept", "counted"), [(True, 1), (False, 0)])
async def test_what_the_platform_did_not_take_is_given_back(gateway: Gateway, kept: bool, counted: int):
    verdict = await weighed(gateway)
    await gateway.state.settle(verdict.passage.attempt, kept=kept)
    assert await posts_today(gateway) == counted


async def test_what_is_refused_does_not_count(gateway: Gateway):
    assert not (await weighed(gateway, MARKED)).passage.holds
    assert await posts_today(gateway) == 0


@pytest.mark.parametrize("activity", [Activity.MESSAGE, Activity.DRAFT, Activity.DELETE])
async def test_what_is_no_post_does_not_count(gateway: Gateway, activity: Activity):
    await weighed(gateway, activity=activity)
    assert await posts_today(gateway) == 0


async def test_the_same_content_again_is_an_attempt_of_one_incident(gateway: Gateway, clock: FakeClock):
    first = await weighed(gateway, MARKED)
    clock.advance(timedelta(minutes=2))
    second = await weighed(gateway, MARKED)
    assert number_in(second) == number_in(first)
    (decision,) = records(gateway, "decision")
    (outcome,) = records(gateway, "outcome")
    assert (outcome["about"], outcome["attempts"]) == (decision["id"], 2)


async def test_other_content_is_another_incident(gateway: Gateway):
    assert number_in(await weighed(gateway, MARKED)) != number_in(await weighed(gateway, MARKED + " of June"))
    assert len(records(gateway, "decision")) == 2


async def test_the_same_content_long_after_is_another_incident(gateway: Gateway, clock: FakeClock):
    first = number_in(await weighed(gateway, MARKED))
    clock.advance(gateway.policy.repeat_window + gateway.policy.coaching.window + timedelta(seconds=1))
    assert number_in(await weighed(gateway, MARKED)) != first


async def justify(gateway: Gateway, number: str) -> bool:
    now = gateway.clock.now()
    until = now + gateway.policy.coaching.window
    return await gateway.state.justify(number, PERSON.id, reason="public", at=now, until=until)


async def test_justified_content_passes_once(gateway: Gateway):
    coached = await weighed(gateway, COACHED)
    number = number_in(coached)
    assert await justify(gateway, number)
    passing = await weighed(gateway, COACHED)
    assert passing.response is None
    event = records(gateway, "decision")[-1]
    assert (event["outcome"], event["justification"]) == ("justified", {"incident": number})
    await gateway.state.settle(passing.passage.attempt, kept=True)
    assert await posts_today(gateway) == 1


async def test_a_passage_that_did_not_get_through_may_be_tried_again(gateway: Gateway):
    assert await justify(gateway, number_in(await weighed(gateway, COACHED)))
    first = await weighed(gateway, COACHED)
    await gateway.state.settle(first.passage.attempt, kept=False)
    assert (await weighed(gateway, COACHED)).response is None


async def test_what_is_blocked_cannot_be_justified(gateway: Gateway):
    assert not await justify(gateway, number_in(await weighed(gateway, MARKED)))
    assert (await weighed(gateway, MARKED)).response


async def test_an_official_account_is_known_as_such(gateway: Gateway):
    await weighed(gateway, account="@StatCan_eng")
    (event,) = records(gateway, "decision")
    assert event["use"] == Use.OFFICIAL


async def test_the_account_of_a_session_is_told_from_its_earlier_answers(gateway: Gateway):
    secret = "a-session-cookie"
    await gateway.state.remember_session("x", session_key(secret, gateway.keys.sessions, "x"), "77", "@StatCan_eng")
    await weighed(gateway, account="", cookie=f"auth_token={secret}")
    assert records(gateway, "decision")[0]["use"] == Use.OFFICIAL


async def test_in_observe_mode_nothing_is_refused_and_the_record_says_so(gateway: Gateway):
    observe(gateway)
    assert (await weighed(gateway, MARKED)).response is None
    (event,) = records(gateway, "decision")
    assert (event["action"], event["enforced"], event["outcome"]) == ("block", False, "observed")


@pytest.mark.parametrize(("scope", "name"), [("all", ""), ("platform", "x"), ("rule", "confidentiality-markings")])
async def test_what_is_paused_refuses_nothing_and_the_record_says_so(gateway: Gateway, scope: str, name: str):
    until = gateway.clock.now() + timedelta(hours=1)
    write_pauses(gateway.settings.var, [Pause(scope=scope, name=name, until=until, reason="a trial")])
    gateway.look_at_pauses()
    assert (await weighed(gateway, MARKED)).response is None
    (event,) = records(gateway, "decision")
    assert event["enforced"] is False


async def test_what_cannot_be_recorded_is_neither_answered_nor_forwarded(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
):
    def full(_: object) -> None:
        raise GatepostFault("no space", stage="journal", reason="full")

    monkeypatch.setattr(gateway.journal, "append", full)
    with pytest.raises(GatepostFault):
        await weighed(gateway)


async def test_a_fault_of_ours_does_not_count_against_the_person(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> None:
        raise GatepostFault("no space", stage="journal", reason="full")

    with monkeypatch.context() as patch:
        patch.setattr(gateway.journal, "append", full)
        with pytest.raises(GatepostFault):
            await weighed(gateway)
    assert await posts_today(gateway) == 0


async def test_a_strict_journal_has_it_on_the_disk_first(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    with_policy(gateway, journal="strict")
    waited = []

    async def durable(event: object) -> None:
        waited.append(event)

    monkeypatch.setattr(gateway.journal, "append_durable", durable)
    await weighed(gateway)
    assert len(waited) == 1


async def test_what_is_split_over_posts_is_refused_where_it_comes_together(gateway: Gateway, clock: FakeClock):
    assert (await weighed(gateway, "PROTEC")).response is None
    clock.advance(timedelta(minutes=9))
    assert (await weighed(gateway, "TED B")).response
    (event,) = [one for one in records(gateway, "decision") if one["action"] == "block"]
    (finding,) = event["findings"]
    assert finding["details"] == {"stands": "alone", "thread": "2"}
    assert "PROTEC" not in str(event)


async def test_it_is_read_over_three_posts_of_one_person(gateway: Gateway):
    for text in ("Her SIN is 046", "454"):
        assert (await weighed(gateway, text)).response is None
    assert (await weighed(gateway, "286", principal=a_principal(id="emp-105"))).response is None
    assert (await weighed(gateway, "286")).response


async def test_after_the_window_posts_are_judged_apart(gateway: Gateway, clock: FakeClock):
    await weighed(gateway, "PROTEC")
    clock.advance(gateway.policy.threads.window)
    assert (await weighed(gateway, "TED B")).response is None


async def test_nobody_is_haunted_by_what_was_refused(gateway: Gateway):
    await weighed(gateway, "PROTEC")
    assert (await weighed(gateway, "TED B")).response
    assert (await weighed(gateway, "Lovely fog over the canal")).response is None
    await weighed(gateway, "Fuck this fog, password:")
    assert (await weighed(gateway, "Tr4vers-Lichen-0917!")).response is None


async def test_a_private_message_is_neither_held_nor_read_with_others(gateway: Gateway):
    await weighed(gateway, "PROTEC", activity=Activity.MESSAGE)
    assert len(gateway.recent) == 0
    await weighed(gateway, "PROTEC")
    assert (await weighed(gateway, "TED B", activity=Activity.MESSAGE)).response is None


async def test_a_retry_is_not_read_with_itself(gateway: Gateway):
    for _ in range(3):
        assert (await weighed(gateway, "046 454 286")).response is None
    assert len(gateway.recent) == 1


async def test_what_was_not_decided_is_not_held(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> None:
        raise GatepostFault("no space", stage="journal", reason="full")

    monkeypatch.setattr(gateway.journal, "append", full)
    with pytest.raises(GatepostFault):
        await weighed(gateway, "PROTEC")
    assert len(gateway.recent) == 0


async def test_what_is_held_goes_with_its_window_or_with_the_policy_that_held_it(gateway: Gateway, clock: FakeClock):
    await weighed(gateway, "PROTEC")
    gateway.forget_posts()
    assert len(gateway.recent) == 1
    clock.advance(gateway.policy.threads.window)
    gateway.forget_posts()
    assert len(gateway.recent) == 0
    await weighed(gateway, "PROTEC")
    with_policy(gateway, threads=Threads(labels=frozenset()))
    gateway.forget_posts()
    assert len(gateway.recent) == 0


@pytest.mark.parametrize(
    ("before", "text", "goes_on"),
    [
        (Before(findings=(SWEARING,)), CLEAN, False),
        (Before(findings=(SWEARING,), justified=True), CLEAN, True),
        (Before(findings=(SWEARING,), justified=True), COACHED, False),
        (Before(findings=(a_finding(),), justified=True), CLEAN, False),
        (Before(findings=(a_finding("profanity:mild"),)), CLEAN, True),
    ],
    ids=["not justified", "justified", "but not the words", "but never a block", "nothing to justify"],
)
async def test_what_was_found_in_an_upload_counts_in_its_post(
    gateway: Gateway, before: Before, text: str, *, goes_on: bool
):
    verdict = await weighed(gateway, text, before=before, media=("77",))
    assert (verdict.response is None) is goes_on
    assert set(before.findings) <= set(verdict.judged.findings)


async def test_minutes_of_own_time_are_not_work_and_do_not_count(gateway: Gateway, clock: FakeClock):
    own = a_principal(work=WorkTime(own_time=1))
    for minute, (work_time, counted) in enumerate([(False, 0), (True, 1)]):
        verdict = await weighed(gateway, f"The fog, minute {minute}", principal=own)
        assert records(gateway, "decision")[-1]["work_time"] is work_time
        assert verdict.passage.holds is work_time
        assert await posts_today(gateway) == counted
        clock.advance(timedelta(minutes=1))


async def test_a_post_that_the_state_could_not_be_told_of_is_counted_when_it_is_back(gateway: Gateway):
    verdict = await weighed(gateway)
    file = gateway.settings.var / "state.sqlite3"
    file.rename(file.with_suffix(".away"))
    gateway.counting.settle(verdict.passage.attempt, kept=False)
    await gateway.counting.catch_up()
    (fault,) = records(gateway, "fault")
    assert (fault["stage"], fault["reason"], fault["outcome"]) == ("state", "gone", "failed-open")
    file.with_suffix(".away").rename(file)
    await gateway.look_at_state()  # as it does every second: the file that was made meanwhile is let go of
    assert await posts_today(gateway) == 0
