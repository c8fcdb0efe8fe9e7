"""What may be spent on a file before the rest of it counts as not seen: bytes, pages, frames, depth, time.

A file is a stranger's, and a small one may ask for a day and all memory. So whatever a reader makes of it is paid for
before it is made; a spent budget ends that part as `uninspectable`, and what was found until then stands. The rule to
keep: pay first, and in the smallest pieces that there are.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

from gatepost.errors import GatepostError


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How much of each there is: for one part of a post, or for all parts of it together."""

    inflated: int  # bytes that come out of something packed
    characters: int
    pages: int  # of documents; sheets and slides are pages
    frames: int  # of films and animated pictures that are looked at
    files: int  # in archives, mails and documents
    pixels: int  # of one picture, and of all together twenty times as many
    depth: int  # files within files
    seconds: float


class Unreadable(GatepostError):
    """A file, or what is left of it, cannot be read; `reason` is a value of the label `uninspectable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Budget:
    """What is left of an allowance. What one part spends is spent of the post's as well (`within`).

    `now` says how many seconds have passed since some moment. All methods raise Unreadable where there is not enough left,
    with `too-large`, or `timeout` where it is time.
    """

    def __init__(self, allowance: Allowance, now: Callable[[], float], within: "Budget | None" = None) -> None:
        self.allowance = allowance
        self._now, self._within = now, within
        self._until = now() + allowance.seconds
        self._left = {field.name: getattr(allowance, field.name) for field in fields(allowance)}
        self._left["pixels"] *= _PICTURES

    def inflate(self, size: int) -> None:
        self._spend("inflated", size)

    def characters(self, count: int) -> None:
        self._spend("characters", count)

    def page(self) -> None:
        self._spend("pages", 1)

    def frame(self) -> None:
        self._spend("frames", 1)

    def file(self, depth: int) -> None:
        """One more file, so many files deep."""
        if depth > self.allowance.depth:
            raise Unreadable("too-large")
        self._spend("files", 1)

    def picture(self, width: int, height: int) -> None:
        """A picture of this size, before it is decoded."""
        if width * height > self.allowance.pixels:
            raise Unreadable("too-large")
        self._spend("pixels", width * height)

    def left(self, of: str) -> int:
        """How much is left of one kind, as the fields of Allowance name them."""
        here = int(self._left[of])
        return here if self._within is None else min(here, self._within.left(of))

    def seconds_left(self) -> float:
        """How long there is still time; for libraries that take a limit themselves."""
        here = self._until - self._now()
        return here if self._within is None else min(here, self._within.seconds_left())

    def check_time(self) -> None:
        if self.seconds_left() <= 0:
            raise Unreadable("timeout")

    def _spend(self, kind: str, amount: int) -> None:
        self.check_time()
        if amount > self.left(kind):
            raise Unreadable("too-large")
        budget: Budget | None = self
        while budget is not None:
            budget._left[kind] -= amount  # noqa: SLF001 - of its own class
            budget = budget._within  # noqa: SLF001


_PICTURES = 20
