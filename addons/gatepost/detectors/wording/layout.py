"""Where a phrase stands in a text: what tells a marking from the same words in a sentence.

A form stands apart: alone on its line, at its head before a colon or a dash, in brackets, between bars. Words in a
sentence have words beside them. Everything is asked of one line at a time, so that long texts cost no more than short.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from unicodedata import category

from gatepost.detectors.views.reading import Reading
from gatepost.folding import fold

_LINE = 160  # characters either side that count as the line: more than a marking's line has, and what each look costs
_NEAR = 40  # characters either side in which a contrast of capitals shows
_DECORATION = " \t\"'()[]{}*_#<>|~=-+.:;,!•"
_LATIN = "\u024f"  # the last letter that English and French may have
_LINKED = re.compile(r"\w[-_.]\w")
_SEPARATED_AFTER = re.compile(
    r"[\"')\]*_]{0,4}[ \t]{0,4}(?://|[:|;/]|-{1,3}(?![a-z0-9])|\*{2}|[\"')\]]{0,2}[ \t]{0,4}(?:\n|$))"
)
_SEPARATED_BEFORE = re.compile(r"(?:^|[:=|/\]>;\"]|[()](?=[ \t])|(?<![a-z0-9])-{1,5})[ \t]{0,4}[\"'(\[*_#]{0,4}$")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A stretch of a reading, with what is before and after it on its line. (Not slotted: it remembers its answers.)"""

    text: Reading
    start: int
    end: int

    @cached_property
    def before(self) -> str:
        folded = self.text.folded
        return folded[max(folded.rfind("\n", 0, self.start) + 1, self.start - _LINE) : self.start]

    @cached_property
    def after(self) -> str:
        folded = self.text.folded
        newline = folded.find("\n", self.end, self.end + _LINE)
        return folded[self.end : newline if newline >= 0 else self.end + _LINE]

    @cached_property
    def written(self) -> str:
        """As written, before folding."""
        return self.text.written(self.start, self.end)

    @property
    def capitals(self) -> bool:
        return not any(character.islower() for character in self.written)

    @property
    def capitalised(self) -> bool:
        return not self.written.lstrip(_DECORATION)[:1].islower()

    @property
    def titled(self) -> bool:
        """A capital where a sentence has none: in the middle of it, or at each of several words."""
        if self.before[-1:].isspace() and self.before[-2:-1].isalnum() and self.written[:1].isupper():
            return True
        long = [word for word in re.split(r"[\s'’-]+", self.written) if len(word) > 3 and word[0].isalpha()]
        return len(self.written.split()) > 1 and bool(long) and all(not word[0].islower() for word in long)

    @property
    def stands_out(self) -> bool:
        """In capitals, where the words around it are not."""
        if not self.capitals or not any(map(str.isalpha, self.written)):
            return False
        start, end = self.text.span(self.start, self.end)
        around = self.text.original[max(0, start - _NEAR) : start], self.text.original[end : end + _NEAR]
        return any(map(str.islower, chain(*around)))

    @property
    def quoted(self) -> bool:
        """Between quotation marks, alone or with more."""
        return self.before.count('"') % 2 == 1 and '"' in self.after

    @property
    def heads(self) -> bool:
        """At the head of its line, but for bullets, quotes, brackets and pictures."""
        return not any(map(str.isalnum, self.before))

    @property
    def alone(self) -> bool:
        return not (self.before.strip(_DECORATION) or self.after.strip(_DECORATION))

    @property
    def whole_text(self) -> bool:
        """Nothing else near it: it heads nothing."""
        folded = self.text.folded
        return self.alone and not (
            folded[max(0, self.start - _LINE) : self.start] + folded[self.end : self.end + _LINE]
        ).strip(_DECORATION + "\n")

    @property
    def separated_before(self) -> bool:
        start, _ = self.text.span(self.start, self.end)
        return bool(_SEPARATED_BEFORE.search(self.before)) or self.text.original[start - 1 : start] == "_"

    @property
    def separated_after(self) -> bool:
        _, end = self.text.span(self.start, self.end)
        return bool(_SEPARATED_AFTER.match(self.after)) or self.text.original[end : end + 1] == "_"

    @property
    def disguised(self) -> bool:
        """Only this reading shows it, invisible signs part it, or its letters are foreign: people shall read it, and programs not."""
        start, end = self.text.span(self.start, self.end)
        original = self.text.original[start:end]
        return fold(original)[0] != self.text.folded[self.start : self.end] or any(
            category(character) == "Cf" or (character > _LATIN and character.isalpha()) for character in original
        )

    @property
    def linked(self) -> bool:
        """Several words without a blank: a-notice-in-a-name.pdf."""
        return bool(_LINKED.search(self.written)) and not any(map(str.isspace, self.written))

    @property
    def bracketed(self) -> bool:
        return self.before.endswith(("(", "[")) and self.after.startswith((")", "]"))

    @property
    def clause_before(self) -> str:
        """What its own sentence says before it."""
        return re.split(r"[.!?;]\s", self.before)[-1]

    @property
    def clause_after(self) -> str:
        return re.split(r"(?<=[.!?;])(?:\s|$)", self.after, maxsplit=1)[0]
