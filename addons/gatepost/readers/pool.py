"""Parts of posts go in, findings come out: the readers of one worker, as the gate sees them.

Each post has one reader at a time, and waits for it no longer than the policy says. Whatever becomes of a reader, each part
gets an answer: what was found, and `uninspectable` where that is not all. The rule to keep: nothing that happens to a reader
is an error of the gate's.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager

from gatepost import metrics
from gatepost.content.expand import uninspectable
from gatepost.model import Finding, Part
from gatepost.pipeline import LookInto
from gatepost.readers.broods import COPIED_IN_LOOP, Brood
from gatepost.readers.orders import Reading
from gatepost.readers.processes import LostReader
from gatepost.readers.turns import Turns
from gatepost.readers.verdicts import Key, Verdicts

LOADING_SECONDS = 60.0

logger = logging.getLogger(__name__)


class Readers:
    """At most `count` at a time, started when they are first wanted. To be used in one event loop."""

    def __init__(self, reading: Reading, count: int) -> None:
        self._reading = reading
        self._brood: Brood | None = None
        self._leaving: list[Brood] = []
        self._turns = Turns(count)
        self._verdicts = Verdicts()

    def start(self) -> None:
        """Have the first reader ready before somebody asks."""
        self._present()

    async def ready(self) -> None:
        """Wait until there is a reader, however long it takes to load. LostReader when there will be none."""
        await self._present().ready()

    async def use(self, reading: Reading) -> None:
        """Read by another policy from now on; what is being read is read to its end. LostReader: all stays as it is."""
        if self._brood is not None:
            brood = Brood(reading)
            try:
                await brood.ready()
            except BaseException:
                brood.end()
                raise
            self._replace(self._brood, brood)
        self._reading, self._verdicts = reading, Verdicts()

    def close(self) -> None:
        """None of them lives on."""
        for brood in (self._brood, *self._leaving):
            if brood is not None:
                brood.end()

    async def look_into(
        self, parts: Sequence[Part], labels: frozenset[str], who: str
    ) -> Mapping[str, tuple[Finding, ...]]:
        """What of these labels is found in each part, by its name. `who` is whose they are."""
        verdicts = self._verdicts
        keys = {part.name: Key(await _digest(part), part.role, labels) for part in parts}
        known = {name: verdicts.of(key, name) for name, key in keys.items()}
        found = {name: findings for name, findings in known.items() if findings is not None}
        unknown = [part for part in parts if part.name not in found]
        metrics.files_read(known=len(found), read=len(unknown))
        if unknown:
            with metrics.timed("read"):
                found |= await self._read(unknown, labels, who)
        for part in unknown:
            verdicts.keep(keys[part.name], part.name, found[part.name])
        return found

    async def _read(self, parts: Sequence[Part], labels: frozenset[str], who: str) -> dict[str, tuple[Finding, ...]]:
        async with AsyncExitStack() as stack:
            try:
                with metrics.queued():
                    async with asyncio.timeout(self._patience()):
                        await stack.enter_async_context(self._turns.turn(who))
                        seat = await stack.enter_async_context(self._present().seat())
            except (TimeoutError, LostReader):
                metrics.reader_lost("none-free")
                return {part.name: (uninspectable("timeout", part.name),) for part in parts}
            return {part.name: await seat.look_into(part, labels) for part in parts}

    def _patience(self) -> float:
        """Who comes while the first of them is still loading is not turned away for that."""
        return self._reading.wait_seconds if self._present().loaded else self._reading.wait_seconds + LOADING_SECONDS

    def _present(self) -> Brood:
        """Those that read now; others in their place where their mother died."""
        if self._brood is None:
            self._brood = Brood(self._reading)
        elif not self._brood.alive:
            metrics.reader_lost("mother")
            logger.error("The process that readers are forked from ended; starting another")
            self._replace(self._brood, Brood(self._reading))
        return self._brood

    def _replace(self, old: Brood, new: Brood) -> None:
        self._brood = new
        self._leaving = [brood for brood in (*self._leaving, old) if not brood.ended]
        old.dismiss()


@contextmanager
def one_reader(reading: Reading) -> Iterator[LookInto]:
    """For a command: one reader, started when there is something to read. LostReader where it cannot be."""
    readers = Readers(reading, 1)

    async def look(parts: Sequence[Part], labels: frozenset[str]) -> Mapping[str, Sequence[Finding]]:
        await readers.ready()
        return await readers.look_into(parts, labels, who="")

    try:
        with asyncio.Runner() as runner:
            yield lambda parts, labels: runner.run(look(parts, labels)) if parts else {}
    finally:
        readers.close()


async def _digest(part: Part) -> str:
    if part.size <= COPIED_IN_LOOP:
        return part.sha256
    return await asyncio.to_thread(lambda: part.sha256)
