"""Who is next: so many at a time; of those that wait whoever has least at work now, and then whose last turn is longest ago.

So one person's album keeps the readers busy when nobody else wants them, and never more than a fair share when others wait.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """`places` are how many may be at work at a time."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._at_work = Counter[str]()
        self._last: dict[str, int] = {}  # the number of the latest turn of those who wait or are at work
        self._turn = 0
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Wait for a place, and have it for as long as this lasts."""
        await self._come(who)
        try:
            yield
        finally:
            self._go(who)

    async def _come(self, who: str) -> None:
        if self._free:
            self._take(who)
            return
        called = asyncio.get_running_loop().create_future()
        self._waiting.append((who, called))
        try:
            await called
        except asyncio.CancelledError:
            if called.cancelled():
                self._waiting.remove((who, called))
                self._forget(who)
            else:
                self._go(who)  # it was called in the moment in which it gave up
            raise

    def _take(self, who: str) -> None:
        self._free -= 1
        self._turn += 1
        self._last[who] = self._turn
        self._at_work[who] += 1

    def _go(self, who: str) -> None:
        self._free += 1
        self._at_work[who] -= 1
        if not self._at_work[who]:
            del self._at_work[who]
            self._forget(who)
        if self._waiting:
            next_one, called = min(self._waiting, key=self._rank)
            self._waiting.remove((next_one, called))
            self._take(next_one)
            called.set_result(None)

    def _forget(self, who: str) -> None:
        if not self._at_work[who] and all(waits != who for waits, _ in self._waiting):
            self._last.pop(who, None)

    def _rank(self, waiting: tuple[str, asyncio.Future[None]]) -> tuple[int, int]:
        who, _ = waiting
        return self._at_work[who], self._last.get(who, 0)
