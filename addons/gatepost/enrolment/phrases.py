"""Phrases that reviewers excepted from a rule, and what of a text's findings lies within one.

A finding is let through by a phrase only where all of its evidence stands within the phrase: the same number elsewhere in
the same post is another finding. The rule to keep: a phrase never hides what it is not. Detectors tell of so many findings
of a kind and no more, so a text that says the phrase over and over is taken as if nobody had excepted it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.folding import text_item
from gatepost.model import Finding, Text

LONGEST = 200  # characters of a phrase
_AROUND = 2 * LONGEST  # characters: a phrase that a finding lies in is within, its runs of blanks included
_MOST = 10  # findings of one text: fewer than any limit of detectors, more than anybody writes by mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The id of an exception, and what finds its words in a folded text: none where `word`, its longest, does not stand."""

    id: str
    word: str
    pattern: re.Pattern[str]


def within(text: Text, findings: Iterable[Finding], phrases: Sequence[Phrase]) -> Iterable[Finding]:
    """The findings of a text in their order; those that lie within phrases name their exceptions."""
    if not phrases:
        return findings
    marked = [(finding, tuple(_holding(text, finding, phrases))) for finding in findings]
    if sum(bool(ids) for _, ids in marked) > _MOST:
        return [finding for finding, _ in marked]
    return [replace(finding, excepted=ids) if ids else finding for finding, ids in marked]


def _holding(text: Text, finding: Finding, phrases: Sequence[Phrase]) -> Iterator[str]:
    if finding.where.span is None or finding.where.span[1] - finding.where.span[0] > _AROUND:
        return
    start, end = finding.where.span
    begins = max(0, start - _AROUND)
    around = text_item(text.where, text.original[begins : end + _AROUND])
    for phrase in phrases:
        if phrase.word not in around.folded:  # a hundredth of the time
            continue
        places = (around.span(*match.span()) for match in phrase.pattern.finditer(around.folded))
        if any(left <= start - begins and end - begins <= right for left, right in places):
            yield phrase.id
