"""Insults in a text, found by the parts that its words play, and of whom they are said.

A word that wounds is no insult yet: it takes somebody whom it is said of, in one of a few forms (`forms.py`), and nothing
that takes it back (`guards.py`). What only people are called, and only to wound (the kind `insult`), needs no form. The rule
to keep: criticism has no word that wounds, however harsh, so no list of wounding words may hold "disgrace", "incompetent"
or "lied"; and what is said of things, of oneself, of one's family or in a story insults nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.language.forms import FORMS, SHORT
from gatepost.detectors.language.guards import Guards, guards
from gatepost.detectors.language.kinds import WOUNDS, insult_writer
from gatepost.detectors.wording.grammar import Grammar, Rules
from gatepost.detectors.wording.shorthand import Shorthand
from gatepost.enrolment import Resources

_MAKING = ("utter", "calling")  # what makes an insult of any word
_FOLLOWS = 6  # signs behind an innocent word within which one without a form of its own goes with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Insult:
    """Where it stands, how sure it is, and the kind of word of whom it is said (empty: nobody in its own form)."""

    who: str
    confidence: float
    start: int  # signs of the shorthand
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Insults:
    rules: Rules
    guards: Guards

    def find(self, text: Shorthand) -> Iterator[Insult]:
        """The insults of a text, the surest form at each place; one without a form of its own goes with what it follows."""
        taken: set[int] = set()
        innocent: set[int] = set()
        for found in self.rules.find(text):
            place = range(found.start, found.end)
            if not taken.isdisjoint(place):
                continue
            follows = not found.who and not innocent.isdisjoint(range(found.start - _FOLLOWS, found.start))
            if follows or self.guards.innocent(text.signs, found):
                innocent.update(() if found.who else place)
            else:
                taken.update(place)
                yield Insult(who=found.who, confidence=found.confidence, start=found.start, end=found.end)


def insults(resources: Resources) -> Insults:
    vocabulary = insult_writer(resources).vocabulary
    return Insults(
        rules=Grammar(vocabulary, short=SHORT).rules(FORMS, needed=(*WOUNDS, *_MAKING)), guards=guards(vocabulary)
    )
