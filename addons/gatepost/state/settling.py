"""Counting through a state that may be slow or gone for a while: what it did not take is kept here and tried again.

Beginning may fail, because the policy says what happens to a post that cannot be counted. Settling must not: it is about
what the platform did already, and nobody waits for it, because a place that is not settled yet counts all the same. What
waits is in memory and bounded; should it be lost with the process, holds lapse, and nothing is counted against a person
that ought not to be. It works the same over every kind of state.
"""

import asyncio
from collections.abc import Callable

from gatepost.errors import GatepostFault
from gatepost.state.base import Attempt, State, StoredPast

_MOST_WAITING = 10_000  # some megabytes; the oldest makes room, and lapses by itself


class Settling:
    """`failed` is told of each settling that had to be put off."""

    def __init__(self, state: State, failed: Callable[[GatepostFault], None]) -> None:
        self._state, self._failed = state, failed
        self._waiting: dict[str, tuple[Attempt, bool]] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def begin(self, attempt: Attempt) -> StoredPast:
        """As the state does it. A beginning that failed may have taken its place all the same, so it is given back."""
        try:
            return await self._state.begin(attempt)
        except GatepostFault:
            self._put_off(attempt, kept=False)
            raise

    def settle(self, attempt: Attempt, *, kept: bool) -> None:
        """Keep what an attempt holds or give it back: at once, while others go on, or when the state works again."""
        task = asyncio.get_running_loop().create_task(self._settle(attempt, kept=kept))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _settle(self, attempt: Attempt, *, kept: bool) -> None:
        try:
            await self._state.settle(attempt, kept=kept)
        except GatepostFault as fault:
            self._put_off(attempt, kept=kept)
            self._failed(fault)

    async def catch_up(self) -> None:
        """Wait for what is under way, and try again what was put off, oldest first, until the state fails again."""
        await asyncio.gather(*self._under_way)
        for token, (attempt, kept) in list(self._waiting.items()):
            try:
                await self._state.settle(attempt, kept=kept, late=True)
            except GatepostFault:
                return
            self._waiting.pop(token, None)
            await asyncio.sleep(0)  # thousands may have waited, and others have something to do

    def _put_off(self, attempt: Attempt, *, kept: bool) -> None:
        if len(self._waiting) >= _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[attempt.token] = (attempt, kept)
