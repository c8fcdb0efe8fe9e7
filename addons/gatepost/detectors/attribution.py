"""Which figures of a text have the agency, or one of its programmes, as their source.

Names are marked over the text first: `A` the agency, `P` its programmes, `O` and `F` others who publish figures. Then
each figure belongs to the source that is nearest to it in its sentence, or, where the sentence has none, to one that
the sentence before announces or the sentence behind credits. A source counts surely where a word of attribution stands
beside it ("according to", "found", « selon »), likely where it only stands there, and not at all where it is something
else: an employer, a caller, somebody asked. What is only likely takes what looks published, and nothing of the author's own.
The rule to keep: words are the lexicons', this module knows places only.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from gatepost.detectors import figures
from gatepost.detectors.figures import Figure, Phrases, Places
from gatepost.detectors.openings import Given
from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook
from gatepost.enrolment import Resources

AGENCY, PROGRAMME, OTHER, BODY = "A", "P", "O", "F"
_OTHERS = ("other-sources", "other-programmes")
_SOURCE: tuple[str, tuple[str, ...]] = (r"[AP]{2,90}(?!\w)", ("AAA", "PPP"))
_GIVEN: Given = {"source": _SOURCE, "agency": _SOURCE}
_CUES = ("figure-sources", "figure-not-sources", "figure-announced", "figure-credits", "figure-own", "figure-guesses")

_NAME = re.compile(r"A{3,90}|P{3,90}|O{2,90}|[FGE]{3,90}")
# Signs of attribution: "(StatCan)" and "- StatCan" at the end; "StatCan: ...", whatever comes then
_SIGNED = re.compile(r"[(\[\"-]\s{0,2}[AP]{3,90}\)?\s{0,2}(?=[.!?\n#]|$)")
_HEADS = re.compile(r"[AP]{3,90}(?=\s{0,2}(?:[:=]|->|--?\s))")
_PLACE_OF_WORK = re.compile(r"\b(?:at|for|to|with|near|chez|pour|avec|au|vers) (?:the |l'|la |le )?$")
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|(?<=\bacc)\.|(?<=\bapprox)\.|(?<=\bvs)\.|(?<=\bst)\.|\.(?=\.)|(?<=\.)\.|[.!?](?=[^\s\"')!?.])){1,2000}"
)
_CLAUSE = re.compile(r"[,;:()\u2014]\s|\s[-\u2013]{1,2}\s|[.!?\n]")
_WORD = re.compile(r"\w+")
_SHORT = 7  # words beside the name: a sentence that only credits another
_FILLER = 3  # words of a sentence that may stand between ("Who says?")
_MOST = 200  # figures of one text


class Standing(IntEnum):
    """How surely a name is the source of the figures near it."""

    NOT = 0
    PLACE = 1
    LIKELY = 2
    SURELY = 3


class Source(NamedTuple):
    start: int
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Finds figures with their source; see the module."""

    programmes: Phrasebook
    cues: Phrasebook

    def __call__(self, named: Words) -> Iterator[tuple[float, tuple[int, int]]]:
        """Confidence and place of the figures in a text with names marked."""
        marked = named.overwritten(self._programmes(named))
        if "AAA" not in marked.text and "PPP" not in marked.text:
            return
        phrases: dict[str, Places] = {name: [] for name in (*_CUES, *figures.LISTS)}
        for name, match in self.cues.find(marked):
            phrases[name].append(match.span())
        page = _Page.of(marked.text, phrases)
        for figure in page.figures:
            confidence = page.confidence(figure)
            if confidence:
                yield confidence, (figure.start, figure.end)

    def _programmes(self, named: Words) -> Iterator[tuple[str, int, int]]:
        """The names of programmes, and over them those of others: `O` for what only seems to be the agency's."""
        found = [(name, match) for name, match in self.programmes.find(named) if not _NAME.search(match.group())]
        for name, match in sorted(found, key=lambda entry: entry[0] in _OTHERS):
            yield OTHER if name in _OTHERS else PROGRAMME, match.start(), match.end()


def attribution(resources: Resources) -> Attribution:
    return Attribution(
        programmes=phrasebook(resources, "programme-names", *_OTHERS),
        cues=phrasebook(resources, *_CUES, *figures.LISTS, given=_GIVEN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A marked text with its sentences, its sources and its figures."""

    text: str
    sentences: Places
    starts: list[int]
    sources: dict[int, list[Source]]  # by the number of their sentence
    figures: list[Figure]
    crowded: frozenset[int]  # numbers of the sentences with figures
    announcing: frozenset[int]
    crediting: frozenset[int]
    guessing: frozenset[int]
    own: list[int]  # where words of the author's own stand

    @classmethod
    def of(cls, text: str, phrases: Phrases) -> "_Page":
        sentences = [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]
        starts = [start for start, _ in sentences]
        found = sorted(figures.figures(text, phrases))[:_MOST]

        def numbers(places: Iterable[tuple[int, ...]]) -> frozenset[int]:
            return frozenset(bisect_right(starts, place[0]) - 1 for place in places)

        page = cls(
            text=text,
            sentences=sentences,
            starts=starts,
            sources={},
            figures=found,
            crowded=numbers(found),
            announcing=numbers(phrases["figure-announced"]),
            crediting=numbers(phrases["figure-credits"]),
            guessing=numbers(phrases["figure-guesses"]),
            own=sorted(start for start, _ in phrases["figure-own"]),
        )
        heads = dict(match.span() for match in _HEADS.finditer(text))
        signed = (match.span() for match in _SIGNED.finditer(text))
        surely = _Cover([*phrases["figure-sources"], *signed, *heads.items()])
        never = _Cover([place for place in phrases["figure-not-sources"] if place[0] not in heads])
        for name in _NAME.finditer(text):
            source = Source(*name.span(), _standing(text, name, surely, never))
            page.sources.setdefault(bisect_right(starts, source.start) - 1, []).append(source)
        return page

    def confidence(self, figure: Figure) -> float:
        """How surely the agency is the source of a figure; 0 when it is not."""
        number = bisect_right(self.starts, figure.start) - 1
        sources = self.sources.get(number)
        if number in self.guessing:
            return 0
        if sources:
            return self._beside(figure, sources)
        if figure.published and not self._own(figure) and (self._announced(number) or self._credited(number)):
            return 0.7
        return 0

    def _beside(self, figure: Figure, sources: list[Source]) -> float:
        nearest = min(sources, key=lambda source: max(source.start - figure.end, figure.start - source.end))
        if nearest.standing is Standing.SURELY:
            return 0.85
        others = self.text[nearest.start] == PROGRAMME and any(not source.standing for source in sources)
        likely = nearest.standing is Standing.LIKELY and figure.published and not others
        return 0.7 if likely and not self._own(figure) else 0

    def _own(self, figure: Figure) -> bool:
        """Whether the author's own words stand in the figure's clause."""
        start, end = self.sentences[bisect_right(self.starts, figure.start) - 1]
        before = _CLAUSE.split(self.text[max(start, figure.start - 90) : figure.start])[-1]
        after = _CLAUSE.split(self.text[figure.end : min(end, figure.end + 90)], maxsplit=1)[0]
        left = bisect_left(self.own, figure.start - len(before))
        return left < len(self.own) and self.own[left] < figure.end + len(after)

    def _announced(self, number: int) -> bool:
        before = number - 1
        return before not in self.crowded and self._names(before, self.announcing, 1)

    def _credited(self, number: int) -> bool:
        behind = number + 1
        if not self.sources.get(behind) and self._words(behind) <= _FILLER and behind not in self.crowded:
            behind += 1
        return behind not in self.crowded and self._names(behind, self.crediting, _SHORT)

    def _names(self, number: int, saying_so: frozenset[int], brief: int) -> bool:
        """Whether all that this sentence names is the source, and the sentence says so or hardly anything else."""
        sources = self.sources.get(number, ())
        least = min((source.standing for source in sources), default=Standing.NOT)
        said = number in saying_so and least >= Standing.PLACE
        return said or (least >= Standing.LIKELY and self._words(number) <= brief + len(sources))

    def _words(self, number: int) -> int:
        if number >= len(self.sentences):
            return 0
        start, end = self.sentences[number]
        return len(_WORD.findall(self.text, start, min(end, start + 200)))


def _standing(text: str, name: re.Match[str], surely: "_Cover", never: "_Cover") -> Standing:
    if name.group()[0] not in AGENCY + PROGRAMME or never.has(name.start()):
        return Standing.NOT
    if surely.has(name.start()):
        return Standing.SURELY
    if _asks(text, name.end()):
        return Standing.NOT
    if _PLACE_OF_WORK.search(text, max(0, name.start() - 12), name.start()):
        return Standing.PLACE
    return Standing.LIKELY


def _asks(text: str, end: int) -> bool:
    """Whether the sentence goes on for more than a word and ends as a question."""
    rest = re.compile(r"[^.!?\n]{0,300}").match(text, end)
    return rest is not None and len(_WORD.findall(rest.group())) > 1 and text[rest.end() : rest.end() + 1] == "?"


class _Cover:
    """Places that may overlap, to be asked whether one of them has a position."""

    def __init__(self, places: Places) -> None:
        merged: Places = []
        for start, end in sorted(places):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        self._merged = merged

    def has(self, place: int) -> bool:
        before = bisect_right(self._merged, place, key=lambda span: span[0]) - 1
        return before >= 0 and place < self._merged[before][1]
