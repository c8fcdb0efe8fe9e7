"""Thresholds of guideline 2.7: so much of one thing, of one use, within one window, on all platforms or a group of them.

A threshold is reached by what went before, so `posts_at_least: {personal: 10}` is about the eleventh post. Soft and hard
ones are rules of their own, each with its action.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gatepost.model import Counted, Past, Use, Window

type Measure = Literal["posts", "uploads", "bytes", "active_minutes"]

MEASURES: Mapping[str, Measure] = {
    "posts_at_least": "posts",
    "uploads_at_least": "uploads",
    "bytes_at_least": "bytes",
    "active_minutes_at_least": "active_minutes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """`of` is a field of `Usage`, `group` a group of platforms (empty: all together). A use that is not in `at_least` has none."""

    of: Measure
    window: Window
    group: str
    at_least: Mapping[Use, int]

    def used(self, past: Past, use: Use) -> int:
        return int(getattr(past.used(Counted(use, self.window, self.group)), self.of))

    def reached(self, past: Past, use: Use) -> bool:
        """Whether it is work time, and so much was already done in work time."""
        least = self.at_least.get(use)
        return least is not None and past.work_time and self.used(past, use) >= least
