"""Which figures of a text have the agency, or one of its programmes, as their source.

Names are marked over the text first: `A` the agency, `P` its programmes and what is cited of it, `O` and `F` others who
publish figures. Then figures are looked for near the names, and each is judged by the page that it stands on
(`pages.py`). The rule to keep: what costs most is asked last, since most texts with a name have no figure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest

from gatepost.detectors.citations import figures
from gatepost.detectors.citations.figures import Figure, Phrases, Places
from gatepost.detectors.citations.pages import CUES, REACH, number_of, read_page, sentences_of
from gatepost.detectors.citations.standing import OTHER, PROGRAMME, names_in
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, Words, phrasebook
from gatepost.enrolment import Resources

_OTHERS = ("other-sources", "other-programmes")
_GIVEN: Given = {
    "source": (r"[AP]{2,90}(?!\w)", ("AAA", "PPP")),
    "agency": (r"A{2,90}(?!\w)", ("AAA",)),
}
_SOURCE = re.compile("A{3,90}|P{3,90}")
_MOST = 200  # figures of one text
_LONG = 4_000  # characters: only of a longer text is it worth the while to leave out what is far from every name


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Finds figures with their source; see the module."""

    programmes: Phrasebook
    shown: Phrasebook
    said: Phrasebook
    denied: Phrasebook
    cues: Phrasebook

    def __call__(self, named: Words, cited: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[float, tuple[int, int]]]:
        """Confidence and place of the figures in a text with the names of the agency and of federal bodies marked.

        `cited` are the places of links and table numbers of the agency's.
        """
        marked = named.overwritten((*self.programmes_in(named), *((PROGRAMME, *place) for place in cited)))
        for start, end in _stretches(marked.text):
            words = marked if end - start == len(marked.text) else Words(marked.text[start:end])
            for confidence, place in self._in(words):
                yield confidence, (start + place[0], start + place[1])

    def programmes_in(self, named: Words) -> Iterator[tuple[str, int, int]]:
        """The names of programmes and of others who publish figures: the longest last, over those that are part of it."""
        found = [(name, match) for name, match in self.programmes.find(named) if not names_in(match.group())]
        for name, match in sorted(found, key=lambda entry: (len(entry[1].group()), entry[0] not in _OTHERS)):
            yield OTHER if name in _OTHERS else PROGRAMME, match.start(), match.end()

    def _in(self, words: Words) -> Iterator[tuple[float, tuple[int, int]]]:
        """What is only said to be a figure is looked for where no other is one: hardly a text needs both."""
        read = cache(partial(_places, self.cues, words))
        for find in (self._shown, self._said):
            found = find(words)
            if found:
                found = sorted(figures.without(_places(self.denied, words)[figures.DENIED], found))[:_MOST]
            page = read_page(words.text, read(), found) if found else None
            judged = [(page.confidence(figure), figure) for figure in found] if page else []
            yield from ((confidence, (figure.start, figure.end)) for confidence, figure in judged if confidence)
            if any(confidence for confidence, _ in judged):
                return

    def _shown(self, words: Words) -> list[Figure]:
        return figures.shown(words.text, _places(self.shown, words))

    def _said(self, words: Words) -> list[Figure]:
        return figures.said(_places(self.said, words))


def attribution(resources: Resources) -> Attribution:
    return Attribution(
        programmes=phrasebook(resources, "programme-names", *_OTHERS),
        shown=phrasebook(resources, *figures.SHOWN),
        said=phrasebook(resources, *figures.SAID),
        denied=phrasebook(resources, figures.DENIED, given=_GIVEN),
        cues=phrasebook(resources, *CUES, given=_GIVEN),
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that are near enough to a name of the agency or a programme to have a figure of theirs."""
    if not _SOURCE.search(text):
        return
    if len(text) <= _LONG:
        yield 0, len(text)
        return
    sentences = sentences_of(text)
    numbers = sorted({number_of(sentences, match.start()) for match in _SOURCE.finditer(text)})
    first: int | None = None
    for number, following in zip_longest(numbers, numbers[1:]):
        first = number if first is None else first
        if following is None or following - number > 2 * REACH:
            last = number + REACH
            start = 0 if first <= REACH else sentences[first - REACH][0]
            yield start, len(text) if last + 1 >= len(sentences) else sentences[last][1] + 1
            first = None


def _places(book: Phrasebook, words: Words) -> Phrases:
    """Where the phrases of each list stand."""
    places: defaultdict[str, Places] = defaultdict(list)
    for name, match in book.find(words):
        places[name].append(match.span())
    return places
