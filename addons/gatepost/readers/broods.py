"""A mother with her readers: those that read, and those that wait to be asked.

When the policy changes there are two for a while: the old one goes when the last of her readers is done. The rule to keep:
a reader that was not given back in order is ended here, whatever the reason.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import FileIO
from typing import BinaryIO

from gatepost import metrics
from gatepost.content.expand import uninspectable
from gatepost.model import FiledPart, Finding, Part
from gatepost.readers import wire
from gatepost.readers.orders import Reading
from gatepost.readers.processes import Child, LostReader, Mother, in_memory

MOST_POSTS = 200  # of one reader: what libraries leave behind in it goes with it
GRACE_SECONDS = 2.0  # a reader keeps its time by itself; one that does not is ended this much later
COPIED_IN_LOOP = 256 * 1024  # bytes; longer ones are copied beside the event loop


class Brood:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.mother = Mother(reading.orders)
        self._idle: list[Child] = []
        self._busy = 0
        self._wanted = True
        self.ended = False
        self.loaded = False  # whether there has been a reader

    @property
    def alive(self) -> bool:
        return self.mother.alive

    async def ready(self) -> None:
        """Wait until there is a reader. LostReader when there will be none."""
        if not self._idle:
            self._idle.append(await self.child())

    @asynccontextmanager
    async def seat(self) -> AsyncIterator["Seat"]:
        """A reader for one post. LostReader when there is none to be had."""
        self._busy += 1
        seat = Seat(self)
        try:
            await seat.take()
            yield seat
        finally:
            self._busy -= 1
            seat.leave()
            self._perhaps_end()

    async def child(self) -> Child:
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                return child
            child.end()
        child = await self.mother.child()
        self.loaded = True
        return child

    def give_back(self, child: Child) -> None:
        if child.asked < MOST_POSTS and self._wanted:
            self._idle.append(child)
        else:
            child.end()

    def dismiss(self) -> None:
        """No longer wanted: it ends when nothing is read any more."""
        self._wanted = False
        self._perhaps_end()

    def _perhaps_end(self) -> None:
        if not self._wanted and not self._busy:
            self.end()

    def end(self) -> None:
        """At once, whoever is still reading."""
        self.ended = True
        while self._idle:
            self._idle.pop().end()
        self.mother.end()


async def open_content(part: Part) -> BinaryIO:
    """The bytes of a part as a file for a reader; what is in a file already stays there, and can only be read."""
    if isinstance(part, FiledPart):
        return FileIO(f"/proc/self/fd/{part.file.fileno()}", "rb")
    if len(part.data) <= COPIED_IN_LOOP:
        return in_memory(part.data)
    return await asyncio.to_thread(in_memory, part.data)


class Seat:
    """One post's reader, and another in its place where it is lost."""

    def __init__(self, brood: Brood) -> None:
        self._brood = brood
        self._child: Child | None = None
        self._first = True
        self._until = asyncio.get_running_loop().time() + brood.reading.orders.post.seconds + GRACE_SECONDS

    async def take(self) -> None:
        self._child = await self._brood.child()

    def leave(self) -> None:
        if self._child:
            self._brood.give_back(self._child)

    async def look_into(self, part: Part, labels: frozenset[str]) -> tuple[Finding, ...]:
        """What is found in one part of the post, and `uninspectable` where its reader is lost over it."""
        findings: list[Finding] = []
        try:
            async with asyncio.timeout_at(self._until):
                child = await self._hand()
                async with asyncio.timeout(self._brood.reading.orders.part.seconds + GRACE_SECONDS):
                    await self._ask(child, part, labels, findings)
        except TimeoutError:
            metrics.reader_lost("timeout")
            findings.append(uninspectable("timeout", part.name))
        except LostReader as lost:
            metrics.reader_lost(lost.reason)
            findings.append(uninspectable("corrupt", part.name))
        return tuple(findings)

    async def _hand(self) -> Child:
        """The reader, out of the seat; another in its place where it was lost."""
        child, self._child = self._child, None
        return child or await self._brood.child()

    async def _ask(self, child: Child, part: Part, labels: frozenset[str], findings: list[Finding]) -> None:
        """Ask the reader; it is put back into the seat only when it has answered to the end."""
        try:
            with await open_content(part) as content:
                ask = wire.Ask(part=part.name, role=part.role, labels=labels, first=self._first)
                await child.ask(ask, content.fileno(), findings.append)
            self._child, self._first = child, False
        finally:
            if self._child is None:
                self._first = True
                child.end()
