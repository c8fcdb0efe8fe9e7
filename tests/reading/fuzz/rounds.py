"""A round of fuzzing: so many damaged files to children, in so many threads, until the time is over; and what came of it.

Children may die, and are counted by what they died of. The rule to keep: each file has an answer, and an exception out of the
reader is a mistake of ours.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.corpora.files.corpus import seeds
from tests.reading.children import Answer, Child
from tests.reading.fuzz.mutating import LONGEST, mutated

SECONDS = 2.0  # that one file may take
_KEPT = 3  # files of each signature


@dataclass(kw_only=True)
class Tally:
    """What came of the files so far."""

    files: int = 0
    clean: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    died: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)  # of libraries and ours, told as corrupt
    slowest: tuple[float, int] = (0, 0)
    largest: tuple[float, int] = (0, 0)

    def add(self, number: int, answer: Answer) -> None:
        self.files += 1
        self.clean += answer.clean
        self.unseen.update(answer.unseen)
        self.hidden.update(answer.hidden)
        self.died.update(filter(None, [answer.died]))
        self.raised.update(filter(None, [answer.raised]))
        self.slowest = max(self.slowest, (answer.seconds, number))
        self.largest = max(self.largest, (answer.megabytes, number))


def small_seeds() -> Sequence[bytes]:
    return [data for _, data in seeds() if len(data) <= LONGEST]


def fuzz(inputs: int, seconds: float, *, start: int = 0, children: int = 1, keep: Path | None = None) -> Tally:
    """Files from number `start` on. What killed a child, or got through the reader, is kept in the folder."""
    tally, files, numbers = Tally(), small_seeds(), count(start)
    until, last = time.monotonic() + seconds, start + inputs

    def work() -> None:
        child = Child()
        try:
            while (number := next(numbers)) < last and time.monotonic() < until:
                data = mutated(number, files)
                answer = child.ask(data, SECONDS)
                tally.add(number, answer)
                if keep is not None and (answer.died or answer.raised):
                    _keep(keep, number, data, answer.died or answer.raised)
        finally:
            child.close()

    with ThreadPoolExecutor(children) as threads:
        for done in [threads.submit(work) for _ in range(children)]:
            done.result()
    return tally


def _keep(folder: Path, number: int, data: bytes, signature: str) -> None:
    """A few files of each signature, in a folder of its own with the signature in words beside them."""
    place = folder / hashlib.sha256(signature.encode()).hexdigest()[:12]
    place.mkdir(parents=True, exist_ok=True)
    (place / "signature.txt").write_text(f"{signature}\n", encoding="utf-8")
    if len(list(place.iterdir())) <= _KEPT:
        (place / f"{number}.bin").write_bytes(data)
