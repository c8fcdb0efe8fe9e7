"""A text with names marked becomes a page: its sentences, and what each says of figures and of who published them.

A figure belongs to the source that is nearest to it in its sentence. Where the sentence names none, it belongs to one
that a sentence before announces or a sentence behind credits, with lists of figures and short asides between. The more
a sentence is about what the agency measures (`figure-series`), the less the other has to say for it. The rule to keep:
words are the lexicons', this module knows places only.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gatepost.detectors.citations.figures import Figure, Phrases, Places
from gatepost.detectors.citations.standing import PROGRAMME, Source, Standing, sources

CUES = (
    "figure-sources",
    "figure-not-sources",
    "figure-announced",
    "figure-credits",
    "figure-pointing",
    "figure-own",
    "figure-own-places",
    "figure-guesses",
    "figure-no-guesses",
    "figure-speakers",
    "figure-series",
    "figure-questions",
    "figure-rhetorical",
)
REACH = 6  # sentences, or lines of a list, between a figure and its source

_SENTENCE = re.compile(
    r"(?:[^.!?\n]|(?<=\bacc)\.|(?<=\bapprox)\.|(?<=\bvs)\.|(?<=\bst)\.|(?<=\d )\.(?= \d)|\.(?=\.)|(?<=\.)\.|[.!?](?=[^\s\"')!?.])){1,2000}"
)
_CREDIT = re.compile(
    r"[.!?\n]\s{1,2}[(\[]([AP]{3,90})[)\]]"
)  # at the head of what seems the next sentence: "... in May. (StatCan) My"
_CLAUSE = re.compile(r"[,;:()\u2014\u279c\u2192]\s|\s[-\u2013]{1,2}>?\s|[.!?\n]")
_WORD = re.compile(r"\w+")
_NEW_THOUGHT = re.compile(r"; |, (?:and|but|while|whereas|so|mais|et|pis|alors|tandis) ")
_ASIDE = 60  # characters that a source in another thought of the sentence is further away
_SHORT = 7  # words beside the name: a sentence that only credits another
_FILLER = 6  # words of a sentence that may stand between ("Who says?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sentences of a marked text, by number, and what is in each of them."""

    text: str
    sentences: Places
    sources: Mapping[int, list[Source]]
    figures: Sequence[Figure]
    crowded: frozenset[int]  # with figures
    announcing: frozenset[int]
    crediting: frozenset[int]
    pointing: frozenset[int]  # at the figure before
    guessing: frozenset[int]
    speaking: frozenset[int]  # somebody says something
    topical: frozenset[int]  # about what the agency measures
    own: list[int]  # where the author's own words stand

    def confidence(self, figure: Figure) -> float:
        """How surely the agency is the source of a figure; 0 when it is not."""
        number = number_of(self.sentences, figure.start)
        if number in self.guessing:
            return 0
        if self.sources.get(number):
            return self._beside(figure, number)
        likely = figure.published or number in self.topical or number + 1 in self.pointing
        if likely and not self._own(figure) and (self._announced(number) or self._credited(number)):
            return 0.7
        return 0

    def _beside(self, figure: Figure, number: int) -> float:
        around = self.sources[number]
        before = max((source for source in around if source.end <= figure.start), key=_end, default=None)
        nearest = min(around, key=partial(self._distance, figure))
        if Standing.SURELY in {nearest.standing, before.standing if before else Standing.NOT}:
            return 0.85
        if before and not before.standing and nearest.start > figure.start:
            return 0  # "my grocer says prices rose 7 %, I believe the agency"
        return 0.7 if figure.published and self._likely(nearest, number) and not self._own(figure) else 0

    def _likely(self, source: Source, number: int) -> bool:
        if source.kind != PROGRAMME:
            return source.standing >= (Standing.NAMED if number in self.topical else Standing.LIKELY)
        somebody = number in self.speaking or any(not other.standing for other in self.sources[number])
        return source.standing is Standing.LIKELY and not somebody

    def _distance(self, figure: Figure, source: Source) -> int:
        start, end = min(source.end, figure.end), max(source.start, figure.start)
        asides = len(_NEW_THOUGHT.findall(self.text, start, end))
        return max(source.start - figure.end, figure.start - source.end) + _ASIDE * asides

    def _own(self, figure: Figure) -> bool:
        """Whether the author's own words stand in the figure's clause."""
        start, end = self.sentences[number_of(self.sentences, figure.start)]
        before = _CLAUSE.split(self.text[max(start, figure.start - 90) : figure.start])[-1]
        after = _CLAUSE.split(self.text[figure.end : min(end, figure.end + 90)], maxsplit=1)[0]
        left = bisect_left(self.own, figure.start - len(before))
        return left < len(self.own) and self.own[left] < figure.end + len(after)

    def _announced(self, number: int) -> bool:
        before = number - 1
        while before >= 0 and not self.sources.get(before) and number - before < REACH and self._passes(before):
            before -= 1
        return self._names(before, self.announcing, 1, about=not self.topical.isdisjoint((number, before)))

    def _credited(self, number: int) -> bool:
        behind = number + 1
        while not self.sources.get(behind) and behind - number < REACH and self._passes(behind):
            behind += 1
        about = number in self.topical or behind in self.pointing
        return self._names(behind, self.crediting, _SHORT, about=about)

    def _passes(self, number: int) -> bool:
        """Whether a sentence may stand between a figure and its credit."""
        return number in self.crowded or (number < len(self.sentences) and self._words(number) <= _FILLER)

    def _names(self, number: int, saying_so: frozenset[int], brief: int, *, about: bool) -> bool:
        """Whether all that this sentence names is the source of a figure in another one.

        It says so, or hardly anything else, or it is a source surely and the two are about what the agency measures.
        """
        around = self.sources.get(number, [])
        least = min((source.standing for source in around), default=Standing.NOT)
        if least is Standing.SURELY and about:
            return True
        said = number in saying_so and least >= Standing.NAMED
        short = least >= Standing.LIKELY and self._words(number) <= brief + len(around)
        return number not in self.crowded and (said or short)

    def _words(self, number: int) -> int:
        start, end = self.sentences[number]
        return len(_WORD.findall(self.text, start, min(end, start + 200)))


def read_page(text: str, phrases: Phrases, found: Sequence[Figure]) -> Page:
    """What is in each sentence of a marked text with these figures, of which these phrases of the cues were found."""
    sentences = sentences_of(text)

    def numbers(*lists: str) -> frozenset[int]:
        return _numbers(sentences, (place for name in lists for place in phrases[name]))

    by_sentence: defaultdict[int, list[Source]] = defaultdict(list)
    asking = numbers("figure-questions") - numbers("figure-rhetorical")
    for source in sources(text, phrases["figure-sources"], phrases["figure-not-sources"]):
        number = number_of(sentences, source.start)
        asked = number in asking and text.startswith("?", sentences[number][1])
        by_sentence[number].append(source._replace(standing=min(source.standing, Standing.NAMED)) if asked else source)
    credited = _numbers(sentences, (match.span(1) for match in _CREDIT.finditer(text)))
    return Page(
        text=text,
        sentences=sentences,
        sources=by_sentence,
        figures=found,
        crowded=_numbers(sentences, found),
        announcing=numbers("figure-announced"),
        crediting=numbers("figure-credits") | credited,
        pointing=numbers("figure-pointing"),
        guessing=numbers("figure-guesses") - numbers("figure-no-guesses"),
        speaking=numbers("figure-speakers"),
        topical=numbers("figure-series"),
        own=_own_words(phrases),
    )


def _own_words(phrases: Phrases) -> list[int]:
    """Where the author's own words begin, without those of places: "my town grew" has a published figure."""
    places = {start for start, _ in phrases["figure-own-places"]}
    return sorted({start for start, _ in phrases["figure-own"]} - places)


def _numbers(sentences: Places, places: Iterable[tuple[int, ...]]) -> frozenset[int]:
    return frozenset(number_of(sentences, place[0]) for place in places)


def sentences_of(text: str) -> Places:
    return [match.span() for match in _SENTENCE.finditer(text) if _WORD.search(match.group())]


def number_of(sentences: Places, place: int) -> int:
    """Of the sentence in which something stands."""
    return bisect_right(sentences, place, key=_start) - 1


def _end(source: Source) -> int:
    return source.end


def _start(place: tuple[int, int]) -> int:
    return place[0]
