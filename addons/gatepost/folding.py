"""Text as detectors compare it: one folded form, and the way back to what was written.

People write « PROTÉGÉ B », "P R O T E C T E D  B", "prоtected" with a Cyrillic o, or put a zero-width space inside.
Folding undoes what changes the bytes and not the reading; every folded character remembers where it came from, so
that a finding always names a place in the original text. ASCII text, which is most text, only becomes lower-case.
The rule to keep: each character folds by itself, so that positions stay exact and the work stays linear.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gatepost.lookalikes import LOOKALIKES
from gatepost.model import Role, Text, Where

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r") + b"\x7f"
_INVISIBLE = {"Mn", "Me", "Cf", "Cc", "Cs"}  # marks, format characters, controls, half a surrogate pair
_NOT_PLAIN = re.compile(r"[^\t-\r -~]")


def _fold_character(character: str) -> str:
    """What one character reads as: folded again until nothing changes, so that folding twice is folding once."""
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    pieces = unicodedata.normalize("NFKD", character).casefold()
    return pieces if pieces == character else "".join(map(_fold_character, pieces))


class _Characters(dict[int, str]):
    """Code point to folded form, filled as characters are met, up to more than any real text has."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < 20_000:
            self[code] = folded
        return folded


_CHARACTERS = _Characters({code: chr(code).lower() for code in range(128) if code not in _CONTROLS})


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The folded form of a text and, for each folded character, its place in the original (None: the same)."""
    if text.isascii() and len(text.encode().translate(None, _CONTROLS)) == len(text):
        return text.lower(), None
    folded = text.translate(_CHARACTERS)
    if all(len(_CHARACTERS[ord(character)]) == 1 for character in set(text)):
        return folded, None
    return folded, _offsets(text)


def _offsets(text: str) -> list[int]:
    """The place of each folded character, made of the plain stretches between the characters that are not plain."""
    offsets: list[int] = []
    done = 0
    for match in _NOT_PLAIN.finditer(text):
        place = match.start()
        offsets.extend(range(done, place))
        offsets.extend([place] * len(_CHARACTERS[ord(match.group())]))
        done = place + 1
    offsets.extend(range(done, len(text) + 1))
    return offsets


def text_item(where: Where, text: str, role: Role = Role.TEXT) -> Text:
    """A text made ready for detectors, folded once."""
    folded, offsets = fold(text)
    return Text(where=where, role=role, original=text, folded=folded, offsets=offsets)


# Three lone letters or more with a few separators between them; the cheap first look is for those three.
_LONE = re.compile(r"[\s.\-_*/|,~+=][a-z0-9][\s.\-_*/|,~+=]{1,3}[a-z0-9][\s.\-_*/|,~+=]{1,3}[a-z0-9](?![a-z0-9])")
_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[\s.\-_*/|,~+=]{1,3}[a-z0-9](?![a-z0-9])){2,400}")
_LETTER = re.compile(r"[a-z0-9]")


def spaced_view(text: Text) -> Text | None:
    """The text with letter-spaced words ("P R O T E C T E D  B") closed up, or None where there are none.

    The narrowest gap of a run stands between letters; a wider one parts words, and so does a blank where letters
    have signs between them. A run with one gap throughout becomes one word, so what looks here must do without the
    space ("protectedb").
    """
    if not _LONE.search(f" {text.folded}"):
        return None
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in _SPACED.finditer(text.folded):
        pieces.append(text.folded[done : match.start()])
        places.extend(range(done, match.start()))
        closed = _closed_up(match)
        pieces.extend(character for character, _ in closed)
        places.extend(place for _, place in closed)
        done = match.end()
    if not pieces:
        return None
    pieces.append(text.folded[done:])
    places.extend(range(done, len(text.folded) + 1))
    origins = places if text.offsets is None else [text.offsets[place] for place in places]
    return replace(text, folded="".join(pieces), offsets=origins)


def _closed_up(match: re.Match[str]) -> list[tuple[str, int]]:
    """The letters of one spaced run with their places, and a blank where the gap is wider than between letters."""
    letters = [match.start() + letter.start() for letter in _LETTER.finditer(match.group())]
    gaps = [right - left for left, right in pairwise(letters)]
    narrowest = min(gaps)
    signs = not match.string[letters[0] + 1 : letters[0] + narrowest].isspace()
    closed = [(match.string[letters[0]], letters[0])]
    for gap, place in zip(gaps, letters[1:], strict=True):
        between = match.string[place - gap + 1 : place]
        if gap > narrowest or (signs and between.isspace()) or _begins_number(match.string, place, gap):
            closed.append((" ", place - 1))
        closed.append((match.string[place], place))
    return closed


def _begins_number(folded: str, place: int, gap: int) -> bool:
    """Whether four digits in a row begin here, after a letter: "S I N 0 4 6 4" is a word and a number."""
    return folded[place - gap].isalpha() and folded[place : place + 4 * gap : gap].isdigit()


def words(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these terms as whole words in a folded text; `term*` stands for every word it begins.

    A blank in a term matches any short run of blanks and hyphens. The longest term wins. The terms share their beginnings in
    the pattern, so that a list of a thousand costs little more than one of ten.
    """
    tree: _Tree = {}
    for term in terms:
        node = tree
        for character in fold(term.removesuffix("*"))[0]:
            node = node.setdefault(character, {})
        node["*" if term.endswith("*") else ""] = {}
    return re.compile(rf"(?<![a-z0-9]){_alternatives(tree)}(?![a-z0-9])")


type _Tree = dict[str, _Tree]
_ENDS = {"": "", "*": "[a-z0-9]{0,40}"}


def _alternatives(tree: _Tree) -> str:
    """One group for everything below a node; where a term may end here, that comes last."""
    if not tree:
        return "(?!)"  # a list without terms matches nothing
    branches = [
        (r"[\s-]{1,4}" if character == " " else re.escape(character)) + (_alternatives(below) if below else "")
        for character, below in tree.items()
        if character not in _ENDS
    ]
    branches.extend(_ENDS[end] for end in ("*", "") if end in tree)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
