"""Language that would not be acceptable in the workplace: `profanity` (strong, mild) and `abuse` (agency, person, group).

The two are told apart because rules weigh them differently; what each finds is in `profanity.py` and `abuse.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.language.abuse import Abuse, abuse, abuse_hints
from gatepost.detectors.language.masks import MASK_HINTS, Masks, masks
from gatepost.detectors.language.profanity import Profanity, profanity, profanity_hints
from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.phrasebook import words_of
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The detector; see the module."""

    masks: Masks
    profanity: Profanity
    abuse: Abuse
    name: str = "language"
    reads: frozenset[View] = EVERY
    whole: bool = False
    labels: frozenset[str] = frozenset({"profanity", "abuse"})
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, disguised: Reading) -> Iterator[Finding]:
        folded = self.masks.undone(disguised.folded)
        reading = disguised if folded == disguised.folded else replace(disguised, folded=folded)
        words = reading.once(words_of)
        said = [("profanity", one) for one in self.profanity.find(reading, words)]
        said += [("abuse", one) for one in self.abuse.find(reading)]
        for label, (value, confidence, place, listed) in said:
            name = f"{label}:{value}"
            if reading.view not in SECRETIVE or (name not in _MILD and place[1] - place[0] >= _NO_CHANCE[name[:5]]):
                yield found(self.name, name, confidence, reading, place, ("list", listed))


_MILD = frozenset({"profanity:mild"})
_NO_CHANCE = {"profa": 4, "abuse": 9}  # letters: reversed or rotated, shorter words are noise


_MASKED = (
    "profanity-strong",
    "profanity-mild",
    "insults",
    "insult-adjective-nouns",
    "slurs",
    "accusing-nouns",
    "figurative-insults",
    "animal-insults",
)


def build(resources: Resources) -> Language:
    return Language(
        masks=masks(*map(resources.lexicon, _MASKED)),
        profanity=profanity(resources),
        abuse=abuse(resources),
        hints=lambda: profanity_hints(resources) | abuse_hints(resources) | MASK_HINTS,
    )
