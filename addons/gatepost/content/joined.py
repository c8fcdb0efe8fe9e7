"""The earlier posts of a thread and the present one, read as one text: what was split over them shows where they meet.

A number in two halves, a marking with its letter in the next post, records row by row: each post is clean, and whoever
reads the account sees all of it. So the present text is read once more behind the earlier ones, joined in each way
that splitting leaves. The rule to keep: only what neither side shows by itself is a finding here. What the present post
has is found anyway, what the earlier ones had was judged then, and no innocent post is held against what stands before it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise, product
from typing import Protocol

from gatepost.content.pieces import beginning_of, end_of, is_entry, last_of, lead, trimmed, ways
from gatepost.content.thread import MOST_BYTES, says_again
from gatepost.folding import text_item
from gatepost.model import Finding, Item, Role, Text

REACH = 200  # characters on either side of where two posts meet: more than anything has that is cut in two
_LONGEST_MIDDLE = 60  # characters of a post that has a middle piece of something, and nothing else
_MOST_FINDINGS = 20  # more tell a reviewer nothing new

# These are made of more than fits there.
_SPREAD = frozenset({"microdata", "enrolled-record", "fingerprint"})

# These are told by a word beside them, and it may stand in the other post: "My SIN is", "046 454 286". Between two posts
# that have nothing to do with each other there is such a word too, sometimes; so both must be where the posts meet.
_TOLD_BY_ANOTHER = frozenset({"personal-identifier", "credential"})
_WORD_NEAR, _VALUE_NEAR = 24, 16  # characters


class Detect(Protocol):
    """What the detectors see of these labels in a text."""

    def __call__(self, text: Text, *, labels: frozenset[str]) -> Iterable[Finding]: ...


type _Look = Callable[[Text], Iterable[Finding]]


def read_on(
    earlier: Sequence[str],
    items: Iterable[Item],
    findings: Sequence[Finding],
    labels: frozenset[str],
    detect: Detect,
) -> tuple[Finding, ...]:
    """What of these labels shows only when the present post is read behind the earlier texts, oldest first.

    `items` and `findings` are the present post's own. Its first text of the role `text` is read so, or its first of all.
    """
    texts = [item for item in items if isinstance(item, Text)]
    present = next((text for text in texts if text.role is Role.TEXT), texts[0] if texts else None)
    if present is None:
        return ()
    pieces = [trimmed(text) for text in earlier if not says_again(text, present.original)]
    own = [finding for finding in findings if finding.where.part == present.where.part]
    found: list[Finding] = []
    for joined, looked_for in _joinings([piece for piece in pieces if piece], present, labels):
        seen = joined.needing_both(partial(detect, labels=looked_for), own)
        found += (finding for finding in seen if not _said(finding, found))
    return tuple(found[:_MOST_FINDINGS])


def _joinings(
    pieces: Sequence[str], present: Text, labels: frozenset[str]
) -> Iterator[tuple["_Joined", frozenset[str]]]:
    """Each joining, and what is looked for in it: in all of it line by line, then in every way near where they meet.

    What is cut into many pieces is cut in one way. So the last gap has its own way, and those before it one together.
    """
    entries = [piece for piece in pieces if is_entry(piece)] if labels & _SPREAD and is_entry(present.original) else []
    if entries:
        yield _join(entries, present, "\n", "\n", MOST_BYTES), labels & _SPREAD
    near = last_of(pieces, REACH)
    if near and labels - _SPREAD:
        begins = present.original[lead(present.original) :][:2]
        gaps = pairwise(near) if len(near[-1]) <= _LONGEST_MIDDLE else ()
        for between, last in product(ways(gaps), ways([(near[-1], begins)])):
            yield _join(near, present, between, last, REACH), labels - _SPREAD


def _join(pieces: Sequence[str], present: Text, between: str, last: str, most: int) -> "_Joined":
    left_out = lead(present.original)
    before = between.join(pieces)
    starts = accumulate((len(piece) + len(between) for piece in pieces[:-1]), initial=0)
    return _Joined(
        text=text_item(present.where, f"{before}{last}{beginning_of(present.original[left_out:], most)}", present.role),
        starts=(*starts, len(before) + len(last)),
        join=last,
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    """One joining of the posts. `starts` are where each begins in the text, the present one last.

    `join` is what joins that one, and `left_out` the number of its characters that are not read.
    """

    text: Text
    starts: tuple[int, ...]
    join: str
    left_out: int

    @property
    def begins(self) -> int:
        """Where the present post begins."""
        return self.starts[-1]

    @property
    def ended(self) -> int:
        """Where the earlier ones end."""
        return self.begins - len(self.join)

    def needing_both(self, look: _Look, own: Sequence[Finding]) -> Iterator[Finding]:
        """What is found here and on neither side alone, as findings of the present post."""
        earlier: Sequence[Finding] | None = None
        for finding in look(self.text):
            if finding.where.span is None or not self._needs_both(finding, *finding.where.span, look):
                continue
            if finding.where.span[0] < self.ended:
                earlier = tuple(look(self._text(self.text.original[: self.ended]))) if earlier is None else earlier
                if _said(finding, earlier):
                    continue
            placed = self._placed(finding, *finding.where.span)
            if not _said(placed, own):
                yield placed

    def _needs_both(self, finding: Finding, start: int, end: int, look: _Look) -> bool:
        """Whether it reaches from one post into the other, or a word of one tells what stands in the other."""
        if start < self.ended and self.begins < end:
            return True
        if finding.label not in _TOLD_BY_ANOTHER:
            return False
        if end <= self.ended:
            return self.ended - end <= _VALUE_NEAR and 2 * (end - start) >= self.ended - self.starts[-2]
        return start - self.begins <= _VALUE_NEAR and self._announced(finding, look)

    def _announced(self, finding: Finding, look: _Look) -> bool:
        """Whether the earlier post ends with the word that tells what stands in the present one."""
        start, end = finding.where.span or (0, 0)
        if self.join == " " and 2 * (end - start) < len(self.text.original) - self.begins:
            return False  # behind a mere blank the value must be nearly all that is said
        word = end_of(self.text.original[: self.ended], _WORD_NEAR)
        return self._tells(word, finding, look) and not (self.join == "" and self._tells("x", finding, look))

    def _tells(self, word: str, finding: Finding, look: _Look) -> bool:
        """Whether the same is found in the present post behind these words alone. (Behind "x", its own first word is spoilt.)"""
        start, end = finding.where.span or (0, 0)
        moved = len(word) - self.ended
        here = replace(finding, where=replace(finding.where, span=(start + moved, end + moved)))
        return _said(here, look(self._text(word + self.text.original[self.ended :])))

    def _text(self, text: str) -> Text:
        return text_item(self.text.where, text, self.text.role)

    def _placed(self, finding: Finding, start: int, end: int) -> Finding:
        """The finding where it stands in the present post, or without a span when only what tells it stands there."""
        share = (max(start - self.begins, 0) + self.left_out, end - self.begins + self.left_out)
        touched = sum(start < after and before < end for before, after in pairwise(self.starts))
        return replace(
            finding,
            where=replace(finding.where, span=share if end > self.begins else None),
            details=(*finding.details, ("thread", str(max(touched, 1) + 1))),
        )


def _said(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether one of these is the same kind of finding at the same place."""
    return any(_kind(finding) == _kind(other) and _meet(finding.where.span, other.where.span) for other in others)


def _kind(finding: Finding) -> str:
    """A value that is a count (of rows) says how much, not what."""
    return finding.label if finding.value.isdigit() else finding.name


def _meet(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and other[0] < one[1]
