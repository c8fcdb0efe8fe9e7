"""What makes a word that wounds innocent: a denial, a report, oneself, one's family, a thing, a laugh, a story.

An insult that says of whom it is meant is taken back by less than one that stands alone. The rule to keep: only what is
in the same sentence takes an insult back, but for a pronoun's own beast or child, and what is told of animals.
"""

import re
from dataclasses import dataclass

from gatepost.detectors.language.kinds import AGENCY
from gatepost.detectors.wording.grammar import STOPS, Grammar, Match
from gatepost.detectors.wording.shorthand import Vocabulary

_NAMED = (*AGENCY, "person", "group", "protected", "proper", "body", "handle")
_PEOPLE = (*_NAMED, "you", "you-are", "you-all", "your", "he", "he-is", "they", "this", "who", "calling")
_TOLD = (
    "denied article|{strong}|vice|stupid|being|of|word*3",
    "{by-others} called ..5",
    "{by-others} called ..5 {people} ..2",
    "called denied ..5 {people} ..2",
    "in|he|they|proper self called ..5",
)
_TOLD_OF_SOMEBODY = (*_TOLD, "denied [of|in] called|word who article*3", "denied of|in|article|this|word|who*3")
_TAKEN_BACK = (  # what stands before an insult in its clause
    *_TOLD,
    "denied [of|in] called|word who article*3 {people} ..3 being|s {comparing}*4",
    "self|we-are ..4 being|s|laugh|we-are {comparing}*4",
    "we-are {comparing}*4",
    "self article|{strong}|vice|stupid*3",
    "self ..7 like article|{strong}|vice|stupid*3",
    "self ..3 self article|{strong}|vice|stupid*3",
    "thing|beast|animal ..4 being|s {comparing}*4",
    "thing|beast article|{strong}|vice*2",
    "family ..6",
    "family ..8 he|they being|s {comparing}*4",
)
# What stands behind it: oneself, a thing, a comparison, what somebody else said of it, a condition.
_TURNED = (
    "[of] self|we-are !person|proper|group",
    "article|this*2 {strong}|vice*2 self|we-are !person|proper|group",
    "[of] thing|beast",
    "of article|this+2 thing|beast",
    "[and|also] [like] thing",
    "like word|self",
    "and|also called",
    "denied you|self",
)
_TURNED_FROM_SOMEBODY = ("of|like self", "<stupid|vice thing|beast", "and|also called", "denied you|self")
_SHORT = {
    "people": "|".join(_PEOPLE),
    "strong": "strong|utter",
    "by-others": "<self <self.he|you|they <self.he|you|they.being|word",
    "comparing": "article|{strong}|vice|stupid|and|also|like",
}
_BEFORE = 12  # signs of the same sentence that may take an insult back
_OWN = 15  # signs within which a pronoun's own beast or child stands
_NEARBY = 8  # signs within which a laugh or a story belongs to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """What around an insult makes it innocent; of each, what does so also where somebody is named whom it is said of."""

    before: tuple[re.Pattern[str], re.Pattern[str]]  # where nobody is named, and where somebody is
    behind: tuple[re.Pattern[str], re.Pattern[str]]
    of_ones_own: re.Pattern[str]  # "my dog ... he": what the pronoun stands for
    of_animals: re.Pattern[str]  # "the raccoons won; little thieves"
    signs: "Signs"

    def innocent(self, signs: str, found: Match) -> bool:
        """Denied, reported, or said of oneself, of one's family, of a thing; among friends; in a story."""
        start, end, named = found.start, found.end, bool(found.who)
        sentence = max(signs.rfind(stop, 0, start) for stop in self.signs.stops) + 1
        nearby = signs[max(0, start - _NEARBY) : end + _NEARBY]
        return bool(
            self.before[named].search(signs, max(sentence, start - _BEFORE), start)
            or self.behind[named].match(signs, end)
            or (found.who in {"he", "they"} and self.of_ones_own.search(signs, max(0, start - _OWN), start))
            or (
                not named
                and signs[end - 1] != self.signs.insult
                and self.of_animals.search(signs, max(0, start - _BEFORE), start)
            )
            or self.signs.laugh in nearby
            or (self.signs.fiction in nearby and self.signs.you not in nearby)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The signs of some kinds of words."""

    stops: tuple[str, ...]
    insult: str
    laugh: str
    fiction: str
    you: str


def guards(vocabulary: Vocabulary) -> Guards:
    near = Grammar(vocabulary, barriers=_PEOPLE, limits=_NAMED, short=_SHORT)
    far = Grammar(vocabulary, limits=_PEOPLE, short=_SHORT)
    kinds = near.signs
    return Guards(
        before=(near.before(*_TAKEN_BACK), near.before(*_TOLD_OF_SOMEBODY)),
        behind=(near.behind(*_TURNED), near.behind(*_TURNED_FROM_SOMEBODY)),
        of_ones_own=near.before("family &12"),
        of_animals=far.before("family|beast|animal &10"),
        signs=Signs(
            stops=tuple(kinds[stop] for stop in STOPS),
            **{kind: kinds[kind] for kind in ("insult", "laugh", "fiction", "you")},
        ),
    )
