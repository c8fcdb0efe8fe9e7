from datetime import timedelta
from typing import Any

import pytest

from gatepost.model import Counted, Counts, Usage, Use, Window
from gatepost.state import State, Volume
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import CONTENT, TODAY, an_attempt, an_incident, posts_today, used


async def test_nothing_went_before_the_first_post(state: State):
    past = await state.begin(an_attempt())
    assert past.volume == Volume()
    assert not past.own_time
    assert past.coachings == {}
    assert past.agreement is None
    assert past.incident is None
    assert not past.passes
    assert past.holds


async def test_an_attempt_counts_from_when_it_begins(state: State):
    await state.begin(an_attempt())
    assert await posts_today(state) == 1


async def test_a_post_that_the_platform_took_stays_counted(state: State):
    await state.begin(an_attempt())
    await state.settle(an_attempt(), kept=True)
    assert await posts_today(state) == 1


async def test_a_post_that_did_not_go_out_is_given_back(state: State):
    await state.begin(an_attempt())
    await state.settle(an_attempt(), kept=False)
    assert await posts_today(state) == 0


async def test_settling_twice_counts_once(state: State):
    await state.begin(an_attempt("r-1"))
    await state.begin(an_attempt("r-2"))
    for _ in range(3):
        await state.settle(an_attempt("r-1"), kept=False)
    assert await posts_today(state) == 1


async def test_settling_what_never_began_is_harmless(state: State):
    await state.settle(an_attempt(), kept=False)
    assert await posts_today(state) == 0


async def test_an_attempt_without_a_use_takes_no_place(state: State):
    past = await state.begin(an_attempt(use=None))
    assert not past.holds
    assert await posts_today(state) == 0


async def test_an_attempt_is_not_told_of_its_own_place(state: State):
    await state.begin(an_attempt("r-1"))
    await state.begin(an_attempt("r-2", use=None))
    first = await state.begin(an_attempt("r-2"))
    second = await state.begin(an_attempt("r-2"))
    assert first.volume.usage[Counted(Use.PERSONAL)].posts == second.volume.usage[Counted(Use.PERSONAL)].posts == 1
    assert await posts_today(state) == 2


async def test_uses_are_counted_apart(state: State):
    await state.begin(an_attempt("r-1", use=Use.PROFESSIONAL))
    await state.begin(an_attempt("r-2", use=Use.PERSONAL))
    await state.begin(an_attempt("r-3", use=Use.PERSONAL))
    assert await posts_today(state, Use.PROFESSIONAL) == 1
    assert await posts_today(state, Use.PERSONAL) == 2


@pytest.mark.parametrize("changes", [{"principal": "emp-105"}, {"work_day": TODAY - timedelta(days=1)}])
async def test_other_people_and_other_days_are_counted_apart(state: State, changes: dict[str, Any]):
    await state.begin(an_attempt())
    assert await posts_today(state, **changes) == 0


async def test_platforms_are_counted_together(state: State):
    await state.begin(an_attempt("r-1", platform="x"))
    await state.begin(an_attempt("r-2", platform="reddit"))
    assert await posts_today(state) == 2


async def test_uploads_and_bytes_are_summed(state: State):
    await state.begin(an_attempt("r-1", counts=Counts(weight=0, uploads=1, bytes=500)))
    await state.begin(an_attempt("r-2", counts=Counts(bytes=25)))
    assert await used(state) == Usage(posts=1, uploads=1, bytes=525, active_minutes=1)


async def test_active_minutes_are_minutes_in_which_something_was_posted(state: State):
    for number, second in enumerate((0, 20, 65, 300)):
        await state.begin(an_attempt(f"r-{number}", at=A_TUESDAY + timedelta(seconds=second)))
    assert (await used(state)).active_minutes == 3
    for given_back, left in (("r-1", 3), ("r-3", 2), ("r-0", 1)):
        await state.settle(an_attempt(given_back), kept=False)
        assert (await used(state)).active_minutes == left


async def test_an_hour_slides_by_the_minute(state: State):
    for minute in (0, 1, 30):
        attempt = an_attempt(f"r-{minute}", at=A_TUESDAY + timedelta(minutes=minute))
        await state.begin(attempt)
        await state.settle(attempt, kept=True)
    for minute, posts in ((30, 3), (59, 3), (60, 2), (61, 1), (89, 1), (90, 0)):
        later = A_TUESDAY + timedelta(minutes=minute)
        hour = await used(state, window=Window.HOUR, at=later)
        assert (hour.posts, hour.active_minutes) == (posts, posts)
        assert await posts_today(state, at=later) == 3


async def test_what_was_received_earlier_is_told_of_what_was_counted_before_it(state: State):
    """A post that took long to look into is not let through beside those that overtook it."""
    await state.begin(an_attempt("r-1", at=A_TUESDAY + timedelta(minutes=5)))
    assert (await used(state, window=Window.HOUR)).posts == 1


async def test_a_week_is_this_work_day_and_the_six_before_it(state: State):
    for days in range(9):
        day, at = TODAY - timedelta(days=days), A_TUESDAY - timedelta(days=days)
        attempt = an_attempt(f"r-{days}", work_day=day, at=at, counts=Counts(uploads=1, bytes=100))
        await state.begin(attempt)
        await state.settle(attempt, kept=True)
    week = await used(state, window=Window.WEEK)
    assert week == Usage(posts=7, uploads=7, bytes=700, active_minutes=7)
    assert await posts_today(state) == 1


async def test_what_goes_to_a_group_of_platforms_counts_there_and_over_all(state: State):
    await state.begin(an_attempt("r-1", platform="youtube", groups=("video", "foreign")))
    await state.begin(an_attempt("r-2", platform="x", groups=("foreign",)))
    await state.begin(an_attempt("r-3", platform="reddit"))
    by_group = {group: await used(state, group=group) for group in ("", "video", "foreign", "games")}
    assert {group: usage.posts for group, usage in by_group.items()} == {"": 3, "video": 1, "foreign": 2, "games": 0}
    assert {group: usage.active_minutes for group, usage in by_group.items()} == {
        "": 1,
        "video": 1,
        "foreign": 1,
        "games": 0,
    }
    await state.settle(an_attempt("r-1"), kept=False)
    assert [(await used(state, group=group)).posts for group in ("", "video", "foreign")] == [2, 0, 1]


async def test_what_weighs_less_than_a_post_adds_up_to_posts(state: State):
    for number in range(19):
        await state.begin(an_attempt(f"r-{number}", counts=Counts(weight=10)))
    assert await posts_today(state) == 1
    await state.begin(an_attempt("r-19", counts=Counts(weight=10)))
    assert await posts_today(state) == 2


async def test_a_person_may_ask_what_they_did(state: State):
    await state.begin(an_attempt("r-1", groups=("video",), own_time=1))
    await state.begin(an_attempt("r-2", groups=("video",), own_time=1, at=A_TUESDAY + timedelta(minutes=1)))
    volume = await state.volume_of("emp-104", at=A_TUESDAY + timedelta(minutes=2), work_day=TODAY)
    once = Usage(posts=1, active_minutes=1)
    assert volume.usage == {Counted(Use.PERSONAL, window, group): once for window in Window for group in ("", "video")}
    assert volume.own_used == 1
    assert await state.volume_of("emp-105", at=A_TUESDAY, work_day=TODAY) == Volume()


async def test_minutes_of_own_time_are_used_in_the_order_in_which_they_come(state: State):
    told = []
    for number, second in enumerate((0, 30, 60, 119, 300, 301)):
        past = await state.begin(an_attempt(f"r-{number}", own_time=2, at=A_TUESDAY + timedelta(seconds=second)))
        assert past.holds is not past.own_time
        told.append((past.own_time, past.volume.own_used))
    assert told == [(True, 1), (True, 1), (True, 2), (True, 2), (False, 2), (False, 2)]
    assert await posts_today(state) == 2


async def test_a_minute_of_own_time_stays_used_when_its_post_did_not_go_out(state: State):
    await state.begin(an_attempt("r-1", own_time=1))
    await state.settle(an_attempt("r-1"), kept=False)
    assert not (await state.begin(an_attempt("r-2", own_time=1, at=A_TUESDAY + timedelta(minutes=1)))).own_time


async def test_asking_and_being_told_of_other_days_uses_no_own_time(state: State):
    for day in (TODAY, TODAY + timedelta(days=1)):
        for _ in range(3):
            asked = await state.begin(an_attempt("asking", own_time=1, use=None, work_day=day))
            assert (asked.own_time, asked.volume.own_used) == (True, 0)
        assert (await state.begin(an_attempt(f"r-{day}", own_time=1, work_day=day))).own_time


async def test_content_that_was_counted_in_work_time_uses_no_own_time_when_it_comes_again(state: State):
    await state.begin(an_attempt("r-1", content=CONTENT))
    past = await state.begin(an_attempt("r-2", content=CONTENT, own_time=5))
    assert (past.own_time, past.volume.own_used, past.holds) == (False, 0, True)
    assert await posts_today(state) == 1


async def test_keeping_twice_counts_once(state: State):
    await state.begin(an_attempt())
    for late in (False, False, True):
        await state.settle(an_attempt(), kept=True, late=late)
    assert await posts_today(state) == 1


async def test_what_is_kept_after_its_hold_lapsed_is_counted_after_all(state: State):
    """As when the state was gone from when the post went out until long after the platform had taken it."""
    await state.begin(an_attempt())
    await state.settle(an_attempt(), kept=False)  # what housekeeping does with a lapsed hold
    await state.settle(an_attempt(), kept=True)
    assert await used(state) == Usage()
    for _ in range(2):
        await state.settle(an_attempt(), kept=True, late=True)
    assert await used(state) == Usage(posts=1, active_minutes=1)


async def test_a_retry_of_the_same_content_counts_once(state: State):
    for token in ("r-1", "r-2", "r-3"):
        past = await state.begin(an_attempt(token, content=CONTENT))
        assert past.volume.usage.get(Counted(Use.PERSONAL), Usage()).posts == 0
    assert await posts_today(state) == 1


async def test_a_retry_keeps_the_count_when_the_first_try_failed(state: State):
    first, retry = an_attempt("r-1", content=CONTENT), an_attempt("r-2", content=CONTENT)
    await state.begin(first)
    await state.begin(retry)
    await state.settle(first, kept=False)
    assert await posts_today(state) == 1
    await state.settle(retry, kept=True)
    assert await posts_today(state) == 1


async def test_a_failed_retry_does_not_uncount_what_went_out(state: State):
    first, retry = an_attempt("r-1", content=CONTENT), an_attempt("r-2", content=CONTENT)
    await state.begin(first)
    await state.settle(first, kept=True)
    await state.begin(retry)
    await state.settle(retry, kept=False)
    assert await posts_today(state) == 1


async def test_the_same_content_much_later_is_another_post(state: State):
    await state.begin(an_attempt("r-1", content=CONTENT))
    await state.begin(an_attempt("r-2", content=CONTENT, at=A_TUESDAY + timedelta(minutes=11)))
    assert await posts_today(state) == 2


async def test_the_same_words_on_another_platform_are_another_post(state: State):
    await state.begin(an_attempt("r-1", content=CONTENT))
    await state.begin(an_attempt("r-2", content=CONTENT, platform="reddit"))
    assert await posts_today(state) == 2


async def test_a_justified_content_passes_once(state: State):
    again = an_attempt("r-2", content=CONTENT)
    await state.refuse(an_incident())
    assert not (await state.begin(again)).passes
    until = A_TUESDAY + timedelta(minutes=10)
    assert await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=until)
    past = await state.begin(again)
    assert past.passes
    assert past.holds
    await state.settle(again, kept=True)
    assert not (await state.begin(an_attempt("r-3", content=CONTENT))).passes


@pytest.mark.parametrize(
    "changes",
    [{"content": "other"}, {"platform": "reddit"}, {"account": "@another"}, {"principal": "emp-105"}],
    ids=lambda changes: next(iter(changes)),
)
async def test_a_justification_is_for_one_content_account_platform_and_person(state: State, changes: dict[str, str]):
    await state.refuse(an_incident())
    await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=A_TUESDAY + timedelta(minutes=10))
    assert not (await state.begin(an_attempt("r-2", **({"content": CONTENT} | changes)))).passes


async def test_two_attempts_at_once_do_not_both_pass(state: State):
    await state.refuse(an_incident())
    await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=A_TUESDAY + timedelta(minutes=10))
    assert (await state.begin(an_attempt("r-2", content=CONTENT))).passes
    assert not (await state.begin(an_attempt("r-3", content=CONTENT))).passes
    assert (await state.begin(an_attempt("r-2", content=CONTENT))).passes


async def test_a_passage_that_did_not_go_out_can_be_used_again(state: State):
    await state.refuse(an_incident())
    await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=A_TUESDAY + timedelta(minutes=10))
    await state.begin(an_attempt("r-2", content=CONTENT, use=None))
    await state.settle(an_attempt("r-2"), kept=False)
    assert (await state.begin(an_attempt("r-3", content=CONTENT, use=None))).passes


async def test_a_justification_expires(state: State):
    await state.refuse(an_incident())
    await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=A_TUESDAY + timedelta(minutes=5))
    late = an_attempt("r-2", content=CONTENT, at=A_TUESDAY + timedelta(minutes=5))
    assert not (await state.begin(late)).passes
