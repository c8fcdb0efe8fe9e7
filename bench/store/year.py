"""Payloads -> the journal of a gateway, chained and signed as its own writer does, as fast as hashes are made.

It is written a part at a time, so that a year of five million events never lies on the disk at once beside its index.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, chain
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gatepost.events.chain import genesis, link
from gatepost.events.files import file_name
from gatepost.events.heads import HEAD_EVERY_RECORDS, Head, sign_head
from gatepost.events.journal import FILE_BYTES

_CHAIN = "gateway-1"
_HOURS = (*(1,) * 6, 2, 6, 10, 11, 11, 12, 16, 13, 11, 11, 11, 9, 7, 8, 8, 7, 5, 3)  # how posts fall on those of a day
_WEEKEND = 0.3  # of a work day


class Writer:
    """One chain, of which a part at a time lies in the folder."""

    def __init__(self, folder: Path, key: Ed25519PrivateKey) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._key = folder, key
        self._prev, self._count, self._number = genesis(_CHAIN), 0, 0

    def write(self, payloads: Iterable[bytes], at: datetime) -> None:
        """Add a part, in as many files as it takes; `at` is its day."""
        lines = self._lines(payloads, at)
        for first in lines:
            self._number += 1
            with (self._folder / file_name(_CHAIN, at.date(), self._number)).open("wb") as file:
                size = 0
                for line in chain((first,), lines):
                    size += file.write(line)
                    if size > FILE_BYTES:
                        break

    def remove(self) -> None:
        """What was written is of no more use."""
        for path in self._folder.glob("*.jsonl"):
            path.unlink()

    def _lines(self, payloads: Iterable[bytes], at: datetime) -> Iterator[bytes]:
        for content in payloads:
            yield self._line(content)
            if self._count % HEAD_EVERY_RECORDS == 0:
                yield self._line(sign_head(Head(_CHAIN, self._count, self._prev), at=at, key=self._key))

    def _line(self, content: bytes) -> bytes:
        line, self._prev = link(self._prev, content)
        self._count += 1
        return line


def moments(chance: random.Random, start: datetime, days: int, total: int) -> Iterator[list[datetime]]:
    """The times of so many posts, in order, a list for each day."""
    weights = [1.0 if (start + timedelta(days=day)).weekday() < 5 else _WEEKEND for day in range(days)]
    ends = [round(total * sum_ / sum(weights)) for sum_ in accumulate(weights)]
    for day, (begin, end) in enumerate(zip([0, *ends], ends, strict=False)):
        midnight = start + timedelta(days=day)
        hours = chance.choices(range(24), _HOURS, k=end - begin)
        yield sorted(midnight + timedelta(hours=hour, microseconds=chance.randrange(3_600_000_000)) for hour in hours)
