"""Findings get their excerpts: a little of the text around each, in one line, with nothing sensitive left in it.

What any finding of the text covers is replaced by its label; around that, digits and words that look like an address
or a token are masked. The rule to keep: an excerpt never contains a value found, so where one would (the same words
stand once more beside the finding), there is no excerpt.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gatepost.folding import fold
from gatepost.model import Finding, Item, Text, Where

AROUND = 24  # characters of context on each side: enough to recognise one's own post by

_LONGEST_WORD = 24  # a longer one is an address, a key or a chain of words; masked whole
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"@|[^\W\d_]\d|\d[^\W\d_]")  # an address, or digits among letters
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    """A text, what findings cover of it (start, end, label; in order), and those values, folded."""

    original: str
    spans: tuple[tuple[int, int, str], ...]
    values: frozenset[str]


def redact(findings: Iterable[Finding], texts: Iterable[Item]) -> tuple[Finding, ...]:
    """The same findings in the same order; those with a span in one of these texts have an excerpt."""
    findings = tuple(findings)
    by_place: dict[Where, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.where.span:
            by_place[_place(finding)].append(finding)
    covered = {
        text.where: _covered(text.original, by_place[text.where])
        for text in texts
        if isinstance(text, Text) and text.where in by_place
    }
    return tuple(_with_excerpt(finding, covered) for finding in findings)


def _place(finding: Finding) -> Where:
    return replace(finding.where, span=None)


def _covered(original: str, findings: Sequence[Finding]) -> _Covered:
    spans = sorted((*finding.where.span, finding.label) for finding in findings if finding.where.span)
    values = {_one_line(fold(original[start:end])[0]) for start, end, _ in spans}
    return _Covered(original=original, spans=tuple(spans), values=frozenset(values - {""}))


def _with_excerpt(finding: Finding, covered: Mapping[Where, _Covered]) -> Finding:
    if finding.where.span is None or _place(finding) not in covered:
        return finding
    text = covered[_place(finding)]
    start, end = finding.where.span
    line = _one_line(_around(text, start, end, finding.label))
    leaks = any(value in _one_line(fold(line)[0]) for value in text.values)
    return replace(finding, excerpt=None if leaks else line)


def _around(text: _Covered, start: int, end: int, label: str) -> str:
    before = _stretch(text, max(0, start - AROUND), start)
    return f"{before}[{label}]{_stretch(text, end, min(len(text.original), end + AROUND))}"


def _stretch(text: _Covered, start: int, end: int) -> str:
    """A stretch of the text, masked, with what other findings cover in it replaced by their labels."""
    wider = max(0, start - 2 * _LONGEST_WORD)  # so that a word cut by the edge is known for what it is
    masked = _WORD.sub(_mask, text.original[wider : end + 2 * _LONGEST_WORD])
    pieces: list[str] = []
    at = start
    for left, right, label in text.spans:
        if right > at and left < end:
            pieces += [masked[at - wider : max(at, left) - wider], f"[{label}]"]
            at = right
    return "".join([*pieces, masked[at - wider : max(at, end) - wider]])


def _mask(word: re.Match[str]) -> str:
    if len(word.group()) > _LONGEST_WORD or _TOKEN.search(word.group()):
        return "•" * len(word.group())
    return _DIGIT.sub("•", word.group())


def _one_line(text: str) -> str:
    return _BLANK.sub(" ", text).strip()
