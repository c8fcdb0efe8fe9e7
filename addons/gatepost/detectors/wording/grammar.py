"""Rules about who says what of whom, over the kinds of words that a text is made of (`shorthand.py`).

    author ... works|worked ..2 at employer   kinds of words; a gap of up to six, or two, words of the same sentence
    role ~2 at employer                       a gap of words that say nothing here
    (author am / iam) [former|retired] role   alternatives of several words, optional words
    ^ role at employer $                      at the beginning, or the end, of a clause or an entry of a profile
    agency &16 we act                         a gap that leaps over stops too
    employer !thing|place                     not followed by
    employer !..province                      nor within six words
    <if|hope author                           not preceded by
    {there}                                   what the short names of the table say

A gap never leaps over a stop, or over a kind of word that takes the meaning away (the barriers of the rules; for
gaps over stops, their limits). The rule to keep: every gap is bounded, and rules look only near words without which they cannot hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gatepost.detectors.wording import shorthand
from gatepost.detectors.wording.shorthand import NAMES, Shorthand, Vocabulary

_SIGNS = {
    **NAMES,
    "number": shorthand.NUMBER,
    "word": shorthand.WORD,
    "proper": shorthand.PROPER,
    "stop": shorthand.STOP,
    "question": shorthand.QUESTION,
    "line": shorthand.LINE,
    "comma": shorthand.COMMA,
    "colon": shorthand.COLON,
    "open": shorthand.OPEN,
    "close": shorthand.CLOSE,
    "dash": shorthand.DASH,
    "picture": shorthand.PICTURE,
}
_STOPS = ("stop", "question", "line")
_BEGINNINGS = (*_STOPS, "colon", "open", "dash", "picture")
_ENDS = (*_BEGINNINGS, "comma", "close")
_PLAIN = ("word", "the", "a", "ex", "only", "proud", "role", "profession", "status", "number", "count")
_GAP = 6  # words, where a rule does not say how many
_REACH = 30  # signs either side of a word that a rule needs
_SHORT_NAME = re.compile(r"\{([a-z-]+)\}")
_AS_IN_A_PATTERN = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "/": "|"}
_LEAD = re.compile(r"\.\.\.|!\.\.|\.\.|[~&!<^$]|")
_PIECES = re.compile(r"[()\[\]/]|[^\s()\[\]/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern over signs, with how sure it is. It finds nothing in signs that have none of some one of `parts`."""

    confidence: float
    pattern: re.Pattern[str]
    parts: Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one label; a text without any of the `needed` signs has nothing for them."""

    each: Sequence[Rule]
    needed: frozenset[str]

    def find(self, text: Shorthand) -> Iterator[tuple[float, int, int]]:
        """Confidence, start and end in signs of what each rule finds."""
        present = frozenset(text.signs)
        possible = [rule for rule in self.each if not any(map(present.isdisjoint, rule.parts))]
        for start, end in self._near(text.signs) if possible else ():
            for rule in possible:
                for match in rule.pattern.finditer(text.signs, start, end):
                    yield rule.confidence, match.start(), match.end()

    def _near(self, signs: str) -> Iterator[tuple[int, int]]:
        """The stretches around needed words, none twice."""
        start, end = 0, -1
        for place in (place for place, sign in enumerate(signs) if sign in self.needed):
            if end >= 0 and place - _REACH > end:
                yield start, end
            if place - _REACH > end:
                start = max(0, place - _REACH)
            end = min(len(signs), place + _REACH)
        if end >= 0:
            yield start, end


def rules(
    vocabulary: Vocabulary,
    written: Mapping[float, Iterable[str]],
    *,
    needed: Iterable[str],
    barriers: Sequence[str],
    limits: Sequence[str] = (),
    short: Mapping[str, str],
) -> Rules:
    """The rules of a table by confidence. A kind that has no lexicon is a mistake: KeyError."""
    signs = {**_SIGNS, **vocabulary.signs}
    piece = _pieces(signs, barriers, limits)
    made = []
    for confidence, several in written.items():
        for rule in several:
            pieces = _PIECES.findall(_written_out(rule, short))
            made.append(
                Rule(
                    confidence=confidence,
                    pattern=re.compile("".join(map(piece, pieces))),
                    parts=[frozenset(signs[kind] for kind in kinds.split("|")) for kinds in _required(pieces)],
                )
            )
    return Rules(each=made, needed=frozenset(signs[kind] for kind in needed))


def _required(pieces: Iterable[str]) -> Iterator[str]:
    """The kinds of words that a rule cannot do without: those that are neither optional nor one of several ways."""
    depth = 0
    for piece in pieces:
        depth += piece in {"(", "["}
        if not depth and piece[0].isalpha():
            yield piece
        depth -= piece in {")", "]"}


def _written_out(rule: str, short: Mapping[str, str]) -> str:
    """A rule without short names; they may stand in one another."""
    while _SHORT_NAME.search(rule):
        rule = _SHORT_NAME.sub(lambda match: short[match[1]], rule)
    return rule


def _pieces(signs: Mapping[str, str], barriers: Iterable[str], limits: Iterable[str]) -> Callable[[str], str]:
    """From a piece of a rule to a pattern."""

    def one_of(kinds: Iterable[str]) -> str:
        return f"[{re.escape(''.join(signs[kind] for kind in kinds))}]"

    def listed(kinds: str) -> str:
        return one_of(kinds.split("|"))

    beginning, end, plain = one_of(_BEGINNINGS), one_of(_ENDS), one_of(_PLAIN)
    passed, leaped = (f"[^{one_of(kinds)[1:-1]}]" for kinds in ((*_STOPS, *barriers), ("question", *limits)))
    patterns: dict[str, Callable[[str], str]] = {
        "^": lambda _: rf"(?:(?<={beginning})|\A)",
        "$": lambda _: rf"(?={end}|\Z)",
        "...": lambda _: f"{passed}{{0,{_GAP}}}?",
        "..": lambda words: f"{passed}{{0,{int(words)}}}?",
        "~": lambda words: f"{plain}{{0,{int(words)}}}?",
        "&": lambda words: f"{leaped}{{0,{int(words)}}}?",
        "!..": lambda kinds: f"(?!{passed}{{0,{_GAP}}}?{listed(kinds)})",
        "!": lambda kinds: f"(?!{listed(kinds)})",
        "<": lambda kinds: f"(?<!{listed(kinds)})",
        "": lambda kinds: _AS_IN_A_PATTERN.get(kinds) or listed(kinds),
    }

    def pattern(piece: str) -> str:
        lead = _LEAD.match(piece)
        return patterns[lead[0]](piece[lead.end() :]) if lead else ""

    return pattern
