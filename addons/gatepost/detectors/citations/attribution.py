"""Which figures of a text have the agency, or one of its programmes, as their source.

Names are marked over the text first: `A` the agency, `P` its programmes, `O` and `F` others who publish figures. Then
each figure belongs to the source that is nearest to it in its sentence, or, where the sentence has none, to one that
the sentence before announces or the sentence behind credits, lists of figures between them included. A source that
counts surely (`standing.py`) takes every figure; one that is only likely takes what looks published and is not the
author's own. The rule to keep: words are the lexicons', this module knows places only.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from gatepost.detectors.citations import figures
from gatepost.detectors.citations.figures import Figure, Phrases, Places
from gatepost.detectors.citations.standing import OTHER, PROGRAMME, Source, Standing, names_in, sources
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, Words, phrasebook
from gatepost.enrolment import Resources

_OTHERS = ("other-sources", "other-programmes")
_GIVEN: Given = {
    "source": (r"[AP]{2,90}(?!\w)", ("AAA", "PPP")),
    "agency": (r"A{2,90}(?!\w)", ("AAA",)),
}
_CUES = (
    "figure-sources",
    "figure-not-sources",
    "figure-announced",
    "figure-credits",
    "figure-own",
    "figure-own-places",
    "figure-guesses",
    "figure-speakers",
)

_SOURCE = re.compile("A{3,90}|P{3,90}")
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|(?<=\bacc)\.|(?<=\bapprox)\.|(?<=\bvs)\.|(?<=\bst)\.|\.(?=\.)|(?<=\.)\.|[.!?](?=[^\s\"')!?.])){1,2000}"
)
_CREDIT = re.compile(
    r"[.!?\n]\s{1,2}[(\[]([AP]{3,90})[)\]]"
)  # at the head of what seems the next sentence: "... in May. (StatCan) My"
_CLAUSE = re.compile(r"[,;:()\u2014]\s|\s[-\u2013]{1,2}\s|[.!?\n]")
_WORD = re.compile(r"\w+")
_SHORT = 7  # words beside the name: a sentence that only credits another
_FILLER = 6  # words of a sentence that may stand between ("Who says?")
_LIST = 6  # sentences or lines of a list with one source
_MOST = 200  # figures of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Finds figures with their source; see the module."""

    programmes: Phrasebook
    figures: Phrasebook
    cues: Phrasebook

    def __call__(self, named: Words) -> Iterator[tuple[float, tuple[int, int]]]:
        """Confidence and place of the figures in a text with the names of the agency and of federal bodies marked."""
        marked = named.overwritten(self.programmes_in(named))
        for start, end in _stretches(marked.text):
            words = marked if end - start == len(marked.text) else Words(marked.text[start:end])
            found = figures.figures(words.text, _places(self.figures, words))
            page = read_page(words, self.cues, sorted(found)[:_MOST])
            for figure in page.figures:
                confidence = page.confidence(figure)
                if confidence:
                    yield confidence, (start + figure.start, start + figure.end)

    def programmes_in(self, named: Words) -> Iterator[tuple[str, int, int]]:
        """The names of programmes and of others who publish figures: the longest last, over those that are part of it."""
        found = [(name, match) for name, match in self.programmes.find(named) if not names_in(match.group())]
        for name, match in sorted(found, key=lambda entry: (len(entry[1].group()), entry[0] not in _OTHERS)):
            yield OTHER if name in _OTHERS else PROGRAMME, match.start(), match.end()


def attribution(resources: Resources) -> Attribution:
    return Attribution(
        programmes=phrasebook(resources, "programme-names", *_OTHERS),
        figures=phrasebook(resources, *figures.LISTS),
        cues=phrasebook(resources, *_CUES, given=_GIVEN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A marked text with its sentences, by number, and what is in each of them."""

    text: str
    sentences: Places
    sources: Mapping[int, list[Source]]
    figures: list[Figure]
    crowded: frozenset[int]  # with figures
    announcing: frozenset[int]
    crediting: frozenset[int]
    guessing: frozenset[int]
    speaking: frozenset[int]  # somebody says something
    own: list[int]  # where the author's own words stand

    def confidence(self, figure: Figure) -> float:
        """How surely the agency is the source of a figure; 0 when it is not."""
        number = _number(self.sentences, figure.start)
        if number in self.guessing:
            return 0
        if self.sources.get(number):
            return self._beside(figure, number)
        if figure.published and not self._own(figure) and (self._announced(number) or self._credited(number)):
            return 0.7
        return 0

    def _beside(self, figure: Figure, number: int) -> float:
        around = self.sources[number]
        nearest = min(around, key=lambda source: max(source.start - figure.end, figure.start - source.end))
        if nearest.standing is Standing.SURELY:
            return 0.85
        somebody = number in self.speaking or any(not source.standing for source in around)
        likely = nearest.standing is Standing.LIKELY and not (nearest.kind == PROGRAMME and somebody)
        return 0.7 if likely and figure.published and not self._own(figure) else 0

    def _own(self, figure: Figure) -> bool:
        """Whether the author's own words stand in the figure's clause."""
        start, end = self.sentences[_number(self.sentences, figure.start)]
        before = _CLAUSE.split(self.text[max(start, figure.start - 90) : figure.start])[-1]
        after = _CLAUSE.split(self.text[figure.end : min(end, figure.end + 90)], maxsplit=1)[0]
        left = bisect_left(self.own, figure.start - len(before))
        return left < len(self.own) and self.own[left] < figure.end + len(after)

    def _announced(self, number: int) -> bool:
        before = number - 1
        while before in self.crowded and not self.sources.get(before) and number - before < _LIST:
            before -= 1
        return before not in self.crowded and self._names(before, self.announcing, 1)

    def _credited(self, number: int) -> bool:
        behind = number + 1
        while not self.sources.get(behind) and behind - number < _LIST and self._passes(behind):
            behind += 1
        return behind not in self.crowded and self._names(behind, self.crediting, _SHORT)

    def _passes(self, number: int) -> bool:
        """Whether a sentence may stand between a figure and its credit."""
        return number in self.crowded or (number < len(self.sentences) and self._words(number) <= _FILLER)

    def _names(self, number: int, saying_so: frozenset[int], brief: int) -> bool:
        """Whether all that this sentence names is the source, and the sentence says so or hardly anything else."""
        around = self.sources.get(number, [])
        least = min((source.standing for source in around), default=Standing.NOT)
        said = number in saying_so and least >= Standing.NAMED
        return said or (least >= Standing.LIKELY and self._words(number) <= brief + len(around))

    def _words(self, number: int) -> int:
        start, end = self.sentences[number]
        return len(_WORD.findall(self.text, start, min(end, start + 200)))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that are near enough to a name of the agency or a programme to have a figure of theirs."""
    sentences = _sentences(text) if _SOURCE.search(text) else []
    numbers = sorted({_number(sentences, match.start()) for match in _SOURCE.finditer(text)})
    first: int | None = None
    for number, following in zip_longest(numbers, numbers[1:]):
        first = number if first is None else first
        if following is None or following - number > 2 * _LIST:
            last = number + _LIST
            start = 0 if first <= _LIST else sentences[first - _LIST][0]
            yield start, len(text) if last + 1 >= len(sentences) else sentences[last][1] + 1
            first = None


def _sentences(text: str) -> Places:
    return [match.span() for match in _SENTENCE.finditer(text) if _WORD.search(match.group())]


def _places(book: Phrasebook, words: Words) -> Phrases:
    """Where the phrases of each list stand."""
    places: defaultdict[str, Places] = defaultdict(list)
    for name, match in book.find(words):
        places[name].append(match.span())
    return places


def read_page(marked: Words, cues: Phrasebook, found: list[Figure]) -> Page:
    """What is in each sentence of a text with names marked and these figures; without figures, nothing is looked for."""
    text = marked.text
    phrases = _places(cues, marked) if found else defaultdict(list)
    sentences = _sentences(text)

    def numbers(places: Iterable[tuple[int, ...]]) -> frozenset[int]:
        return frozenset(_number(sentences, place[0]) for place in places)

    by_sentence: dict[int, list[Source]] = {}
    for source in sources(text, phrases["figure-sources"], phrases["figure-not-sources"]):
        by_sentence.setdefault(_number(sentences, source.start), []).append(source)
    return Page(
        text=text,
        sentences=sentences,
        sources=by_sentence,
        figures=found,
        crowded=numbers(found),
        announcing=numbers(phrases["figure-announced"]),
        crediting=numbers([*phrases["figure-credits"], *(match.span(1) for match in _CREDIT.finditer(text))]),
        guessing=numbers(phrases["figure-guesses"]),
        speaking=numbers(phrases["figure-speakers"]),
        own=_own_words(phrases),
    )


def _own_words(phrases: Phrases) -> list[int]:
    """Where the author's own words begin, without those of places: "my town grew" has a published figure."""
    places = {start for start, _ in phrases["figure-own-places"]}
    return sorted({start for start, _ in phrases["figure-own"]} - places)


def _number(sentences: Places, place: int) -> int:
    """Of the sentence in which something stands."""
    return bisect_right(sentences, place, key=lambda sentence: sentence[0]) - 1
