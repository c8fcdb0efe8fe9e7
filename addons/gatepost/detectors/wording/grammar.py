"""Rules about who says what of whom, over the kinds of words that a text is made of (`shorthand.py`).

    author ... works|worked ..2 at employer   kinds of words; a gap of up to six, or two, words of the same sentence
    role ~2 at employer                       a gap of words that say nothing here
    agency &16 we act                         a gap that leaps over stops too
    the|strong*4 liar, strong+4 liar          up to four words of these kinds; at least one
    (author am / iam) [former|retired] role   alternatives of several words, optional words
    who:he|they being liar                    whom the rule is about: the kind of this word is told
    ^ role at employer $                      at the beginning, or the end, of a clause or an entry of a profile
    employer !thing|place, liar >stop|comma   not followed by; followed by
    employer !..province                      nor within six words
    liar >(stop / of agency)                  followed by one of several ways; `!(` by none of them
    <if|hope author, <in.the person           not preceded by; not by these two in a row
    <<strong liar                             preceded by
    {there}                                   what the short names of the table say

A gap never leaps over a stop, or over a kind of word that takes the meaning away (the barriers of the rules; for
gaps over stops, their limits). The rule to keep: every gap is bounded, and rules look only near words without which they cannot hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gatepost.detectors.wording import shorthand
from gatepost.detectors.wording.shorthand import NAMES, Shorthand, Vocabulary

_SIGNS = {
    **NAMES,
    "number": shorthand.NUMBER,
    "word": shorthand.WORD,
    "proper": shorthand.PROPER,
    "capital": shorthand.CAPITAL,
    "handle": shorthand.HANDLE,
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
STOPS = ("stop", "question", "line")
_BEGINNINGS = (*STOPS, "colon", "open", "dash", "picture")
_ENDS = (*_BEGINNINGS, "comma", "close")
_PLAIN = ("word", "the", "a", "ex", "only", "proud", "role", "profession", "status", "number", "count")
_GAP = 6  # words, where a rule does not say how many
_REACH = 30  # signs either side of a word that a rule needs
_WHO = "who:"
_SHORT_NAME = re.compile(r"\{([a-z-]+)\}")
_AS_IN_A_PATTERN = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "/": "|", ">(": "(?=", "!(": "(?!"}
_LEAD = re.compile(r"\.\.\.|!\.\.|\.\.|<<|[~&!<>^$]|who:|")
_PIECES = re.compile(r"[>!]?\(|[)\[\]/]|[^\s()\[\]/]+")
_COUNTED = re.compile(r"(.*?)(?:([*+])(\d+))?")


class Match(NamedTuple):
    """What a rule finds: from sign to sign, and the kind of word that its `who:` is; empty where it names nobody."""

    confidence: float
    start: int
    end: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern over signs, with how sure it is. It finds nothing in signs that have none of some one of `parts`."""

    confidence: float
    pattern: re.Pattern[str]
    parts: Sequence[frozenset[str]]
    names: bool  # whether it says whom it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one label, the surest first where that matters; a text without any of the `needed` signs has nothing for them."""

    each: Sequence[Rule]
    needed: re.Pattern[str]
    kinds: Mapping[str, str]  # by sign

    def find(self, text: Shorthand) -> Iterator[Match]:
        """What each rule finds, stretch by stretch of the text, and in each by the order of the rules."""
        if not self.needed.search(text.signs):
            return
        present = frozenset(text.signs)
        possible = [rule for rule in self.each if not any(map(present.isdisjoint, rule.parts))]
        for start, end in self._near(text.signs) if possible else ():
            for rule in possible:
                for match in rule.pattern.finditer(text.signs, start, end):
                    who = self.kinds.get(match["who"], "") if rule.names else ""
                    yield Match(rule.confidence, match.start(), match.end(), who)

    def _near(self, signs: str) -> Iterator[tuple[int, int]]:
        """The stretches around needed words, none twice."""
        start, end = 0, -1
        for match in self.needed.finditer(signs):
            place = match.start()
            if end >= 0 and place - _REACH > end:
                yield start, end
            if place - _REACH > end:
                start = max(0, place - _REACH)
            end = min(len(signs), place + _REACH)
        if end >= 0:
            yield start, end


class Grammar:
    """How rules over a vocabulary are read: what ends their gaps, and their short names. A kind that has no list is a mistake: KeyError."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        barriers: Sequence[str] = (),
        limits: Sequence[str] = (),
        short: Mapping[str, str],
    ) -> None:
        self.signs = {**_SIGNS, **vocabulary.signs}
        self._short = short
        self._piece = self._pieces(barriers, limits)

    def rules(self, written: Mapping[float, Iterable[str]], *, needed: Iterable[str]) -> Rules:
        """The rules of a table by confidence, near the needed kinds of words."""
        return Rules(
            each=[self._rule(confidence, rule) for confidence, several in written.items() for rule in several],
            needed=re.compile(self._one_of(needed)),
            kinds={sign: kind for kind, sign in self.signs.items()},
        )

    def before(self, *written: str) -> re.Pattern[str]:
        """For a search up to where something begins: whether one of these stands right before it."""
        return re.compile(rf"(?:{'|'.join(self._pattern(rule) for rule in written)})\Z")

    def behind(self, *written: str) -> re.Pattern[str]:
        """For a match where something ends: whether one of these follows it."""
        return re.compile("|".join(self._pattern(rule) for rule in written))

    def _rule(self, confidence: float, rule: str) -> Rule:
        pieces = _PIECES.findall(self._written_out(rule))
        return Rule(
            confidence=confidence,
            pattern=re.compile("".join(map(self._piece, pieces))),
            parts=[frozenset(self.signs[kind] for kind in kinds.split("|")) for kinds in _required(pieces)],
            names=any(piece.startswith(_WHO) for piece in pieces),
        )

    def _pattern(self, rule: str) -> str:
        return "".join(map(self._piece, _PIECES.findall(self._written_out(rule))))

    def _written_out(self, rule: str) -> str:
        """A rule without short names; they may stand in one another."""
        while _SHORT_NAME.search(rule):
            rule = _SHORT_NAME.sub(lambda match: self._short[match[1]], rule)
        return rule

    def _one_of(self, kinds: Iterable[str]) -> str:
        return f"[{re.escape(''.join(self.signs[kind] for kind in kinds))}]"

    def _listed(self, kinds: str) -> str:
        """One of these kinds, or several words of them."""
        one, many, count = _COUNTED.fullmatch(kinds).groups()  # type: ignore[union-attr]  # it matches anything
        return self._one_of(one.split("|")) + (f"{{{0 if many == '*' else 1},{int(count)}}}" if many else "")

    def _pieces(self, barriers: Iterable[str], limits: Iterable[str]) -> Callable[[str], str]:
        """From a piece of a rule to a pattern."""
        listed = self._listed
        beginning, end = self._one_of(_BEGINNINGS), self._one_of(_ENDS)
        plain = self._one_of(kind for kind in _PLAIN if kind in self.signs)
        passed, leaped = (f"[^{self._one_of(kinds)[1:-1]}]" for kinds in ((*STOPS, *barriers), ("question", *limits)))
        patterns: dict[str, Callable[[str], str]] = {
            "^": lambda _: rf"(?:(?<={beginning})|\A)",
            "$": lambda _: rf"(?={end}|\Z)",
            "...": lambda _: f"{passed}{{0,{_GAP}}}?",
            "..": lambda words: f"{passed}{{0,{int(words)}}}?",
            "~": lambda words: f"{plain}{{0,{int(words)}}}?",
            "&": lambda words: f"{leaped}{{0,{int(words)}}}?",
            "!..": lambda kinds: f"(?!{passed}{{0,{_GAP}}}?{listed(kinds)})",
            "!": lambda kinds: f"(?!{listed(kinds)})",
            ">": lambda kinds: f"(?={listed(kinds)})",
            "<": lambda kinds: f"(?<!{''.join(map(listed, kinds.split('.')))})",
            "<<": lambda kinds: f"(?<={listed(kinds)})",
            _WHO: lambda kinds: f"(?P<who>{listed(kinds)})",
            "": listed,
        }

        def pattern(piece: str) -> str:
            if piece in _AS_IN_A_PATTERN:
                return _AS_IN_A_PATTERN[piece]
            lead = _LEAD.match(piece)
            return patterns[lead[0]](piece[lead.end() :]) if lead else ""

        return pattern


def _required(pieces: Iterable[str]) -> Iterator[str]:
    """The kinds of words that a rule cannot do without: those that are neither optional nor one of several ways."""
    depth = 0
    for piece in pieces:
        depth += piece[-1] in "(["
        if not depth and piece[0].isalpha() and "*" not in piece:
            yield piece.removeprefix(_WHO).partition("+")[0]
        depth -= piece in {")", "]"}


def rules(
    vocabulary: Vocabulary,
    written: Mapping[float, Iterable[str]],
    *,
    needed: Iterable[str],
    barriers: Sequence[str],
    limits: Sequence[str] = (),
    short: Mapping[str, str],
) -> Rules:
    """The rules of a table by confidence, in a grammar of their own."""
    return Grammar(vocabulary, barriers=barriers, limits=limits, short=short).rules(written, needed=needed)
