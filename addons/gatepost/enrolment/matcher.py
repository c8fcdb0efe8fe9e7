"""Expressions compiled together into one automaton that finds all of them in one pass over a text.

Hyperscan's flat cost is why it is the one (docs/decisions/0007): ten thousand expressions cost twice what one does.
A text is scanned as ASCII, letter for letter, so that places stay exact: folding has made of it what could be made, and
what is left of other scripts is a sign like any other, here and in the expressions. Expressions are of the kind that
has no look-around, no back-references and no empty match. The rule to keep: what a scan says is a hint, and whoever
acts on it looks for itself.
"""

import re
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

import hyperscan
import re2

from gatepost.errors import GatepostError

_MOST = 40  # places kept of one expression in one text: more tell nothing new


class RejectedExpression(GatepostError):
    """An expression that the automaton cannot hold; `place` is its place in the list, from 0."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"expression {place}: {reason}")
        self.place, self.reason = place, reason


class Matcher:
    """Made of what `serialize` gives. Several threads may scan at once."""

    def __init__(self, serialized: bytes) -> None:
        """Raises ValueError where the bytes are damaged, or were made for another machine or version."""
        try:
            self._database = hyperscan.loadb(serialized, hyperscan.HS_MODE_BLOCK)
        except hyperscan.HyperscanError as error:
            raise ValueError(str(error)) from error
        self._of_thread = threading.local()

    def scan(self, folded: str) -> dict[int, list[int]]:
        """For each expression that is in the text, where matches of it end: at most the first few."""
        found: dict[int, list[int]] = {}

        def note(expression: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends = found.get(expression)
            if ends is None:
                found[expression] = [end]
            elif len(ends) < _MOST:
                ends.append(end)

        self._database.scan(as_ascii(folded), match_event_handler=note, scratch=self._scratch())
        return found

    def _scratch(self) -> hyperscan.Scratch:
        scratch = getattr(self._of_thread, "scratch", None)
        if scratch is None:
            scratch = self._of_thread.scratch = hyperscan.Scratch(self._database)
        return scratch


def as_ascii(text: str) -> bytes:
    """One byte for each character: what is not ASCII becomes a question mark."""
    return text.encode("ascii", "replace")


def expression_bytes(expression: str) -> bytes:
    """An expression over such texts: a letter that is not ASCII stands for any such letter."""
    return _OTHER.sub(r"\\?", expression).encode()


_OTHER = re.compile(r"[^\x00-\x7f]")


_NOTHING = r"\x00\x00"  # an automaton holds at least one expression; no folded text has this


def serialize(expressions: Sequence[str]) -> bytes:
    """The automaton for these expressions, each known by its place. Takes seconds for thousands: see `compiling.py`."""
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    some = expressions or [_NOTHING]
    database.compile(
        expressions=[expression_bytes(expression) for expression in some],
        ids=list(range(len(some))),
        flags=[0] * len(some),
    )
    return hyperscan.dumpb(database)


def first_rejected(expressions: Sequence[str]) -> RejectedExpression | None:
    """Why these cannot be one automaton, if an expression is by itself to blame."""
    for place, expression in enumerate(expressions):
        try:
            serialize([expression])
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


type Compile = Callable[[tuple[str, ...]], Matcher]


@lru_cache(maxsize=64)
def compile_here(expressions: tuple[str, ...]) -> Matcher:
    """A matcher made in this process: for lists of our own, and for tests."""
    return Matcher(serialize(expressions))
