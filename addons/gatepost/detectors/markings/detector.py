"""Security markings of the Government of Canada, English and French: `classification`.

A marking is a form, not a word: it stands apart on its line, or has beside it what only markings have, or is shown on
something. So every level that a text names (`levels.py`) is judged by its place; the words in a sentence, a question about a
level, a course or a clearance are left alone. Jokes are not: a marking in a joke is a marking. SECRET and CONFIDENTIAL
are words too, so they need a caveat, a date, an annex or a document beside them, and capitals alone are none.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gatepost.detectors.markings import forms
from gatepost.detectors.markings.beside import Beside, beside
from gatepost.detectors.markings.forms import Form
from gatepost.detectors.markings.hints import marking_hints
from gatepost.detectors.markings.levels import Level, abbreviated, bare, paragraph_marks, protected, shortened
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Talk, talk
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_OF_CABINET = ("cabinet", "council", "conseil", "confidence")  # one of them is in all its phrases
_MOST = 20  # findings of one level in one text: more tell nothing new
# What names a level without a phrase, and the forms that its markings have.
_NAMED = (
    (protected, forms.PROTECTED),
    (bare, forms.BARE),
    (shortened, forms.SHORTENED),
    (abbreviated, forms.ABBREVIATED),
    (paragraph_marks, forms.PARAGRAPH),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    beside: Beside
    cabinet: Phrasebook
    talk: Talk
    hints: Callable[[], Hints]
    name: str = "markings"
    labels: frozenset[str] = frozenset({"classification"})
    reads: frozenset[View] = EVERY
    whole: bool = True

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen: Counter[str] = Counter()
        for level, of_level in self._levels(item):
            place = Place(text=item, start=level.start, end=level.end)
            sure, stands = self._form(place, of_level) if seen[level.value] < _MOST else (0, "")
            if sure:
                seen[level.value] += 1
                span = level.start, level.end
                yield found(self.name, f"classification:{level.value}", sure, item, span, ("stands", stands))

    def _levels(self, reading: Reading) -> Iterator[tuple[Level, Sequence[Form]]]:
        """Every level that is named, and the forms that it may stand in."""
        yield from ((level, of_level) for named, of_level in _NAMED for level in named(reading))
        if any(word in reading.folded for word in _OF_CABINET):
            for _, match in self.cabinet.find(reading.once(words_of)):
                yield Level("cabinet-confidence", *match.span()), forms.CABINET

    def _form(self, place: Place, of_level: Sequence[Form]) -> tuple[float, str]:
        """How surely this is a form, 0 for words in a sentence, and how it stands there."""
        if of_level is forms.BARE and (not forms.may_be_form(place) or self.beside.is_a_word(place)):
            return 0, ""
        sure, stands = forms.form_at(of_level, place, self.beside)
        of_paragraph = of_level in (forms.PARAGRAPH, forms.SHORTENED, forms.ABBREVIATED)  # which nobody talks about so
        return (sure, stands) if sure and (of_paragraph or not self.talk.of(place)) else (0, "")


def build(resources: Resources) -> Markings:
    return Markings(
        beside=beside(resources),
        cabinet=phrasebook(resources, "cabinet-confidence"),
        talk=talk(resources),
        hints=lambda: marking_hints(resources),
    )
