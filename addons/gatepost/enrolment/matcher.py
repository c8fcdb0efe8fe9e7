"""Hints and patterns compiled together; one look at a text says which of them are in it.

Hyperscan's flat cost is why it is the engine (docs/decisions/0007): ten thousand expressions cost twice what one does. Words
cost least: rows of words are looked for in the text's words alone, where nothing stands between them but a blank, so that
they are plain strings to the engine. All else is looked for in the text as ASCII, letter for letter, so that places stay
exact: folding has made of it what could be made, and what is left of other scripts is a sign like any other, here and in
the expressions. Expressions are of the kind that has no look-around, no back-references and no empty match. The rule to
keep: what a scan says is a hint, and whoever acts on it looks for itself.
"""

import re
import string
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

import hyperscan
import re2

from gatepost.errors import GatepostError

_MOST = 40  # places kept of one pattern in one text: more tell nothing new


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """Words one behind the other, whatever signs part them: "internal use". "diffus*" is any word that begins so.

    Only what `words_in` makes of a text, with a star before or behind it.
    """

    words: str


@dataclass(frozen=True, slots=True, order=True)
class Both:
    """Two expressions over folded text, each somewhere in it. (One expression with a gap costs several times as much.)"""

    one: str
    other: str


type Hint = Row | Both | str  # a string is an expression over folded text


class RejectedExpression(GatepostError):
    """A pattern that the automaton cannot hold; `place` is its place in the list, from 0."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"expression {place}: {reason}")
        self.place, self.reason = place, reason


type _Expression = tuple[str, int, int]  # with its place and the engine's flags


class Serialized(NamedTuple):
    """The automaton of the rows of words, that of all expressions, and of each `Both` its place and those of its halves."""

    rows: bytes
    expressions: bytes
    both: Sequence[tuple[int, int, int]] = ()


class Matcher:
    """Made of what `serialize` gives. Several threads may scan at once."""

    def __init__(self, serialized: Serialized) -> None:
        """Raises ValueError where the bytes are damaged, or were made for another machine or version."""
        try:
            self._rows, self._expressions = (
                hyperscan.loadb(database, hyperscan.HS_MODE_BLOCK) if database else None for database in serialized[:2]
            )
        except hyperscan.HyperscanError as error:
            raise ValueError(str(error)) from error
        self._both = tuple((place, {one, other}) for place, one, other in serialized.both)
        self._halves = frozenset(half for _, halves in self._both for half in halves)
        self._of_thread = threading.local()

    def scan(self, folded: str) -> dict[int, list[int]]:
        """What is in the text, by its place among hints and then patterns; of a pattern, where (the first) matches end.

        For a hint, which is reported once, the list says nothing.
        """
        found: dict[int, list[int]] = {}

        def note(place: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends = found.get(place)
            if ends is None:
                found[place] = [end]
            elif len(ends) < _MOST:
                ends.append(end)

        text = as_ascii(folded)
        rows, expressions = self._scratches()
        if self._rows:
            self._rows.scan(words_in(text), match_event_handler=note, scratch=rows)
        if self._expressions:
            self._expressions.scan(text, match_event_handler=note, scratch=expressions)
        halves = self._halves & found.keys()
        if halves:
            for half in halves:
                del found[half]
            found.update((place, []) for place, needed in self._both if needed <= halves)
        return found

    def _scratches(self) -> Sequence[hyperscan.Scratch | None]:
        made = getattr(self._of_thread, "scratches", None)
        if made is None:
            databases = self._rows, self._expressions
            made = self._of_thread.scratches = [database and hyperscan.Scratch(database) for database in databases]
        return made


def as_ascii(text: str) -> bytes:
    """One byte for each character: what is not ASCII becomes a question mark."""
    return text.encode("ascii", "replace")


def words_in(text: bytes) -> bytes:
    """The words of a folded text with one blank between and at both ends; letters and digits are words, all else is not."""
    return b" %b " % b" ".join(text.translate(_APART).split())


_IN_WORDS = (string.ascii_lowercase + string.digits).encode()
_APART = bytes(code if code in _IN_WORDS else 0x20 for code in range(256))


def expression_bytes(expression: str) -> bytes:
    """An expression over such texts: a letter that is not ASCII stands for any such letter."""
    return _OTHER.sub(r"\\?", expression).encode()


_OTHER = re.compile(r"[^\x00-\x7f]")


def serialize(hints: Sequence[Hint], patterns: Sequence[str] = ()) -> Serialized:
    """The automata for these, each known by its place. Takes seconds for thousands of expressions: see `compiling.py`."""
    once = hyperscan.HS_FLAG_SINGLEMATCH
    rows = [(_row(hint), place, once) for place, hint in enumerate(hints) if isinstance(hint, Row)]
    expressions = [(hint, place, once) for place, hint in enumerate(hints) if isinstance(hint, str)]
    expressions += [(pattern, place, 0) for place, pattern in enumerate(patterns, len(hints))]
    both = [(place, hint) for place, hint in enumerate(hints) if isinstance(hint, Both)]
    halves = dict.fromkeys(half for _, hint in both for half in (hint.one, hint.other))
    places = {half: place for place, half in enumerate(halves, len(hints) + len(patterns))}
    expressions += [(half, place, once) for half, place in places.items()]
    joined = tuple((place, places[hint.one], places[hint.other]) for place, hint in both)
    return Serialized(_compiled(rows), _compiled(expressions), joined)


def _row(row: Row) -> str:
    """Words stand between blanks; where a star is, the word may go on."""
    begin, end = ("" if row.words.startswith("*") else " "), ("" if row.words.endswith("*") else " ")
    return f"{begin}{row.words.strip('*')}{end}"


def _compiled(expressions: Sequence[_Expression]) -> bytes:
    """The automaton; empty where there is nothing to look for, as the engine holds at least one expression."""
    if not expressions:
        return b""
    written, places, flags = zip(*expressions, strict=True)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=[*map(expression_bytes, written)], ids=[*places], flags=[*flags])
    return hyperscan.dumpb(database)


def first_rejected(patterns: Sequence[str]) -> RejectedExpression | None:
    """Why these cannot be one automaton, if one is by itself to blame."""
    for place, pattern in enumerate(patterns):
        try:
            serialize((), [pattern])
        except hyperscan.error as error:
            return RejectedExpression(place, str(error).rstrip("."))
    return None


class Confirming(Protocol):
    """What is asked of the second engine: one expression over the bytes of a folded text."""

    def search(self, text: bytes, pos: int = ..., endpos: int = ...) -> re.Match[bytes] | None: ...


@lru_cache(maxsize=1024)
def engine(expression: str) -> Confirming:
    """The expression in RE2, which says where a match begins. Raises `re2.error` for what it does not take."""
    options = re2.Options()
    options.log_errors = False
    made: Confirming = re2.compile(expression_bytes(expression), options=options)
    return made


@lru_cache(maxsize=64)
def compile_here(hints: tuple[Hint, ...], patterns: tuple[str, ...] = ()) -> Matcher:
    """A matcher made in this process: for lists of our own, and for tests."""
    return Matcher(serialize(hints, patterns))


class Hinted(NamedTuple):
    """Hints, and of each the places of those that it is one for; `always` are the places of those that have none."""

    hints: tuple[Hint, ...]
    owners: tuple[frozenset[int], ...]
    always: frozenset[int]


class Compiled(NamedTuple):
    """The matcher of hints and then patterns, and whom the hints belong to."""

    matcher: Matcher
    owners: tuple[frozenset[int], ...]
    always: frozenset[int]


class Compile(Protocol):
    """Makes a matcher for hints and patterns. RejectedExpression is about the pattern at that place."""

    def __call__(self, made_of: bytes, ask: Callable[[], Hinted], patterns: tuple[str, ...]) -> Compiled:
        """`made_of` is the digest of all that `ask` makes the hints from, but for our own code; what is known is not asked."""


def compile_asking(made_of: bytes, ask: Callable[[], Hinted], patterns: tuple[str, ...]) -> Compiled:
    """Made in this process."""
    hinted = ask()
    return Compiled(compile_here(hinted.hints, patterns), hinted.owners, hinted.always)
