"""The words and letters of the levels, as they are written on documents: "Protected B", « PROTÉGÉ « A » », Prot. C, (S), TOP SECRET.

Levels are those of the Directive on Security Management (Protected A to C; Confidential, Secret, Top Secret) and the
legacy « désigné ». A stretch of text becomes the level that it names; whether it stands there as a marking is asked in
`markings.py`. The rule to keep: a level names itself in one stretch, so that « protège à » and "protected. B" are none.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from gatepost.model import Text


class Level(NamedTuple):
    """A level named at a place of a folded text; `value` as findings say it."""

    value: str
    start: int
    end: int


def _worn(word: str) -> str:
    """The word, also with one letter misread or missing, or with a gap in it: what scanning makes of print."""
    misread = [f"{word[:place]}[a-z]{word[place + 1 :]}" for place in range(1, len(word))]
    missing = [word[:place] + word[place + 1 :] for place in range(1, len(word))]
    parted = [f"{word[:place]} {word[place:]}" for place in range(2, len(word) - 1)]
    return "|".join([word, *misread, *missing, *parted])


# The first letter stands before everything else, so that a search skips to it; what it begins is looked at behind it.
_FIRST = r"(?<![a-z0-9].)"
_PROTECTED_WORDS = (
    "|".join([*map(_worn, ("protected", "protege")), "prtctd", "prtg"]).replace("|p", "|").removeprefix("p")
)
_WORD = rf"(?:{_PROTECTED_WORDS}|roteges|rotegees?|esigne|esignated)"
# No letter of a level goes on as a word, but a file's name may.
_LETTER_ENDS = r"(?![a-z0-9]|['.](?!(?:docx?|pdf|xlsx?|pptx?|txt|csv|msg|zip|png|jpe?g|html?)\b)[a-z])"
_PROTECTED = re.compile(
    rf"[pd]{_FIRST}(?:(?:{_WORD}(?:[\s_\-\"'(]{{0,4}}|\.{{2,6}}|/|[ \t]-{{1,3}}[ \t])|rot(?:eg)?\.?[ _/-]{{0,2}})([abc]){_LETTER_ENDS}"
    rf"|{_WORD}[ \t]{{0,2}}:[ \t]{{0,2}}[\"']?([abc])(?![a-z0-9)]|['.][a-z]))"
)
_STEMS = ("prot", "otect", "oteg", "prtctd", "prtg", "esign")  # one of them is in every one of these
# The abbreviation once more, behind the level: "Protected B (PROB)".
_AGAIN = re.compile(r" ?\((?:prot?\.? ?|p)[abc]\)")
# In short, where nothing else is on the line: a league and a camera are called so too.
_SHORT = re.compile(r"(?m)^[ \t]{0,8}pro ([abc])[ \t]{0,8}$")
# The abbreviation of a level, before the signs that part a banner.
_ABBREVIATED = re.compile(r"(?m)^[ \t\"'(\[*]{0,8}(ts|s|c)(?=[ ]?//[ ]?[a-z])")
_SECRET = re.compile(r"secret(?![a-z0-9])")
_CONFIDENTIAL = re.compile(r"confidenti[ae]l(?![a-z0-9])")
_BEFORE_SECRET = re.compile(r"(?:(?<![a-z0-9])(?:top|tres)[ _-]{0,3}|(?<![a-z0-9]))\Z")
_BEFORE = 8  # characters that "tres - " has at most
_MARK = r"(s|ts|c|p/?a|p/?b|p/?c|secret|top secret|tres secret|confidential|confidentiel)"
# At the head of a paragraph, behind its number or its dot.
_NUMBERED = r"(?m)^[ \t]{0,8}(?:(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|[a-z][.)]|[-*>]|[^\x00-\x7f])[ \t]{1,4})?"
_PARAGRAPH = re.compile(rf"{_NUMBERED}(\({_MARK}\))[ \t]{{1,4}}(?=[\"'a-z0-9])")
_ANY_PARAGRAPH = re.compile(rf"{_NUMBERED}\((?:u|nc|s|ts|c|p/?[abc])\)[ \t]")
_SIZES = re.compile(r"\((?:m|l|xl|xs|g|p|a|b|d|e)\)")
_PASSAGE = 20_000  # characters in which paragraph marks are counted

_ACCENTS = frozenset("\u0300\u0301\u0302\u0308\u0327")  # of French; strokes and lines only hide the letter
_LETTERS = {"a": "protected-a", "b": "protected-b", "c": "protected-c"}
_BARE_VALUES = {"confidential": "confidential", "confidentiel": "confidential", "secret": "secret"}
_MARKS = {
    "s": "secret",
    "ts": "top-secret",
    "c": "confidential",
    "pa": "protected-a",
    "pb": "protected-b",
    "pc": "protected-c",
}


def protected(text: Text) -> Iterator[Level]:
    """Protected A, B or C, in either language and in short."""
    if not any(stem in text.folded for stem in _STEMS):
        return
    for match in _PROTECTED.finditer(text.folded):
        group = match.lastindex or 1
        glued = text.folded[match.start(group) - 1].isalpha()
        if _is_letter(text, match.start(group), glued=glued and not _joined(text, match)):
            again = _AGAIN.match(text.folded, match.end(group))
            yield Level(_LETTERS[match[group]], match.start(), again.end() if again else match.end(group))


def bare(text: Text) -> Iterator[Level]:
    """SECRET and its like, which are words too."""
    for match in _SECRET.finditer(text.folded):
        before = _BEFORE_SECRET.search(text.folded, max(0, match.start() - _BEFORE), match.start())
        if before:
            yield Level("top-secret" if before.group() else "secret", before.start(), match.end())
    for match in _CONFIDENTIAL.finditer(text.folded):
        if not text.folded[max(0, match.start() - 1) : match.start()].isalnum():
            yield Level("confidential", *match.span())


def shortened(text: Text) -> Iterator[Level]:
    """Pro B, alone on its line."""
    for match in _SHORT.finditer(text.folded) if "pro " in text.folded else ():
        yield Level(_LETTERS[match[1]], match.start(1) - len("pro "), match.end(1))


def abbreviated(text: Text) -> Iterator[Level]:
    """TS//SI, which heads a line."""
    for match in _ABBREVIATED.finditer(text.folded) if "//" in text.folded else ():
        yield Level(_MARKS[match[1]], *match.span(1))


def paragraph_marks(text: Text) -> Iterator[Level]:
    """(S) before a paragraph. One letter may be a size or an item too: then others must stand beside it."""
    for match in _PARAGRAPH.finditer(text.folded) if "(" in text.folded else ():
        mark = match[2].replace("/", "")
        if len(mark) == 1 and _SIZES.search(text.folded):
            continue
        if mark == "c" and len(_ANY_PARAGRAPH.findall(text.folded[:_PASSAGE])) < 2:
            continue
        yield Level(_MARKS.get(mark) or _BARE_VALUES.get(mark, "top-secret"), *match.span(1))


def _joined(text: Text, match: re.Match[str]) -> bool:
    """Whether this reading has joined what was written apart."""
    start, end = text.span(*match.span())
    return end - start > len(match.group())


def _is_letter(text: Text, place: int, *, glued: bool) -> bool:
    """Whether the letter of a level is one: not « protège à », and not « il protégea »."""
    start, end = text.span(place, place + 1)
    written = unicodedata.normalize("NFD", text.original[start : end + 1])
    if written[1:2] in _ACCENTS:
        return False
    return not (glued and written[:1].islower())
