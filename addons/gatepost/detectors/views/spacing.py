"""Words with gaps are closed up: "P R O T E C T E D  B", "s.e.c.r.e.t", a letter a line, "PR OT EC TE D B", "PPRROO", "PRO.TEC.TED".

Between lone letters anything may stand: blanks, signs, pictures, line breaks. The narrowest gap of a run stands between
letters; a wider one parts words, and so does a blank where letters have signs between them. A run with one gap
throughout becomes one word, so what looks here must do without the blank ("protectedb").
"""

import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, kept, refolded

_GAP = "[^a-z0-9]{1,5}"
SPELT = "|".join(  # three lone letters, three lone digits, five of both, four pairs, or four letters written twice
    f"(^|[^a-z0-9]){spelt}([^a-z0-9]|$)"
    for spelt in (
        _GAP.join(["[a-z]"] * 3),
        _GAP.join(["[0-9]"] * 3),
        _GAP.join(["[a-z0-9]"] * 5),
        " ".join(["[a-z]{2}"] * 4),
        f"({'|'.join(letter * 2 for letter in string.ascii_lowercase)}){{4,15}}",
    )
)
BROKEN = r"[a-z]{2}([./|\\+~^]|\?{1,3}|-[ \t]?\r?\n[ \t]?)[a-z]{2}"
_SPACED = re.compile(  # no sign for a letter ("st@t"), no elided or joined word ("c'est", "y a-t-il")
    r"(?<![a-z0-9])(?<![a-z0-9][^\sa-z0-9])[a-z0-9](?:[^a-z0-9@$']{1,5}[a-z0-9](?![a-z0-9']|-[a-z]{2})){2,400}"
)
_LETTER = re.compile(r"[a-z0-9]")
_MIXED = 5  # letters and digits: from here on they may be mixed
_TWICE = re.compile(r"(?<![a-z0-9])(?:([a-z])\1){4,30}(?![a-z0-9])")
_VOWEL = re.compile("[aeiouy]")
_PAIRS = re.compile(r"(?<![a-z0-9])[a-z]{2}(?: [a-z]{2}){3,60}(?: [a-z])?(?![a-z0-9])")


def spaced(reading: Reading) -> Reading | None:
    """The reading with words spelt in lone letters, in pairs, or with every letter twice closed up."""
    return (
        refolded(reading, View.SPACED, _runs(reading.folded))
        or refolded(reading, View.SPACED, map(_unbroken, filter(_no_words, _PAIRS.finditer(reading.folded))))
        or refolded(reading, View.SPACED, map(_halved, _TWICE.finditer(reading.folded)))
    )


def _runs(folded: str) -> Iterator[Stretch]:
    """Runs of letters or of digits; a short one of both is a time or a measure."""
    for run in _SPACED.finditer(folded):
        letters = [run.start() + letter.start() for letter in _LETTER.finditer(run.group())]
        if len(letters) >= _MIXED or len({folded[place].isdigit() for place in letters}) == 1:
            yield kept(folded, run.start(), run.end(), list(_closed_up(folded, letters)))


def _closed_up(folded: str, letters: Sequence[int]) -> Iterator[int]:
    """The places of the letters, and between them of what parts words."""
    narrowest = min(right - left for left, right in pairwise(letters))
    joints = _joints_of([folded[left + 1 : right] for left, right in pairwise(letters) if right - left == narrowest])
    yield letters[0]
    for left, right in pairwise(letters):
        if folded[left + 1 : right] not in joints or _begins_number(folded, left, right):
            yield from _parting(folded, left + 1, right, "".join(joints))
        yield right


def _joints_of(gaps: Sequence[str]) -> frozenset[str]:
    """What stands between letters: one thing throughout, for the most part; otherwise now this, now that."""
    [(usual, count)] = Counter(gaps).most_common(1)
    return frozenset({usual} if 3 * count >= 2 * len(gaps) else gaps)


def _parting(folded: str, start: int, end: int, joints: str) -> Sequence[int]:
    """The places of what is left between two words: a blank, or signs that do not stand between letters as well."""
    left = [place for place in range(start, end) if folded[place] not in joints or folded[place].isspace()]
    if any(not folded[place].isspace() for place in left):
        return left
    return sorted(left or [start], key=lambda place: folded[place] != "\n")[:1]


def _begins_number(folded: str, left: int, right: int) -> bool:
    """Whether four digits in a row begin here, after a letter: "S I N 0 4 6 4" is a word and a number."""
    gap = right - left
    return folded[left].isalpha() and folded[right : right + 4 * gap : gap].isdigit()


def _halved(run: re.Match[str]) -> Stretch:
    """Every other letter, each of which stands for both."""
    starts = range(run.start(), run.end(), 2)
    return Stretch(*run.span(), run.group()[::2], starts, [start + 2 for start in starts])


def _no_words(pairs: re.Match[str]) -> bool:
    """Whether one of the pairs is two consonants, as no word is."""
    return any(len(pair) > 1 and not _VOWEL.search(pair) for pair in pairs.group().split())


def _unbroken(run: re.Match[str]) -> Stretch:
    start = run.start()
    return kept(run.string, start, run.end(), [start + letter.start() for letter in _LETTER.finditer(run.group())])


_JOINT = re.compile(r"[./|\\+~^\-\x80-\U0010ffff](?<=[a-z]{2}.)")
_JOINED = re.compile(
    r"[a-z]{2,20}(?:(?:[./|\\+~^]|[^\x00-\x7f]{1,3}|-[ \t]?\r?\n[ \t]?)[a-z]{2,20}){1,20}(?![a-z0-9:@_]|-[a-z0-9])"
)
_BEFORE = re.compile(r"(?:^|[^a-z0-9./:@_-])([a-z]{2,20})$")
_FILE_OR_HOST = re.compile(
    r"\.(?:ca|com|org|net|gov|edu|info|io|fr|qc|uk|me|co|tv|html?|php|aspx?|pdf|docx?|xlsx?|csv|txt|zip|png|jpe?g|gif|py|js)$"
)
_CHUNK = 21  # characters: the longest piece of a word, and what stands before it
_FEWEST, _FEWEST_OF_TWO = 6, 8  # letters: shorter words nobody breaks, and "she/her" is two


def joined(reading: Reading) -> Reading | None:
    """The reading with words that signs, pictures or a hyphen at the end of a line break in two or more made whole."""
    return refolded(reading, View.JOINED, _joints(reading.folded))


def _joints(folded: str) -> Iterator[Stretch]:
    """Looks for the sign first, which is rare, and then for the word around it."""
    done = 0
    for joint in _JOINT.finditer(folded):
        before = _BEFORE.search(folded[max(done, joint.start() - _CHUNK) : joint.start()])
        run = _JOINED.match(folded, joint.start() - len(before.group(1))) if before else None
        if run is None or _is_address(run.group()):
            continue
        stretch = _unbroken(run)
        if len(stretch.anew) >= (_FEWEST_OF_TWO if "/" in run.group() else _FEWEST) and run.start() >= done:
            yield stretch
            done = run.end()


def _is_address(run: str) -> bool:
    return ("." in run and "/" in run) or _FILE_OR_HOST.search(run) is not None
