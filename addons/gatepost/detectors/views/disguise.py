"""One text, several readings: what a person sees in it who wants to read it.

Folding undoes what changes the bytes only. Here come the disguises that take more: words spelt with gaps or broken
(`spacing.py`), digits or signs in a letter's place (`substitution.py`), words run together, numbers in words
(`counting.py`), codes (`decoding.py`), letters in reverse order or rotated. Every reading keeps the places in the
original, so that detectors treat all of them alike.
The rule to keep: a clean text costs a few cheap looks and no copy but the two that cannot be looked for.
"""

import codecs
import re
import string
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from gatepost.detectors.views.counting import COUNTED, counted
from gatepost.detectors.views.decoding import decoded
from gatepost.detectors.views.looks import Looks
from gatepost.detectors.views.reading import USUAL, Reading, View
from gatepost.detectors.views.rewriting import traced
from gatepost.detectors.views.spacing import BROKEN, SPELT, joined, spaced
from gatepost.detectors.views.substitution import REPLACED, letters
from gatepost.detectors.views.syllables import PARTED, syllables
from gatepost.folding import Places, fold
from gatepost.model import Text

_ROTATED = bytes.maketrans(string.ascii_lowercase.encode(), codecs.encode(string.ascii_lowercase, "rot13").encode())


# What is worth hiding so, in both languages, in a text that else stands as it is.
_STEMS = (
    *("protected", "protege", "secret", "confiden", "classifi", "embargo", "privy council", "conseil prive"),
    *("internal", "interne", "distribut", "diffus", "password", "mot de passe", "statcan", "statisti", "canada"),
    *(
        "fuck",
        "bitch",
        "asshole",
        "bastard",
        "idiot",
        "moron",
        "vermin",
        "imbecile",
        "cretin",
        "connard",
        "salope",
        "encule",
    ),
    *("tabarnak", "tabernak", "calisse"),
)
# Words that every sentence has and that read as no other word this way round: two of them, and it is all written so.
_EVERYWHERE = (
    *(
        "the",
        "and",
        "you",
        "your",
        "are",
        "they",
        "this",
        "that",
        "with",
        "from",
        "have",
        "were",
        "mine",
        "their",
        "of",
        "my",
    ),
    *("les", "des", "est", "que", "qui", "vous", "nous", "pour", "dans", "avec", "une", "leur", "sont", "cette", "aux"),
)


def _turned(turn: Callable[[str], str]) -> str:
    """An expression for the stems, or two of the words, turned."""
    word = rf"\b(?:{'|'.join(map(turn, _EVERYWHERE))})\b"
    return "|".join([*map(turn, _STEMS), rf"{word}.{{1,60}}{word}"])


_PARTED_BY_SIGNS = r"( ?[./|~*+=] ?[a-z]{1,20}){3}"
_LOOKS = Looks(
    {
        View.SPACED: SPELT,
        View.JOINED: BROKEN,
        View.DIGITS: COUNTED,
        View.APART: rf"[_#][a-z0-9]|[a-z]\?{{1,3}}[a-z]|{_PARTED_BY_SIGNS}",
        View.LETTERS: REPLACED,
        View.SYLLABLES: PARTED,
        View.REVERSED: _turned(lambda word: word[::-1]),
        View.ROTATED: _turned(lambda word: codecs.encode(word, "rot13")),
    }
)


type _Undo = Callable[[Reading], Reading | None]


def readings(text: Text, views: frozenset[View] = USUAL) -> Iterator[Reading]:
    """The text as it stands, then with its disguises undone, as far as there are any and somebody reads them."""
    plain = Reading(
        where=text.where,
        role=text.role,
        original=text.original,
        folded=text.folded,
        offsets=text.offsets,
        ends=text.ends,
    )
    yield from _undisguised(plain, views)
    shown = decoded(text.original)
    if shown is not None:
        folded, offsets = fold(shown.text)
        inner = replace(plain, view=View.DECODED, original=shown.text, folded=folded, offsets=offsets)
        yield from (traced(reading, shown, text.original) for reading in _undisguised(inner, views))


def _undisguised(base: Reading, views: AbstractSet[View]) -> Iterator[Reading]:
    """A reading, and what the disguises of letters in it hide; letters may have gaps and be something else as well."""
    yield base
    suspected = _LOOKS.seen(base.folded)
    if not suspected:
        return
    yield from _undone(base, suspected, _UNDOING)
    closed = spaced(base) if View.SPACED in suspected else None
    if closed is None:
        yield from _undone(base, suspected & views, _TURNING)
    else:
        yield closed
        yield from _undone(closed, _LOOKS.seen(closed.folded) & views, _TURNING)


def _undone(base: Reading, suspected: AbstractSet[View], ways: Sequence[tuple[View, _Undo]]) -> Iterator[Reading]:
    for view, undo in ways:
        undone = undo(base) if view in suspected else None
        if undone is not None:
            yield undone


def _rotated(plain: Reading) -> Reading:
    folded = plain.folded.encode("utf-8", "surrogatepass").translate(_ROTATED).decode("utf-8", "surrogatepass")
    return plain.seen_as(View.ROTATED, folded, plain.offsets, plain.ends)


def _reversed(plain: Reading) -> Reading:
    length = len(plain.folded)
    offsets = Places(_backwards, range(length) if plain.offsets is None else plain.offsets, length)
    return plain.seen_as(View.REVERSED, plain.folded[::-1], offsets)


def _backwards(offsets: Sequence[int], length: int) -> list[int]:
    return [*reversed(offsets[:length]), 0]


# Words with one sign between, as in I|work|here; not the names of a host.
_BY_SIGNS = re.compile(
    r"(?<![\w./@:-])[^\W\d_]{1,20}(?P<sign> ?[./|~*+=] ?)[^\W\d_]{1,20}(?:(?P=sign)[^\W\d_]{1,20}){2,60}(?!\w)"
)
_HOST = re.compile(r"\b(?:www|https?|gc|ca|com|org|net|gov|io)\b")
_TAG = re.compile(r"#\w{4,80}")
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{4})(?=\d)")
_PICTURE = re.compile(r"(?<=[a-z])[^\x00-\x7f]{1,3}(?=[a-z])")


def _words_apart(reading: Reading) -> Reading | None:
    """The text with blanks for underscores and for pictures between words, and `#WordsLikeThis` as words."""
    folded = _BY_SIGNS.sub(_with_blanks_for_signs, reading.folded.replace("_", " "))
    if not folded.isascii():
        folded = _PICTURE.sub(lambda picture: " " * len(picture.group()), folded)
    seams = _seams(reading) if "#" in folded else []
    if not seams:
        same = folded == reading.folded
        return None if same else reading.seen_as(View.APART, folded, reading.offsets, reading.ends)
    stretches = list(pairwise([0, *seams, len(folded)]))
    parted = " ".join([folded[start:end] for start, end in stretches])
    return reading.seen_as(View.APART, parted, Places(_with_blanks, reading.offsets, stretches))


def _with_blanks_for_signs(run: re.Match[str]) -> str:
    return run.group() if _HOST.search(run.group()) else re.sub(r"[^\w ]", " ", run.group())


def _with_blanks(offsets: Sequence[int] | None, stretches: Sequence[tuple[int, int]]) -> list[int]:
    """Each stretch, and the blank behind it, which stands where the next word does."""
    origins = range(stretches[-1][1] + 1) if offsets is None else offsets
    return [place for start, end in stretches for place in (*origins[start:end], origins[end])]


def _seams(reading: Reading) -> list[int]:
    """Where in the folded text a new word begins inside a hashtag."""
    places = [
        tag.start() + seam.start() for tag in _TAG.finditer(reading.original) for seam in _SEAM.finditer(tag.group())
    ]
    return places if reading.offsets is None else [bisect_left(reading.offsets, place) for place in places]


_UNDOING = ((View.JOINED, joined), (View.DIGITS, counted), (View.APART, _words_apart))
_TURNING = (  # of what has its gaps closed, where it had any
    (View.SYLLABLES, syllables),
    (View.LETTERS, letters),
    (View.ROTATED, _rotated),
    (View.REVERSED, _reversed),
)
