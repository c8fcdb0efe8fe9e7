"""One text, several readings: what a person sees in it who wants to read it.

Folding undoes what changes the bytes only. Here come the disguises that change letters: words spelt with gaps
("P R O T E C T E D"), digits or signs in a letter's place ("pr0t3cted"), words run together in hashtags and file names
("#NotForDistribution"). Every reading keeps the places in the original, so that detectors treat all of them alike.
The rule to keep: a clean text costs a few cheap looks and no copy.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from gatepost.detectors.reading import Reading, View
from gatepost.folding import spaced_view
from gatepost.model import Text

_LETTERS = str.maketrans("013457@$", "oieastas")
# Looks for the sign first, which is rare: it stands between letters, before three at the start, or after four at the end.
_MIXED_LOOK = re.compile(r"[013457@$](?:(?<=[a-z].)[a-z]|(?<![a-z0-9].)[a-z]{3}|(?<=[a-z]{4}.)(?![a-z0-9]))")
_TOKEN = re.compile(r"(?<![a-z0-9@$])[a-z0-9@$]{3,40}(?![a-z0-9@$])")


def readings(text: Text) -> Iterator[Reading]:
    """The text as it stands, then with its disguises undone, as far as there are any."""
    yield _reading(text, View.PLAIN)
    for view, undo in _UNDOING.items():
        undone = undo(text)
        if undone is not None:
            yield _reading(undone, view)


def _reading(text: Text, view: View) -> Reading:
    return Reading(
        where=text.where, role=text.role, original=text.original, folded=text.folded, offsets=text.offsets, view=view
    )


def _letters_for_digits(text: Text) -> Text | None:
    if not _MIXED_LOOK.search(text.folded):
        return None
    folded = _TOKEN.sub(_as_letters, text.folded)
    return replace(text, folded=folded) if folded != text.folded else None


def _as_letters(token: re.Match[str]) -> str:
    """A word that is mostly letters, all of it as letters; anything else as it is."""
    letters = sum(map(str.isalpha, token.group()))
    return token.group().translate(_LETTERS) if 2 * letters > len(token.group()) else token.group()


_TAG = re.compile(r"#\w{4,80}")
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


def _words_apart(text: Text) -> Text | None:
    """The text with underscores as blanks and `#WordsLikeThis` as words."""
    seams = _seams(text) if "#" in text.folded else []
    if not seams and "_" not in text.folded:
        return None
    pieces: list[str] = []
    offsets: list[int] = []
    origins = range(len(text.folded) + 1) if text.offsets is None else text.offsets
    for start, end in zip([0, *seams], [*seams, len(text.folded)], strict=True):
        pieces.append(text.folded[start:end].replace("_", " "))
        offsets += [*origins[start:end], origins[end]]  # the blank that follows stands where the next word does
    return replace(text, folded=" ".join(pieces), offsets=offsets)


def _seams(text: Text) -> list[int]:
    """Where in the folded text a new word begins inside a hashtag."""
    places = [
        tag.start() + seam.start() for tag in _TAG.finditer(text.original) for seam in _SEAM.finditer(tag.group())
    ]
    return places if text.offsets is None else [bisect_left(text.offsets, place) for place in places]


_UNDOING = {View.SPACED: spaced_view, View.LETTERS: _letters_for_digits, View.APART: _words_apart}
