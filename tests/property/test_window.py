"""Whatever is begun, kept and given back: the counts are those of a list of posts that is gone through each time."""

import asyncio
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gatepost.model import Counted, Counts, Usage, Use, Window
from gatepost.state import Attempt, State, Volume, open_state
from gatepost.state.base import RETRY_WINDOW
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.state.memory import an_attempt

steps = st.lists(
    st.builds(
        lambda content, minutes, use, counts, groups, kept: (content, minutes, use, counts, groups, kept),
        st.integers(0, 4),
        st.sampled_from([0, 1, 9, 10, 50, 59, 60, 1440, 8640]),
        st.sampled_from([Use.PERSONAL, Use.PROFESSIONAL]),
        st.builds(Counts, weight=st.sampled_from([100, 10]), uploads=st.integers(0, 1), bytes=st.integers(0, 2**40)),
        st.sampled_from([(), ("video",), ("video", "news")]),
        st.sampled_from([True, True, False, None]),
    ),
    max_size=8,
)


@dataclass(frozen=True)
class Written:
    """One post, as somebody would write it down; `kept` is None while the platform has not answered."""

    first: Attempt
    attempts: tuple[tuple[str, bool | None], ...]

    @property
    def counts(self) -> bool:
        return any(kept is not False for _, kept in self.attempts)


@given(steps)
def test_counts_are_those_of_a_list_of_posts(steps: list[tuple]):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compared(Path(folder), steps))


async def _compared(folder: Path, steps: list[tuple]) -> None:
    state = open_state("sqlite://", folder, FakeClock())
    try:
        await _gone_through(state, steps)
    finally:
        await state.close()


async def _gone_through(state: State, steps: list[tuple]) -> None:
    written: list[Written] = []
    now = A_TUESDAY
    for number, (content, minutes, use, counts, groups, kept) in enumerate(steps):
        now += timedelta(minutes=minutes)
        attempt = an_attempt(
            f"r-{number}", content=f"{content}", at=now, work_day=now.date(), use=use, counts=counts, groups=groups
        )
        others = [one for one in written if not _is_again(attempt, one)]
        assert _something((await state.begin(attempt)).volume) == _usage(others, now)
        written = _with(written, attempt, None)
        if kept is not None:
            await state.settle(attempt, kept=kept)
            written = _with(written, attempt, kept)
        await _told(state, written, now)


async def _told(state: State, written: list[Written], now: datetime) -> None:
    volume = await state.volume_of("emp-104", at=now, work_day=now.date())
    assert _something(volume) == _usage(written, now)


def _something(volume: Volume) -> Mapping[Counted, Usage]:
    return {what: usage for what, usage in volume.usage.items() if usage != Usage()}


def _is_again(attempt: Attempt, one: Written) -> bool:
    return one.counts and one.first.content == attempt.content and attempt.at - one.first.at < RETRY_WINDOW


def _with(written: list[Written], attempt: Attempt, kept: bool | None) -> list[Written]:
    again = next(
        (one for one in reversed(written) if attempt.token in dict(one.attempts) or _is_again(attempt, one)), None
    )
    if again is None:
        return [*written, Written(attempt, ((attempt.token, kept),))]
    attempts = tuple((dict(again.attempts) | {attempt.token: kept}).items())
    return [replace(one, attempts=attempts) if one is again else one for one in written]


def _usage(written: Iterable[Written], now: datetime) -> Mapping[Counted, Usage]:
    posts = [one.first for one in written if one.counts]
    within = {
        Window.HOUR: [post for post in posts if _minute(post.at) > _minute(now) - 60],
        Window.DAY: [post for post in posts if post.work_day == now.date()],
        Window.WEEK: [post for post in posts if now.date() - post.work_day < timedelta(days=7)],
    }
    summed = {
        Counted(use, window, group): _sum([post for post in found if post.use is use and group in ("", *post.groups)])
        for window, found in within.items()
        for use in (Use.PERSONAL, Use.PROFESSIONAL)
        for group in ("", "video", "news")
    }
    return {what: usage for what, usage in summed.items() if usage != Usage()}


def _sum(posts: list[Attempt]) -> Usage:
    return Usage(
        posts=sum(post.counts.weight for post in posts) // 100,
        uploads=sum(post.counts.uploads for post in posts),
        bytes=sum(post.counts.bytes for post in posts),
        active_minutes=len({_minute(post.at) for post in posts}),
    )


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
