"""The names of the agency, of the government and of federal bodies in a text, marked for phrases that look around them.

`Words.overwritten` by the mentions puts capital letters over each name, one letter for one kind of name: a folded text has no capitals of its
own, so "i work at statcan" becomes "i work at AAAAAAA" and a phrase needs to know one letter instead of a hundred
names. Lengths stay, so places stay. A name inside a link or an e-mail address is no name, and short forms that are
also ordinary words ("that stat can mislead", GOC the general) count only beside what goes with a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.distorted import HINTS, distorted
from gatepost.detectors.wording.hints import Hints, phrase_hints, word_hints
from gatepost.detectors.wording.named import AGENCY, BODY, FEDERAL, GOVERNMENT
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, Words, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Text

_HASHTAGS = "agency-hashtags"
_KINDS = {  # lexicon to kind
    "agency-names": AGENCY,
    "agency-short-names": AGENCY,
    _HASHTAGS: AGENCY,
    "government-names": GOVERNMENT,
    "government-short-names": GOVERNMENT,
    "federal-government": FEDERAL,
    "federal-bodies": BODY,
}
# What phrases of the lexicons may say for these names.
GIVEN: Given = {
    "agency": (r"[AG]{2,60}(?!\w)", ("AAA", "GGG")),
    "protected-names": (r"[AGE]{2,60}(?!\w)", ("AAA", "GGG", "EEE")),
    "employer": (r"[AGEF]{2,60}(?!\w)", ("AAA", "GGG", "EEE", "FFF")),
}
_WRITTEN_AS_NAMES = frozenset({"Stat Can", "Stats Can", "STAT CAN", "STATS CAN", "Stat-Can", "Stats-Can", "GoC", "GdC"})


def name_hints(resources: Resources, kinds: str = AGENCY + GOVERNMENT) -> Hints:
    """Hints for the names of these kinds, for them misspelt, and for its own accounts."""
    named = phrase_hints(resources, *(name for name, kind in _KINDS.items() if kind in kinds))
    otherwise = {hint for kind, hints in HINTS.items() if kind in kinds for hint in hints}
    return (
        named | otherwise | word_hints(account.removeprefix("u/").lstrip("@") for account in resources.agency_accounts)
    )


def given_hints(resources: Resources) -> dict[str, Hints]:
    """Hints for what phrases may say for these names (`GIVEN`)."""
    protected = name_hints(resources, AGENCY + GOVERNMENT + FEDERAL)
    return {
        "agency": name_hints(resources),
        "protected-names": protected,
        "employer": protected | name_hints(resources, BODY),
    }


class Mention(NamedTuple):
    """A name: its kind, and where it stands in the folded text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """Names by kind (`_KINDS`); `short` are those that are ordinary words too."""

    book: Phrasebook
    handles: frozenset[str]
    short: re.Pattern[str]
    verbs_after: re.Pattern[str]
    beside: re.Pattern[str]
    not_after: re.Pattern[str]

    def mentions(self, item: Reading) -> list[Mention]:
        """Each name that names: ask with `reading.once`."""
        found = (
            *self._by_book(item.once(words_of)),
            *self._by_handle(item.folded),
            *starmap(Mention, distorted(item.folded)),
        )
        by_end = {mention.end: mention for mention in sorted(found, key=lambda mention: -mention.start)}  # the longest
        return [
            mention
            for mention in by_end.values()
            if not _in_link(item.folded, mention) and not self._ordinary(item, mention)
        ]

    def _by_book(self, words: Words) -> Iterator[Mention]:
        for name, match in self.book.find(words):
            sign = words.text[match.start() - 1 : match.start()] if match.start() else ""
            if name != _HASHTAGS or sign == "#":
                yield Mention(_KINDS[name], match.start() - (sign in {"@", "#"}), match.end())

    def _by_handle(self, folded: str) -> Iterator[Mention]:
        for match in _HANDLE.finditer(folded) if "@" in folded or "u/" in folded else ():
            if match[1].rstrip(".-") in self.handles:
                yield Mention(AGENCY, match.start(), match.end())

    def _ordinary(self, item: Text, mention: Mention) -> bool:
        """Whether a short form is only a word here. Written with capitals or a sign as a name is, it needs no company."""
        name = item.folded[mention.start : mention.end]
        if (mention.kind in {AGENCY, GOVERNMENT} and _APART.search(name)) or (
            mention.kind == GOVERNMENT and self.not_after.match(item.folded, mention.end)
        ):
            return True
        if "-" in name or not self.short.fullmatch(name):
            return False
        before = item.folded[max(0, mention.start - 40) : mention.start]
        after = item.folded[mention.end : mention.end + 40]
        if self.beside.search(f"{before}_{after if after[:1] != ',' else ''}"):
            return False
        start, end = item.span(mention.start, mention.end)
        written_as_name = item.original[start:end] in _WRITTEN_AS_NAMES
        return not written_as_name or self.verbs_after.match(item.folded, mention.end) is not None


_APART = re.compile(r"[,:;()\"]")  # "statistics: Canada and France" is no name
_HANDLE = re.compile(r"(?<![\w@])(?:@|u/)([\w.-]{1,64})")


@lru_cache(maxsize=4)
def names(resources: Resources) -> Names:
    """The same for all detectors that are built from these resources, so that a text is searched for them once."""
    return Names(
        book=phrasebook(resources, *_KINDS),
        handles=frozenset(account.removeprefix("u/").lstrip("@") for account in resources.agency_accounts),
        short=phrase_pattern(resources, "agency-short-names", "government-short-names"),
        verbs_after=re.compile(rf"'t\b|\s+{phrase_pattern(resources, 'not-after-short-names').pattern}"),
        beside=phrase_pattern(resources, "beside-short-names"),
        not_after=re.compile(rf"['\s]\s{{0,3}}{phrase_pattern(resources, 'not-after-government-names').pattern}"),
    )


_LINKED = re.compile(r"(?:_\w+)?\.(?:gc|ca|com|org)\b|/\w+/")


def _in_link(folded: str, mention: Mention) -> bool:
    """Whether the name is part of an address: what is before it up to a blank, and right behind it, tells."""
    before = re.split(r"[\s(<\"']", folded[max(0, mention.start - 300) : mention.start])[-1]
    return (
        "://" in before
        or before.startswith("www")
        or (before.endswith(".") and before[-2:-1].isalnum())
        or ("@" in before and not before.startswith("@"))
        or _LINKED.match(folded, mention.end) is not None
    )
