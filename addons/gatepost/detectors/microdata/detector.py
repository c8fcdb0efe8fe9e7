"""Records of respondents, pasted as a table or told as a list: `microdata`, its value the number of rows.

Four rows are enough, when what stands in them points at persons or businesses (`evidence.py`), and what is said around
them does not say otherwise: results, rosters, pets, characters, prices and published figures are left alone. Words such as
"respondent" or "interview" near the rows count for as much as a column. The rule to keep: cells never leave this module,
only the kinds of the columns and how many rows there are.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from gatepost.detectors.microdata.columns import MARK, Cells, Kind, Vocabulary, vocabulary
from gatepost.detectors.microdata.evidence import Evidence, weigh
from gatepost.detectors.microdata.fixed_width import packed
from gatepost.detectors.microdata.series import by_age, by_sign
from gatepost.detectors.microdata.tables import (
    Line,
    Looks,
    Span,
    Table,
    bare_columns,
    columns,
    grids,
    items,
    labelled,
    lines_of,
    paragraphs,
    pieces,
    told,
)
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import USUAL, Reading, View
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.folding import fold, words
from gatepost.model import Finding, Tag

_VIEWS = frozenset({View.PLAIN, View.DECODED, View.REVERSED, View.ROTATED})  # those that keep lines and numbers
_ENOUGH = 3.5
_NEARLY = 2.0  # from here on what is said around the rows can make the difference
_BEFORE, _AFTER, _WITHIN = 400, 250, 1500  # characters around and of the rows in which words count
_TITLE = 120  # ... and of its first row
_ABOUT_RESPONDENTS, _NOT_RESPONDENTS, _INVENTED, _PUBLISHED = 2.0, -3.0, -6.0, -1.5
_LONGEST = 240  # characters of a line that tells of one person
_FEWEST = 4  # rows, and marks of records
_ITEMS = 40  # characters of a line with several records
# What only the right way to read shows: ages and amounts are numbers either way, and a sex may be one letter.
_WORDED = frozenset({Kind.NAME, Kind.STATUS, Kind.WORK, Kind.HEALTH, Kind.LIFE, Kind.PLACE})
_REVEALED = {View.REVERSED: _WORDED | {Kind.POSTAL, Kind.POSTAL_AREA}, View.ROTATED: _WORDED | {Kind.SEX}}
_MENTIONS = 3  # of numbers that may be about somebody
_UNIT = (
    r"(?:km|k?g|mg|m?l|lbs?|[cm]?m|min|mins|minutes?|h|x|am|pm|st|nd|rd|th|e|er|gb|mb|degres|degrees|hours?|heures?"
    r"|sec|secondes?|seconds?|games?|jours?|days?|weeks?|semaines?|mois|months?|fois|times|pages?|per|pour|points?|pts|%(?!%))"
)
# Ages, years, thousands, codes; no times, no measures, no share of anything, and not the present decade.
_ABOUT_SOMEBODY = re.compile(
    rf"\d(?<!\d[.:]\d)(?:\d?[mfh](?![a-z])|(?!02\d(?!\d))\d{{3,}}|\d{{0,2}}[ ,]\d{{3}}|\d(?!\d|[.,:]\d| ?{_UNIT}(?![a-z]))"
    rf"|\d{{0,2}} ?(?:k|ans|yo|y/o|years?|yrs?)(?![a-z])|\d{{0,2}}(?=[a-z])(?!{_UNIT}(?![a-z]))|(?=[,)\n\]}}])|e annee)"
)
_DIGITS = "0123456789"
_SAID = ("ty", "teen", "nte", "vingt")  # forty, nineteen, quarante
# What any four rows have, said so that it is seen once, at the text's end.
_HINTS = frozenset(
    f"(?s){f'.*{between}'.join([one] * _FEWEST)}.*\\z"
    for one, between in ((r"\d", r"\D"), ("(?:ty|teen|nte|vingt)", ""))
)
_RECORD = frozenset(
    {Kind.AGE, Kind.SEX, Kind.SEX_LETTER, Kind.POSTAL, Kind.POSTAL_AREA, Kind.MONEY, Kind.SMALL, Kind.LARGE, Kind.DATE}
    | {Kind.YEAR, Kind.CONTACT, Kind.NUMBER, Kind.NAME, Kind.FIRM, Kind.CODE, Kind.RECORD}
    | {Kind.STATUS, Kind.WORK, Kind.HEALTH, Kind.HOME, Kind.ORIGIN, Kind.STAFF, Kind.INDUSTRY}
)


_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,24}(?:['’-][^\W\d_]{1,24}){0,2}"
_NAME = re.compile(
    rf"[\W\d_]{{0,12}}(?:\w{{1,12}}[ .:#]{{1,3}}\w{{1,7}}[ ;,:.|–-]{{1,4}})?(?:M\.|Mr|Mrs|Ms|Mme|Mlle|Dr)?[. ]{{0,2}}"
    rf"({_CAPITALISED}[ ,]{{1,2}}(?:(?:de|du|la|le|van|von|der|el|al) )?(?:{_CAPITALISED}|[A-Z](?![a-z])))"
    rf"|[\W\d_]{{0,12}}({_CAPITALISED})(?:, | \(|,)(?=\d\d(?!\d))"
    r"|[\W\d_]{0,12}(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|[A-Z]\.) ?([^\W\d_a-z][^\W\d_]{1,24})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Microdata:
    vocabulary: Vocabulary
    about_respondents: re.Pattern[str]
    not_respondents: re.Pattern[str]
    invented: re.Pattern[str]
    published: re.Pattern[str]
    name: str = "microdata"
    reads: frozenset[View] = USUAL
    labels: frozenset[str] = frozenset({"microdata"})
    hints: frozenset[str] = _HINTS

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag) or item.view not in _VIEWS or not _may_hold_rows(item.folded):
            return
        taken = Spans()
        dull: set[int] = set()  # where rows begin that were seen well enough
        cells = Cells(vocabulary=self.vocabulary)
        for table in self._tables(item.folded, cells, taken, dull):
            if taken.meet(*table.span):
                continue
            evidence = weigh(table, cells, lambda place: self._is_named(item, place))
            score = evidence.score
            if score < _NEARLY and table.dense:
                dull.update(start for start, _ in table.places)
            if item.view in _REVEALED and _REVEALED[item.view].isdisjoint(evidence.kinds):
                continue
            if score >= _NEARLY:
                score += self._said_around(item.folded, *table.span)
            if score >= _ENOUGH:
                taken.add(*table.span)
                yield _finding(item, table.span, evidence, score)

    def _tables(self, folded: str, cells: Cells, taken: Spans, dull: AbstractSet[int]) -> Iterator[Table]:
        """Every way to see rows in the text, the plainest first; what is taken or dull is not looked at again."""

        def is_label(label: str) -> bool:
            return self.vocabulary.exact_heading(label) is not None

        yield from labelled(folded, is_label)
        yield from columns(folded)
        lines = lines_of(folded)
        yield from grids(lines)
        yield from packed(lines)
        yield from bare_columns(lines)
        marks = [match.start() for match in MARK.finditer(folded)]
        if len(marks) < _FEWEST:
            return

        looks = Looks(
            marked=lambda line: _count_between(marks, line[0], line[1]) > 0,
            kinds=lambda line: len({kind for kind, _ in cells.tokens(line[2])} & _RECORD),
        )
        lines = [line for line in lines if line[0] not in dull and not taken.meet(line[0], line[1])]
        if not _may_be_told(lines, cells):
            return
        yield from told([line for line in lines if len(line[2]) <= _LONGEST], looks)
        for line in lines:
            if len(line[2]) >= _ITEMS and _count_between(marks, line[0], line[1]) >= _FEWEST:
                yield from items(line, looks)
                for cut in by_sign(line):
                    yield from told(cut, looks)
        yield from paragraphs(folded, lines, looks)
        yield from map(pieces, by_age(folded, marks))

    def _is_named(self, reading: Reading, place: Span) -> bool:
        """Whether a row begins, after a number or a word, with two words that are written as names are, and are no place."""
        if reading.view is not View.PLAIN:
            return False
        start, end = reading.span(*place)
        name = _NAME.match(reading.original[start : min(end, start + 90)])
        if name is None:
            return False
        return self.vocabulary.values.get(fold(name.group(name.lastindex or 0))[0]) is not Kind.PLACE

    def _said_around(self, folded: str, start: int, end: int) -> float:
        before, after = folded[max(0, start - _BEFORE) : start], folded[end : end + _AFTER]
        within = folded[start : min(end, start + _WITHIN)]
        title = folded[max(0, start - _BEFORE) : min(end, start + _TITLE)]  # a remark may have been taken for a row
        return (
            _ABOUT_RESPONDENTS * any(map(self.about_respondents.search, (before, after, within)))
            + _NOT_RESPONDENTS * any(map(self.not_respondents.search, (before, after, within)))
            + _INVENTED * any(map(self.invented.search, (title, after)))
            + _PUBLISHED * any(map(self.published.search, (title, after)))
        )


def _count_between(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _may_hold_rows(folded: str) -> bool:
    """The cheap look: four rows have four numbers, most of which may be about somebody, or ages in words."""
    if sum(map(folded.count, _DIGITS)) >= _FEWEST and len(_ABOUT_SOMEBODY.findall(folded)) >= _MENTIONS:
        return True
    return sum(map(folded.count, _SAID)) >= _FEWEST


def _may_be_told(lines: Sequence[Line], cells: Cells) -> bool:
    """Whether anything that speaks for records comes round: what reads a text again in many ways is for those."""
    if any(len(line) > _LONGEST for _, _, line in lines):
        return True
    counts = Counter(kind for _, _, line in lines for kind, _ in cells.tokens(line))
    return any(count >= _MENTIONS for kind, count in counts.items() if kind in _RECORD)


def _finding(reading: Reading, place: Span, evidence: Evidence, score: float) -> Finding:
    confidence = min(0.97, 0.7 + 0.05 * (score - _ENOUGH))
    finding = found("microdata", f"microdata:{evidence.rows}", confidence, reading, place)
    return replace(finding, details=(("columns", " ".join(evidence.kinds)),))


def build(resources: Resources) -> Microdata:
    return Microdata(
        vocabulary=vocabulary(resources),
        about_respondents=words(resources.lexicon("microdata-about-respondents")),
        not_respondents=words(resources.lexicon("microdata-not-respondents")),
        invented=words(resources.lexicon("microdata-invented")),
        published=words(resources.lexicon("microdata-published")),
    )
