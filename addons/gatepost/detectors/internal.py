"""Notices that keep a text inside: `internal-only`, English and French, however trivial what they stand on.

Some wordings say it wherever they stand ("for internal use only", "do not share outside the department"). Others are
said of many things ("do not distribute", "staff only", « diffusion interdite »): they count by evidence, a point for each
thing that makes a notice of them: standing apart, at the head of a line, written in capitals or quoted, beside the
words of an office, shown on something. The rule to keep: what is forbidden must be the text itself, so that a notice
about flyers, food or passwords is never one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Talk, talk
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_MOST = 20  # findings in one text: more tell nothing new
_ENOUGH = 3  # points
# How much the wording alone says.
_POINTS = {"internal-only": 3, "internal-only-leaving": 2, "internal-only-form": 1, "internal-only-plea": 0}
_SENTENCE = 2  # points from which it is a notice in the middle of a sentence too
_BESIDE, _NEAR = 60, 120  # characters

_STARTS = re.compile(
    r"(?:^|[.!?:;,|/\]\[(\"*>=#-])[\s\"'(\[*]{0,4}(?:please |pls |svp |merci de |priere de |veuillez )?$"
)
_HEADS = re.compile(r"[^\w]{0,12}(?:please|pls|svp|merci de|priere de|veuillez|[a-z]{2,5}\.)?[^\w]{0,4}$")
# The field of a header that says who may have it.
_FIELD = re.compile(
    r"(?:^|[|/])[^\w]{0,6}(?:distribution|diffusion|dist\.?|audience|auditoire|acces|access|circulation|partage|sharing|handling|destinataires?|public cible)"
    r" ?:[^\w]{0,3}$"
)
_ENDS = re.compile(
    r"(?: (?:please|pls|plz|svp|stp|thanks|thx|merci|ok|okay|la|lol|mdr))?"
    r"[\"')\]*]{0,3}[ \t]{0,3}(?:$|\n|[.,;:!|/\]=<]|-(?![a-z])|[^\x00-\x7f]|\"|(?:or|nor|ni|ou|and|et)\b)"
)
_NEGATED = re.compile(
    r"(?:\bnot|n't|\bnon|\bpas|\bnever|\bnothing is|\brien n'est|\bnone is)(?: only| just| merely| seulement| uniquement)?[ \"'(]{1,3}$"
)
# Under a condition, or up to a time, it is no notice of this kind.
_RUNS_ON = re.compile(
    r"(?:[\s,]{1,3}(?:or |and |ni |ou )?\w{4,16})?[\s,]{1,3}(?:before|until(?! further)|prior|avant|jusqu(?!'a nouvel))|[\s,]{1,3}(?:if|when|because|unless|si|quand|parce|lorsque|"
    r"to (?!the|media|press|extern|anyone|other|third))\b"
)
# What is forbidden, where it is told: the text itself, or anything else.
_ITSELF = re.compile(
    r"\s{1,3}(?:(?:this|these|it|them|any of this|any of it|the attached|the enclosed|below|ceci|cela|ca|ce|cet|cette|ces|le present|la presente)\b"
    r"|(?:without|sans|avec|outside|beyond|further|with|aux|au|hors|en dehors|in any|sous|in whole|par|by|via|on social|sur les)\b)"
)
_THING = re.compile(r"\s{1,3}[a-z]")
_SOME_THING = re.compile(
    r"\s{1,3}(?:my|your|his|her|our|their|the|an?|any|all|de|des|du|d'|les?|la|l'|mon|ma|mes|ton|ta|votre|vos|nos)(?:\b|(?<='))"
)


class Notice(NamedTuple):
    """A stretch of overlapping phrases, and what the best of them says: the list that has it tells."""

    start: int
    end: int
    list: str

    @property
    def points(self) -> int:
        return _POINTS[self.list]


def _joined(places: Iterable[Notice]) -> list[Notice]:
    """Of phrases that overlap, in their order, one: a denial before the first is one of them all."""
    joined: list[Notice] = []
    for place in places:
        if joined and place.start < joined[-1].end:
            last = joined.pop()
            best = max(last, place, key=lambda notice: notice.points)
            joined.append(Notice(last.start, max(place.end, last.end), best.list))
        else:
            joined.append(place)
    return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Internal:
    notices: Phrasebook
    office: re.Pattern[str]
    shown: re.Pattern[str]
    not_papers: re.Pattern[str]
    talk: Talk
    hints: Callable[[], Hints]
    name: str = "internal"
    reads: frozenset[View] = EVERY
    whole: bool = True
    labels: frozenset[str] = frozenset({"internal-only"})

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from islice(distinct(self._notices(item)), _MOST)

    def _notices(self, reading: Reading) -> Iterator[Finding]:
        notices = _joined(
            sorted(Notice(*match.span(), name) for name, match in self.notices.find(reading.once(words_of)))
        )
        for left, notice, right in zip([None, *notices], notices, [*notices[1:], None], strict=False):
            place = Place(text=reading, start=notice.start, end=notice.end)
            beside = (left and notice.start - left.end < _BESIDE) or (right and right.start - notice.end < _BESIDE)
            if self._stands(place, notice.points, another=bool(beside)) and not self._is_no_notice(place):
                confidence = 0.9 if notice.points >= _ENOUGH else 0.8
                span = notice.start, notice.end
                yield found(self.name, "internal-only", confidence, reading, span, ("list", notice.list))

    def _is_no_notice(self, place: Place) -> bool:
        return (
            bool(_NEGATED.search(place.before) or _RUNS_ON.match(place.after))
            or (not place.stands_out and bool(self.not_papers.search(place.clause_before + place.clause_after)))
            or self.talk.of(place)
        )

    def _stands(self, place: Place, points: int, *, another: bool) -> bool:
        """Whether wording and evidence together make it a notice; where there is nothing else, only wording does."""
        if points >= _ENOUGH:
            return True
        unlike = place.stands_out or place.disguised or place.linked  # the words around it
        apart = self._apart(place, unlike=unlike)
        marked = unlike or place.bracketed or place.quoted or place.titled
        stands = (apart or marked) and not self._of_something_else(place, unlike=unlike)
        if not (stands or points >= _SENTENCE) or place.whole_text:
            return False
        evidence = (
            apart,
            apart and bool(_HEADS.match(place.before) or _FIELD.search(place.before)),
            marked,
            another,
            self._shown(place),
        )
        return points + sum(evidence) + self._of_an_office(place) >= _ENOUGH

    def _apart(self, place: Place, *, unlike: bool) -> bool:
        """Words on their own: what is unlike the words around it ends where it changes."""
        if place.bracketed and place.heads:
            return True
        starts = _STARTS.search(place.before) or self.office.search(place.before[-20:])
        return bool(starts and (unlike or _ENDS.match(place.after) or place.separated_after))

    def _of_something_else(self, place: Place, *, unlike: bool) -> bool:
        """Whether it goes on to say what is forbidden, and that is not the text."""
        if _ITSELF.match(place.after) or _ENDS.match(place.after) or self.office.search(place.after[:_BESIDE]):
            return False
        return bool((_SOME_THING if unlike else _THING).match(place.after))

    def _of_an_office(self, place: Place) -> int:
        """Two points for the words of an office close by, one for some in the same passage."""
        folded = place.text.folded
        for reach, points in ((_BESIDE, 2), (_NEAR, 1)):
            around = f"{folded[max(0, place.start - reach) : place.start]} | {folded[place.end : place.end + reach]}"
            if self.office.search(around):
                return points
        return 0

    def _shown(self, place: Place) -> bool:
        """Whether the sentence says that it is written somewhere."""
        return bool(self.shown.search(f"{place.clause_before[-60:]} | {place.clause_after[:_BESIDE]}"))


def build(resources: Resources) -> Internal:
    return Internal(
        notices=phrasebook(resources, *_POINTS),
        office=phrase_pattern(resources, "internal-only-beside"),
        shown=phrase_pattern(resources, "marking-shown"),
        not_papers=phrase_pattern(resources, "internal-only-not-papers"),
        talk=talk(resources),
        hints=lambda: phrase_hints(resources, *_POINTS),
    )
