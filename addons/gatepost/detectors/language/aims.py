"""At whom abuse is aimed: the agency, a person or a group.

An insult often says so itself ("he is", "drivers are"). What does not ("you", "idiots!", "go to hell") is meant for
whoever the sentence spoke of last, or whoever else was abused in the same post. The rule to keep: what is thrown at
those who work for the agency, or at anybody while speaking to it, is thrown at the agency.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gatepost.detectors.language.insults import Insult
from gatepost.detectors.language.kinds import AGENCY
from gatepost.detectors.wording.grammar import Grammar
from gatepost.detectors.wording.shorthand import QUESTION, STOP, Shorthand, Vocabulary
from gatepost.folding import fold

_SEVERAL = re.compile(
    r"[a-z]{2}[^s](?<!debri)(?<!epai)(?<!niai)(?<!tarlai)(?<!claque)(?<!ignoramu)(?<!juda)(?<!appri)(?<!olibriu)s$"
    r"|(?:aux|vermine?|people|men|swine|sheep|monde)$|^(?:bunch|pack|bande|gang)\b"
)
_SHORT = {"it": "|".join(AGENCY)}
# "... at the", "... who run the": what stands behind an insult of those who belong to it.
_BELONGS_TO_IT = (
    "article|strong|utter|vice|this|in|of|who|being|full|word|comma|colon|open|close|dash*4 {it}",
    "[comma|colon|dash] article|this|you-all*3 [group|person|word] of|in|who|being [article] {it}",
)
_YOU_ALL = "you-all [comma|colon|open|close|dash]"  # "you people, you ..."
_ARE = re.compile(r"\b(?:are|were|r|sont|etaient)\b")
_TOGETHER = re.compile(r"\b(?:bunch|pack|bande|gang|gagne|ramassis|meute|troupeau)\b")
_FAR = 300  # signs: who is spoken of farther away is not meant
_QUALITIES = frozenset({"stupid", "vice"})  # words without a number
_OPEN = frozenset({"", "you", "you-are", "they"})  # who says nothing about the target
_NAMES = frozenset({"proper", "capital"})
_PRONOUNS = frozenset({"they", "you-all"})  # of several: they may well be the agency
_TARGETS = {
    **dict.fromkeys(AGENCY, "agency"),
    **dict.fromkeys(("group", "protected", "they", "you-all"), "group"),
    **dict.fromkeys(("he", "he-is", "person", "proper"), "person"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """One abuse: its target, whether it says itself who that is or leaves it open, and the word list that has it."""

    target: str
    named: bool
    confidence: float
    start: int
    end: int
    list: str = "insults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """Reads at whom the abuse in a shorthand is aimed. `kinds` and `targets` are by sign; `staff` are those who make up an employer."""

    kinds: Mapping[str, str]
    targets: Mapping[str, str]
    staff: frozenset[str]
    belongs_to_it: re.Pattern[str]
    you_all: re.Pattern[str]

    def of_insult(self, text: Shorthand, insult: Insult, said: str) -> tuple[str, bool]:
        """At whom an insult is thrown, and whether it says so itself."""
        if self._at_agency(text, insult, said):
            return "agency", True
        signs, start = text.signs, insult.start
        before = [self.kinds.get(sign, "") for sign in signs[max(0, start - 3) : start]]
        if insult.who in {"protected", "group", "you-all"} or (insult.who == "person" and "every" in before):
            return "group", True
        if self.you_all.search(signs, 0, start) or (
            insult.who in _NAMES and (_ARE.search(said) or _TOGETHER.search(said)) and _SEVERAL.search(said)
        ):
            return "group", True
        if insult.who not in _OPEN:
            return "person", True
        quality = self.kinds.get(signs[insult.end - 1], "") in _QUALITIES
        several = insult.who == "they" or (not quality and _SEVERAL.search(said))
        several = several or (not insult.who and self.nearest(text, start) == "group")
        return "group" if several else "person", False

    def _at_agency(self, text: Shorthand, insult: Insult, said: str) -> bool:
        """Said of it, of those who belong to it, to it, or of nobody else in a text that names it."""
        signs, start = text.signs, insult.start
        if any(self.targets.get(sign) == "agency" for sign in signs[start : insult.end]):
            return True
        if self.belongs_to_it.match(signs, insult.end):
            return True
        if insult.who in {"group", "person"}:
            beside = start and self.targets.get(signs[start - 1]) == "agency"
            return bool(beside) or (
                "agency" in self._spoken_of(text, start, sentences=True) and not self.staff.isdisjoint(said.split())
            )
        return insult.who in {*_OPEN, "you-all", "handle"} and (
            self.nearest(text, start, sentences=True) == "agency"
            or "agency" in self._spoken_of(text, start)
            or self.named_around(text, start) == {"agency"}
        )

    def named_around(self, text: Shorthand, place: int) -> set[str]:
        """All kinds of those who are named, and not only pointed at, in a text, as far as it has to do with this sign."""
        around = text.signs[max(0, place - _FAR) : place + _FAR]
        named = (sign for sign in around if sign in self.targets and self.kinds[sign] not in _PRONOUNS)
        return {self.targets[sign] for sign in named}

    def nearest(self, text: Shorthand, place: int, *, sentences: bool = False) -> str:
        """Of what kind those are who were spoken of last before this sign; empty where nobody was in the sentence, or at all."""
        spoken_of = self._spoken_of(text, place, sentences=sentences)
        return spoken_of[-1] if spoken_of else ""

    def to_several(self, text: Shorthand, place: int) -> bool:
        """Whether the sentence speaks to several before this sign: "you Leafs fans, you drive like ..."."""
        stops = (text.signs.rfind(stop, 0, place) + 1 for stop in (STOP, QUESTION))
        return any(self.kinds.get(sign) == "you-all" for sign in text.signs[max(0, place - _FAR, *stops) : place])

    def _spoken_of(self, text: Shorthand, place: int, *, sentences: bool = False) -> list[str]:
        far = max(0, place - _FAR)
        stops = (text.signs.rfind(stop, far, place) + 1 for stop in (STOP, QUESTION))
        first = far if sentences else max(far, *stops)
        return [self.targets[sign] for sign in text.signs[first:place] if sign in self.targets]


def aims(vocabulary: Vocabulary, staff: Iterable[str]) -> Aims:
    grammar = Grammar(vocabulary, short=_SHORT)
    return Aims(
        kinds={sign: kind for kind, sign in grammar.signs.items()},
        targets={grammar.signs[kind]: target for kind, target in _TARGETS.items()},
        staff=frozenset(fold(word)[0] for word in staff),
        belongs_to_it=grammar.behind(*_BELONGS_TO_IT),
        you_all=grammar.before(_YOU_ALL),
    )


def settled(aimed: Sequence[Aimed]) -> Iterator[Aimed]:
    """What leaves open whom it means is meant for whoever was named before it, or else first of all after."""
    named = next((abuse for abuse in aimed if abuse.named), None)
    several = any(abuse.target == "group" for abuse in aimed)
    for abuse in aimed:
        if abuse.named:
            named = abuse
            yield abuse
        else:
            yield replace(abuse, target=named.target if named else "group" if several else abuse.target)
