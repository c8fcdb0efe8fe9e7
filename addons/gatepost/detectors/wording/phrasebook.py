"""Many phrases sought at once: the words of a text ask only the few phrases that can begin with them.

One pattern of a hundred phrases would try them all at every letter of a text. A phrasebook looks the beginnings of each
word and the next up in a table (`openings.py`), so that a text costs little more than a look-up a word, however long
the lists grow, and patterns run only where two words fit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.openings import Given, Openings, keys_of
from gatepost.detectors.wording.phrases import BUILT_IN, PIECES, any_phrase, list_lookup
from gatepost.enrolment import Resources

type Listed = tuple[str, re.Pattern[str]]  # the name of a list, and a pattern for some of its phrases


class Words:
    """A text with where its words begin, and their keys. Made once for all phrasebooks."""

    def __init__(self, text: str) -> None:
        parts = text.translate(_BLANKS).split(" ")
        starts = accumulate((len(part) + 1 for part in parts), initial=0)
        self.text = text
        self.starts = [start for start, part in zip(starts, parts, strict=False) if part]
        self.keys = keys_of(parts)

    def overwritten(self, places: Iterable[tuple[str, int, int]]) -> "Words":
        """The words of the text with a letter written over each place from start to end; these very ones when there is none."""
        letters: list[str] = []
        for letter, start, end in places:
            letters = letters or list(self.text)
            letters[start:end] = letter * (end - start)
        return Words("".join(letters)) if letters else self


def words_of(reading: Reading) -> Words:
    """The words of a reading: ask with `reading.once`."""
    return Words(reading.folded)


class _Blanks(dict[int, str]):
    """For a translation that keeps word characters and makes every other a blank; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        blank = chr(code) if re.match(r"\w", chr(code)) else " "
        if len(self) < 20_000:
            self[code] = blank
        return blank


_BLANKS = _Blanks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """By the keys of two words in a row, what can begin with them; by the first alone, what does not mind the second."""

    by_two: Mapping[str, Mapping[str, tuple[Listed, ...]]]
    by_one: Mapping[str, tuple[Listed, ...]]

    def find(self, words: Words) -> Iterator[tuple[str, re.Match[str]]]:
        """The list and place of each phrase: of one list at one place, the longest."""
        for start, patterns in self._asked(words):
            longest: dict[str, re.Match[str]] = {}
            for name, pattern in patterns:
                match = pattern.match(words.text, start)
                if match and (name not in longest or match.end() > longest[name].end()):
                    longest[name] = match
            yield from longest.items()

    def _asked(self, words: Words) -> Iterator[tuple[int, tuple[Listed, ...]]]:
        """Where phrases may begin, and which."""
        asked = (self.by_two.keys() | self.by_one.keys()) & set(words.keys)
        for place, key in enumerate(words.keys) if asked else ():
            if key in asked:
                following = words.keys[place + 1] if place + 1 < len(words.keys) else ""
                patterns = self.by_one.get(key, ()) + self.by_two.get(key, {}).get(following, ())
                if patterns:
                    yield words.starts[place], patterns


_BUILT_IN: Given = {"number": (BUILT_IN["number"], ("0",)), "word": (BUILT_IN["word"], ("...",))}


def phrasebook(resources: Resources, *names: str, given: Given | None = None) -> Phrasebook:
    """All phrases of the lists of these names. `given` are patterns that phrases may name like lists."""
    given = {**_BUILT_IN, **(given or {})}
    lists = list_lookup(resources, {name: pattern for name, (pattern, _) in given.items()})
    openings = Openings(resources, given)
    by_two: dict[str, dict[str, tuple[Listed, ...]]] = {}
    by_one: dict[str, tuple[Listed, ...]] = {}
    for name, phrases in _by_first_piece(resources, names):
        listed = name, re.compile(any_phrase(phrases, lists))
        keys = {opening for phrase in phrases for opening in openings.of_phrase(phrase)}
        for first, *second in sorted(keys):
            if not second:
                by_one[first] = (*by_one.get(first, ()), listed)
            elif (first,) not in keys:
                following = by_two.setdefault(first, {})
                following[second[0]] = (*following.get(second[0], ()), listed)
    return Phrasebook(by_two=by_two, by_one=by_one)


def _by_first_piece(resources: Resources, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The phrases of each list that begin with the same piece: they become one pattern, so that lists stand in it once."""
    for name in names:
        grouped: dict[str, list[str]] = {}
        for phrase in resources.lexicon(name):
            grouped.setdefault(PIECES.findall(phrase)[0], []).append(phrase)
        yield from ((name, phrases) for phrases in grouped.values())
