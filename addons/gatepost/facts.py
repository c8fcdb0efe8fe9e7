"""What a detector may say of how it knows: the closed vocabulary of a finding's `details`.

Each fact has a name and a form. The rule to keep: a fact never identifies anybody. It is a count, a share, a word of a
closed list or of our own word lists, an id or a time that the agency gave; it never is, or is part of, what was found. So a
form has room for no value: no run of digits as long as a number of somebody, and no letters but those of a known word.
"""

import re
from collections.abc import Iterable, Mapping

type Fact = tuple[str, str]

_COUNT, _SHARE = r"[0-9]{1,4}", r"[01]\.[0-9][0-9]"
_WORD, _WORDS = r"[a-z]{1,20}(?:-[a-z]{1,20}){0,4}", r"[a-z]{1,20}(?:[- ][a-z]{1,20}){0,40}"
_ID = r"\w(?:[\w .-]{0,98}\w)?"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9:]{5,8})?"
_LISTED = r"(?:[^\d\s@]| |[0-9](?![0-9]{3})){1,40}"  # a term of a word list, folded

FACTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(form)
    for name, form in {
        # Numbers of persons and businesses.
        "digits": _COUNT,  # how many
        "check": "valid|none",  # whether it has check digits that hold, or none that are known
        "suffix": "seen|none",  # the account behind a business number: RT0001
        "cue": _LISTED,  # the word of our lists that says what it is
        "before": _COUNT,  # characters between the cue and what it announces, when it stands before that
        "after": _COUNT,  # the same, when it stands behind
        "relation": _WORD,  # how what is announced stands to its cue
        "with": _WORDS,  # what stands beside it and makes somebody known
        # How it was known without a cue, and how it stands in its text.
        "by": _WORD,
        "stands": _WORD,
        "list": r"[a-z0-9-]{1,60}",  # the word list that has it
        "view": _WORD,  # what was undone to read it
        "thread": _COUNT,  # posts that it was split over
        # Records, documents, pictures.
        "columns": _WORDS,
        "until": r"[A-Za-z0-9:/_ -]{1,60}",
        "share": _SHARE,
        "public_at": _MOMENT,
        "document": _ID,
        "count": _COUNT,
        "edges": _COUNT,  # of a hundred parts of a mark's outline, those that are there
        "inks": _COUNT,  # the same of its colours
        "picture": r"[0-9]{1,5}x[0-9]{1,5}",  # width and height of the picture that a box is in
    }.items()
}


def is_fact(name: str, value: str) -> bool:
    """Whether a detector may say this."""
    return name in FACTS and FACTS[name].fullmatch(value) is not None


def beside(word: str, cue: tuple[int, int], place: tuple[int, int]) -> Iterable[Fact]:
    """The cue that announces what stands at a place, and how far it is from there."""
    known = ("cue", " ".join(word.split())[:40])
    if cue[1] <= place[0]:
        return known, ("before", str(place[0] - cue[1]))
    return (known, ("after", str(cue[0] - place[1]))) if cue[0] >= place[1] else (known,)
