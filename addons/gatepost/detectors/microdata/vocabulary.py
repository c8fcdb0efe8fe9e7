"""The words of headings and of cells: « Revenu du ménage » heads incomes, "widowed" is a marital status.

They come from the lexicons `microdata-heading-*` and `microdata-value-*`, both languages together, for nobody's data says
which it is in. The rule to keep: of several kinds that a heading names, a figure about many outweighs the rest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gatepost.detectors.microdata.kinds import Kind
from gatepost.enrolment import Resources
from gatepost.folding import fold

_HEADED = tuple(Kind)[: tuple(Kind).index(Kind.COUNT) + 1]
_VALUED = (
    Kind.SEX,
    Kind.STATUS,
    Kind.WORK,
    Kind.HEALTH,
    Kind.HOME,
    Kind.ORIGIN,
    Kind.ANSWER,
    Kind.FIRM,
    Kind.INDUSTRY,
    Kind.PLACE,
)
_ANSWER_CODE = re.compile(r"(?:q|var|item)\d{1,3}[a-z]?|w(?:t|ts|gt)\w{0,4}")
_SUMS = frozenset({"total", "totals", "totaux"})  # an income may be a total; a column of nothing else is one of counts
_NOT_WORD = re.compile(r"[^a-z0-9+]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of headings and of cells, folded; what a heading says is keyed without its blanks."""

    headings: Mapping[str, Kind]
    values: Mapping[str, Kind]
    openings: frozenset[str]  # words that begin a value of several
    known: frozenset[str]  # every word of a value or a heading

    def heading(self, cell: str) -> Kind | None:
        """The kind of what stands below this heading; a figure about many outweighs the rest ("median age")."""
        words = _NOT_WORD.sub(" ", cell[:60]).split()
        if not words or len(words) > 5:
            return None
        whole = self.headings.get("".join(words))
        if whole:
            return whole
        if _ANSWER_CODE.fullmatch(words[0]):
            return Kind.ANSWER
        kinds = [self.headings[piece] for piece in _pieces(words) if piece in self.headings]
        return Kind.COUNT if Kind.COUNT in kinds else next(iter(kinds), None)

    def exact_heading(self, cell: str) -> Kind | None:
        """The same for a label in running text, which must be the heading and nothing else."""
        return self.headings.get("".join(_NOT_WORD.sub(" ", cell[:60]).split()))


def _pieces(words: list[str]) -> list[str]:
    """Runs of words that may be a heading, the longer first; a word of two letters says it only when it stands alone."""
    count = len(words)
    runs = [
        "".join(words[start : start + length])
        for length in range(count - 1, 0, -1)
        for start in range(count - length + 1)
    ]
    return [run for run in runs if len(run) > 2 and run not in _SUMS]


def vocabulary(resources: Resources) -> Vocabulary:
    """The words of headings and cells of both languages. A word on two lists says what the earlier kind says."""
    headings: dict[str, Kind] = {}
    for kind in _HEADED:
        for term in resources.lexicon(f"microdata-heading-{'postal' if kind is Kind.POSTAL else kind}"):
            headings.setdefault("".join(_NOT_WORD.sub(" ", fold(term)[0]).split()), kind)
    values = {fold(term)[0]: Kind.NAME for term in resources.lexicon("microdata-value-first-name")}
    for kind in reversed(_VALUED):
        values |= {fold(term)[0]: kind for term in resources.lexicon(f"microdata-value-{kind}")}
    openings = frozenset(term.split()[0] for term in values if " " in term)
    known = frozenset(word for term in values for word in term.split()) | headings.keys()
    return Vocabulary(headings=headings, values=values, openings=openings, known=known)
