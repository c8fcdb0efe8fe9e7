from datetime import timedelta
from typing import Any

import pytest

from gatepost.model import Usage, Use
from gatepost.state import State
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import CONTENT, TODAY, an_attempt, an_incident, posts_today


async def test_nothing_went_before_the_first_post(state: State):
    past = await state.begin(an_attempt())
    assert past.usage == {}
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
    assert first.usage[Use.PERSONAL].posts == second.usage[Use.PERSONAL].posts == 1
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
    await state.begin(an_attempt("r-1", counts=Usage(uploads=1, bytes=500)))
    await state.begin(an_attempt("r-2", counts=Usage(posts=1, bytes=25)))
    past = await state.begin(an_attempt("asking", use=None))
    assert past.usage[Use.PERSONAL] == Usage(posts=1, uploads=1, bytes=525, active_minutes=1)


async def test_active_minutes_are_minutes_in_which_something_was_posted(state: State):
    for number, second in enumerate((0, 20, 65, 300)):
        await state.begin(an_attempt(f"r-{number}", at=A_TUESDAY + timedelta(seconds=second)))
    past = await state.begin(an_attempt("asking", use=None))
    assert past.usage[Use.PERSONAL].active_minutes == 3
    await state.settle(an_attempt("r-3"), kept=False)
    past = await state.begin(an_attempt("asking", use=None))
    assert past.usage[Use.PERSONAL].active_minutes == 2


async def test_a_retry_of_the_same_content_counts_once(state: State):
    for token in ("r-1", "r-2", "r-3"):
        past = await state.begin(an_attempt(token, content=CONTENT))
        assert past.usage.get(Use.PERSONAL, Usage()).posts == 0
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
