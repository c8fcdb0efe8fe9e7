"""Forms that say what they become: `confidential-when-completed`, English and French.

A level and the condition of being filled in, side by side and in either order: "Protected B (once completed)", « une fois
rempli : confidentiel ». It counts on an empty form too. What is completed must be the form: a bridge that is, when
completed, protected from wind, is none; and a question about the wording is no form.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Talk, talk
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

# What goes on to say what is completed, and that is not the form.
_RUNS_ON = re.compile(
    r" (?:of|the|her|his|my|your|our|their|an?|it|we|i|you|they|de|du|des|la|le|les|son|sa|mon|ma|elle|vous|nous|by my|par mon|par ma) ?\b"
)
# Between commas it is said in passing, of what the sentence is about.
_IN_PASSING = re.compile(r"\w{1,20},")
_MOST = 20  # findings in one text: more tell nothing new
_LABEL = "confidential-when-completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    wordings: Phrasebook
    talk: Talk
    hints: Callable[[], Hints]
    name: str = "completed"
    labels: frozenset[str] = frozenset({_LABEL})
    reads: frozenset[View] = EVERY
    whole: bool = True

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from islice(distinct(self._wordings(item)), _MOST)

    def _wordings(self, reading: Reading) -> Iterator[Finding]:
        for _, match in self.wordings.find(reading.once(words_of)):
            passing = _IN_PASSING.match(match.group()) and reading.folded.startswith(",", match.end())
            if (
                not passing
                and not _RUNS_ON.match(reading.folded, match.end())
                and not self.talk.of(Place(text=reading, start=match.start(), end=match.end()))
            ):
                yield found(self.name, _LABEL, 0.95, reading, match.span())


def build(resources: Resources) -> Completed:
    return Completed(
        wordings=phrasebook(resources, _LABEL),
        talk=talk(resources),
        hints=lambda: phrase_hints(resources, _LABEL),
    )
