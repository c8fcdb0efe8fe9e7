"""Many phrases sought at once: the words of a text ask only the few phrases that can begin with them.

One pattern of a hundred phrases would try them all at every letter of a text. A phrasebook knows with which words, or
two words in a row, its phrases open (`openings.py`), and runs a pattern only where a text has such an opening. The rule
to keep: whether a text has any is asked of whole sets, so that a book with nothing to find costs the same few
microseconds however many phrases it has, and what is found costs a look a word.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add
from weakref import ref

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.openings import Given, Openings, keys_of
from gatepost.detectors.wording.phrases import BUILT_IN, PIECES, any_phrase, list_lookup
from gatepost.enrolment import Resources
from gatepost.folding import fold, foreign

type Pair = tuple[str, str]  # the keys of two words in a row; "" behind the last one


class Words:
    """A text with where its words begin, and their keys. Made once for all phrasebooks; the rest when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = _blanked(text).split(" ")
        self.keys = keys_of(self._parts)

    @cached_property
    def starts(self) -> list[int]:
        letters_before = accumulate(map(len, self._parts), initial=0)
        return list(compress(map(add, letters_before, count()), self._parts))  # with a blank behind each part

    @cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.keys)

    @cached_property
    def pairs(self) -> list[Pair]:
        return list(zip(self.keys, [*self.keys[1:], ""], strict=False))

    @cached_property
    def distinct_pairs(self) -> frozenset[Pair]:
        return frozenset(self.pairs)

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


def _blanked(text: str) -> str:
    """The text with a blank for all that no word is made of. (Bytes are translated thirty times as fast as letters.)"""
    few = set(foreign(text))
    if len(few) > _FEW:
        return text.translate(_BLANKS)
    for character in few:
        if _BLANKS[ord(character)] == " ":
            text = text.replace(character, " ")
    return text.encode("utf-8", "surrogatepass").translate(_ASCII_BLANKS).decode("utf-8", "surrogatepass")


class _Blanks(dict[int, str]):
    """For a translation that keeps word characters and makes every other a blank; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        blank = chr(code) if re.match(r"\w", chr(code)) else " "
        if len(self) < 20_000:
            self[code] = blank
        return blank


_BLANKS = _Blanks()
_ASCII_BLANKS = "".join(_BLANKS[code] for code in range(128)).encode() + bytes(range(128, 256))
_FEW = 32  # different characters that are not ASCII: up to here, replacing one after the other is faster


@dataclass(frozen=True, kw_only=True, eq=False)
class Listed:
    """Some phrases of a list. (Not slotted: the pattern for them is compiled when a text first asks for it.)"""

    name: str
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression)


_WAITING: deque[ref[Listed]] = deque()


def compile_waiting() -> None:
    """Compiles what no text has asked for so far: seconds of work, for a thread beside the first posts."""
    while compile_one():
        pass


def compile_one() -> bool:
    """Compiles one list of that, for who has something else to do; whether there was one."""
    try:
        listed = _WAITING.popleft()()
    except IndexError:  # nothing waits any more
        return False
    if listed is not None:
        _ = listed.pattern
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """By the keys of two words in a row, what can begin with them; by the first alone, what does not mind the second.

    The sets have what the tables have: sets meet each other at the cost of the smaller one, tables at their own.
    """

    by_two: Mapping[Pair, tuple[Listed, ...]]
    by_one: Mapping[str, tuple[Listed, ...]]
    pairs: frozenset[Pair]
    ones: frozenset[str]

    def find(self, words: Words) -> Iterator[tuple[str, re.Match[str]]]:
        """The list and place of each phrase: of one list at one place, the longest."""
        text = words.text
        for start, asked in self._asked(words):
            matches = [(listed.name, match) for listed in asked if (match := listed.pattern.match(text, start))]
            if matches:
                yield from _longest(matches).items()

    def _asked(self, words: Words) -> Sequence[tuple[int, tuple[Listed, ...]]]:
        """Where phrases may begin, in the order of the text, and which."""
        ones, pairs = self.ones & words.distinct, self.pairs & words.distinct_pairs
        if not (ones or pairs):
            return ()
        starts, by_one, by_two = words.starts, self.by_one, self.by_two
        if not ones:
            return [(starts[place], by_two[pair]) for place, pair in enumerate(words.pairs) if pair in pairs]
        firsts = ones.union(first for first, _ in pairs)
        return [
            (starts[place], asked)
            for place, pair in enumerate(words.pairs)
            if pair[0] in firsts and (asked := by_one.get(pair[0], ()) + by_two.get(pair, ()))
        ]


def _longest(matches: Iterable[tuple[str, re.Match[str]]]) -> Mapping[str, re.Match[str]]:
    """Of each list the longest; of several as long, the first."""
    longest: dict[str, re.Match[str]] = {}
    for name, match in matches:
        if name not in longest or match.end() > longest[name].end():
            longest[name] = match
    return longest


_BUILT_IN: Given = {"number": (BUILT_IN["number"], ("0",)), "word": (BUILT_IN["word"], ("...",))}


def phrasebook(resources: Resources, *names: str, given: Given | None = None) -> Phrasebook:
    """All phrases of the lists of these names. `given` are patterns that phrases may name like lists."""
    given = {**_BUILT_IN, **(given or {})}
    lists = list_lookup(resources, {name: pattern for name, (pattern, _) in given.items()})
    openings = Openings(resources, given)
    by_two: dict[Pair, tuple[Listed, ...]] = {}
    by_one: dict[str, tuple[Listed, ...]] = {}
    for name, phrases in _together(resources, names):
        listed = Listed(name=name, expression=any_phrase(phrases, lists))
        _WAITING.append(ref(listed))
        keys = {opening for phrase in phrases for opening in openings.of_phrase(phrase)}
        for first, *second in sorted(keys):
            if not second:
                by_one[first] = (*by_one.get(first, ()), listed)
            elif (first,) not in keys:
                by_two[first, second[0]] = (*by_two.get((first, second[0]), ()), listed)
    return Phrasebook(by_two=by_two, by_one=by_one, pairs=frozenset(by_two), ones=frozenset(by_one))


def _together(resources: Resources, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The phrases of each list that become one pattern, so that lists stand in it once, and a name is asked for once.

    They begin with the same piece, or with plain words of one key: of these only one can stand at a place.
    """
    for name in names:
        grouped: dict[str, list[str]] = {}
        for phrase in resources.lexicon(name):
            first = PIECES.findall(fold(phrase)[0])[0]
            (key,) = keys_of([first]) if _PLAIN_WORD.fullmatch(first) else (first,)
            grouped.setdefault(key, []).append(phrase)
        yield from ((name, phrases) for phrases in grouped.values())


_PLAIN_WORD = re.compile(r"[^\W_]+")
