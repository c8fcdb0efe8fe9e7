import asyncio
from datetime import timedelta
from typing import Any

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Usage
from gatepost.state import Attempt, State, StoredPast, settling
from gatepost.state.settling import Settling
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import an_attempt, posts_today, used


class Unsteady:
    """A state that fails when it is told to: before it does what it is asked, or after."""

    def __init__(self, state: State) -> None:
        self.state, self.gone, self.mute = state, False, False
        self.slow = asyncio.Event()
        self.slow.set()

    async def begin(self, attempt: Attempt) -> StoredPast:
        return await self._call(self.state.begin, attempt)  # type: ignore[no-any-return]  # `_call` is for any method

    async def settle(self, attempt: Attempt, **how: bool) -> None:
        await self._call(self.state.settle, attempt, **how)

    async def _call(self, method: Any, *args: Any, **how: bool) -> Any:
        await self.slow.wait()
        if self.gone:
            raise GatepostFault("it is gone", stage="state", reason="gone")
        answer = await method(*args, **how)
        if self.mute:
            raise GatepostFault("nothing was heard of it", stage="state", reason="slow")
        return answer


@pytest.fixture
def unsteady(state: State) -> Unsteady:
    return Unsteady(state)


@pytest.fixture
def faults() -> list[GatepostFault]:
    return []


@pytest.fixture
def counting(unsteady: Unsteady, faults: list[GatepostFault]) -> Settling:
    return Settling(unsteady, faults.append)  # type: ignore[arg-type]  # only what settling calls


@pytest.mark.parametrize("kept", [True, False])
async def test_what_could_not_be_settled_is_settled_later(
    state: State, unsteady: Unsteady, counting: Settling, faults: list[GatepostFault], kept: bool
):
    await counting.begin(an_attempt())
    unsteady.gone = True
    counting.settle(an_attempt(), kept=kept)
    await counting.catch_up()
    assert [fault.reason for fault in faults] == ["gone"]
    unsteady.gone = False
    assert await posts_today(state) == 1
    await counting.catch_up()
    assert await posts_today(state) == kept
    assert not (await state.begin(an_attempt("r-2", use=None))).holds


@pytest.mark.parametrize("kept", [True, False])
async def test_settling_that_was_done_but_not_answered_is_done_once(
    state: State, unsteady: Unsteady, counting: Settling, kept: bool
):
    await counting.begin(an_attempt())
    unsteady.mute = True
    counting.settle(an_attempt(), kept=kept)
    await counting.catch_up()
    unsteady.mute = False
    await counting.catch_up()
    assert await posts_today(state) == kept


async def test_what_was_taken_is_counted_though_its_hold_lapsed_meanwhile(
    state: State, unsteady: Unsteady, counting: Settling
):
    await counting.begin(an_attempt())
    unsteady.gone = True
    counting.settle(an_attempt(), kept=True)
    await counting.catch_up()
    await state.settle(an_attempt(), kept=False)  # as housekeeping lets go of what lapsed
    unsteady.gone = False
    for _ in range(2):
        await counting.catch_up()
    assert await used(state) == Usage(posts=1, active_minutes=1)


async def test_a_beginning_that_was_done_but_not_answered_is_given_back(
    state: State, unsteady: Unsteady, counting: Settling
):
    unsteady.mute = True
    with pytest.raises(GatepostFault):
        await counting.begin(an_attempt())
    unsteady.mute = False
    assert await posts_today(state) == 1
    await counting.catch_up()
    assert await posts_today(state) == 0


async def test_no_more_waits_than_there_is_room_for_and_the_oldest_lapses(
    state: State, unsteady: Unsteady, counting: Settling, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(settling, "_MOST_WAITING", 2)
    attempts = [an_attempt(f"r-{number}", at=A_TUESDAY + timedelta(minutes=number)) for number in range(3)]
    for attempt in attempts:
        await counting.begin(attempt)
    unsteady.gone = True
    for attempt in attempts:
        counting.settle(attempt, kept=False)
    await counting.catch_up()
    unsteady.gone = False
    await counting.catch_up()
    assert await posts_today(state) == 1


async def test_nobody_waits_for_a_state_that_is_slow_to_settle(state: State, unsteady: Unsteady, counting: Settling):
    await counting.begin(an_attempt())
    answers = asyncio.Event()
    unsteady.slow = answers
    counting.settle(an_attempt(), kept=False)
    await asyncio.sleep(0)
    assert await posts_today(state) == 1
    answers.set()
    await counting.catch_up()
    assert await posts_today(state) == 0
