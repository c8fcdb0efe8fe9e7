"""Who is next: so many at a time, and of those that wait whoever has least at work now.

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
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Wait for a place, and have it for as long as this lasts."""
        await self._come(who)
        try:
            yield
        finally:
            self._go(who)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

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
            else:
                self._go(who)  # it was called in the moment in which it gave up
            raise

    def _take(self, who: str) -> None:
        self._free -= 1
        self._at_work[who] += 1

    def _go(self, who: str) -> None:
        self._free += 1
        self._at_work[who] -= 1
        if not self._at_work[who]:
            del self._at_work[who]
        if self._waiting:
            place = min(range(len(self._waiting)), key=lambda at: self._at_work[self._waiting[at][0]])
            next_one, called = self._waiting.pop(place)
            self._take(next_one)
            called.set_result(None)
