"""The names of the agency, of the government and of federal bodies in a text, marked for phrases that look around them.

`marked` writes capital letters over each name, one letter for one kind of name: a folded text has no capitals of its
own, so "i work at statcan" becomes "i work at AAAAAAA" and a phrase needs to know one letter instead of a hundred
names. Lengths stay, so places stay. A name inside a link or an e-mail address is no name, and short forms that are
also ordinary words ("that stat can mislead", GOC the general) count only beside what goes with a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.phrasebook import Given, Phrasebook, phrasebook, words_of
from gatepost.detectors.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Text

AGENCY, GOVERNMENT, FEDERAL, BODY = "A", "G", "E", "F"
# What phrases of the lexicons may say for these names.
GIVEN: Given = {
    "agency": (r"[AG]{2,60}(?!\w)", ("AAA", "GGG")),
    "protected-names": (r"[AGE]{2,60}(?!\w)", ("AAA", "GGG", "EEE")),
    "employer": (r"[AGEF]{2,60}(?!\w)", ("AAA", "GGG", "EEE", "FFF")),
}
_WRITTEN_AS_NAMES = frozenset({"Stat Can", "Stats Can", "STAT CAN", "STATS CAN", "Stat-Can", "Stats-Can", "GoC", "GdC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names by kind, in the order in which they are marked; `short` are those that are ordinary words too."""

    books: tuple[tuple[str, Phrasebook], ...]
    hashtags: Phrasebook
    handles: frozenset[str]
    short: re.Pattern[str]
    verbs_after: re.Pattern[str]
    beside: re.Pattern[str]

    def mentions(self, item: Text) -> Iterator[tuple[str, int, int]]:
        """Kind, start and end in the folded text of each name that names."""
        folded, words = item.folded, words_of(item.folded)
        for kind, book in self.books:
            for match in book.find(folded, words):
                if not _in_link(folded, *match.span()) and not self._ordinary(item, match):
                    yield kind, match.start() - (folded[match.start() - 1 : match.start()] in ("@", "#")), match.end()
        for match in self.hashtags.find(folded, words) if "#" in folded else ():
            if folded[match.start() - 1 : match.start()] == "#":
                yield AGENCY, match.start() - 1, match.end()
        for match in _HANDLE.finditer(folded) if "@" in folded or "u/" in folded else ():
            if match[1].rstrip(".-") in self.handles and not _in_link(folded, *match.span()):
                yield AGENCY, match.start(), match.end()

    def marked(self, item: Text) -> str:
        """The folded text with capitals over the names."""
        letters = list(item.folded)
        for kind, start, end in self.mentions(item):
            letters[start:end] = kind * (end - start)
        return "".join(letters)

    def _ordinary(self, item: Text, match: re.Match[str]) -> bool:
        """Whether a short form is only a word here. Written with capitals as a name is, it needs no company."""
        if not self.short.fullmatch(match.group()):
            return False
        if self.verbs_after.match(item.folded, match.end()):
            return True
        start, end = item.span(*match.span())
        if item.original[start:end] in _WRITTEN_AS_NAMES or item.original[start - 1 : start] == "#":
            return False
        before, after = (
            item.folded[max(0, match.start() - 40) : match.start()],
            item.folded[match.end() : match.end() + 40],
        )
        return not self.beside.search(f"{before}_{after}")


_HANDLE = re.compile(r"(?<![\w@])(?:@|u/)([\w.-]{1,64})")


def names(resources: Resources) -> Names:
    return Names(
        books=(
            (AGENCY, phrasebook(resources, "agency-names", "agency-short-names")),
            (GOVERNMENT, phrasebook(resources, "government-names", "government-short-names")),
            (FEDERAL, phrasebook(resources, "federal-government")),
            (BODY, phrasebook(resources, "federal-bodies")),
        ),
        hashtags=phrasebook(resources, "agency-hashtags"),
        handles=frozenset(account.removeprefix("u/").lstrip("@") for account in resources.agency_accounts),
        short=phrase_pattern(resources, "agency-short-names", "government-short-names"),
        verbs_after=re.compile(rf"\s+{phrase_pattern(resources, 'not-after-short-names').pattern}"),
        beside=phrase_pattern(resources, "beside-short-names"),
    )


_LINKED = re.compile(r"(?:_\w+)?\.(?:gc|ca|com|org)\b|/\w+/")


def _in_link(folded: str, start: int, end: int) -> bool:
    """Whether the name is part of an address: what is before it up to a blank, and right behind it, tells."""
    before = re.split(r"[\s(<\"']", folded[max(0, start - 300) : start])[-1]
    return (
        "://" in before
        or before.startswith("www")
        or (before.endswith(".") and before[-2:-1].isalnum())
        or ("@" in before and not before.startswith("@"))
        or _LINKED.match(folded, end) is not None
    )
