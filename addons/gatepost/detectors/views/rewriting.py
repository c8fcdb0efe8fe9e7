"""Stretches of a text are written anew, and every character of the result keeps the place of what it stands for.

All that undoes a disguise by more than one character at a time says so in `Stretch`es; here they become a text. The rule
to keep: what a character stands for is everything that went into it (of `&#80;` all five characters), because an
excerpt hides exactly what a finding covers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import Places
from gatepost.model import Text


class Stretch(NamedTuple):
    """From where to where a text is written anew, and how: characters, and where what each was made of starts and ends."""

    start: int
    end: int
    anew: str
    starts: Sequence[int]
    ends: Sequence[int]


def whole(start: int, end: int, anew: str) -> Stretch:
    """A stretch of which every new character stands for all of it."""
    return Stretch(start, end, anew, [start] * len(anew), [end] * len(anew))


def kept(text: str, start: int, end: int, places: Sequence[int]) -> Stretch:
    """A stretch of which only the characters at these places are kept."""
    return Stretch(start, end, "".join([text[place] for place in places]), places, [place + 1 for place in places])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text written anew, and of each of its characters where what it was made of starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def rewrite(source: str, stretches: Iterable[Stretch]) -> Rewritten | None:
    """The source with these stretches, which are in order, written anew; None when there are none."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for stretch in stretches:
        pieces += (source[done : stretch.start], stretch.anew)
        starts.extend(range(done, stretch.start))
        starts.extend(stretch.starts)
        ends.extend(range(done + 1, stretch.start + 1))
        ends.extend(stretch.ends)
        done = stretch.end
    if not done:
        return None
    pieces.append(source[done:])
    starts.extend(range(done, len(source)))
    ends.extend(range(done + 1, len(source) + 1))
    return Rewritten(text="".join(pieces), starts=starts, ends=ends)


def refolded(reading: Reading, view: View, stretches: Iterable[Stretch]) -> Reading | None:
    """The reading with stretches of what is folded written anew."""
    anew = rewrite(reading.folded, stretches)
    if anew is None:
        return None
    offsets, ends = Places(_starts_of, reading, anew), Places(_ends_of, reading, anew)
    return reading.seen_as(view, anew.text, offsets, ends)


def _starts_of(reading: Reading, anew: Rewritten) -> list[int]:
    offsets, _ = _traced(reading, len(reading.original))
    return [*map(offsets.__getitem__, anew.starts), len(reading.original)]


def _ends_of(reading: Reading, anew: Rewritten) -> list[int]:
    _, ends = _traced(reading, len(reading.original))
    return [ends[end - 1] for end in anew.ends]


def traced(reading: Reading, anew: Rewritten, original: str) -> Reading:
    """A reading of a text written anew as a reading of the original."""
    offsets, ends = _traced(reading, len(anew.text))
    return replace(
        reading,
        original=original,
        shown=reading,
        offsets=[*(anew.starts[place] for place in offsets[: len(reading.folded)]), len(original)],
        ends=[anew.ends[end - 1] for end in ends[: len(reading.folded)]],
    )


def _traced(text: Text, length: int) -> tuple[Sequence[int], Sequence[int]]:
    """Where each folded character starts and ends in the text as written, which is of this length."""
    if text.offsets is None:
        return range(length + 1), range(1, length + 1)
    offsets = text.offsets[:]  # a list: each place is asked for, and asking one by one takes ten times as long
    return offsets, text.ends if text.ends is not None else [place + 1 for place in offsets[:-1]]
