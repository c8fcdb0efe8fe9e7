"""Text as detectors compare it: one folded form, and the way back to what was written.

People write « PROTÉGÉ B », "prоtected" with a Cyrillic o, "ⓟⓡⓞⓣⓔⓒⓣⓔⓓ", or put a zero-width space inside. Folding undoes
what changes the bytes and not the reading; every folded character remembers where it came from, so that a finding
always names a place in the original text. What takes more than one character to undo is done in `detectors/disguise.py`.
The rule to keep: each character folds by itself, so that positions stay exact and the work stays linear.

Most text is ASCII and only becomes lower-case (1 KB: 1.5 µs). Other text has few different characters that are not,
which are replaced one after the other (1 KB of French: 7 µs); places are worked out only when somebody asks for one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import overload

from gatepost.lookalikes import LOOKALIKES
from gatepost.model import Role, Text, Where

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r") + b"\x7f"
_ASCII = bytes(range(128))
_INVISIBLE = {"Mn", "Me", "Cf", "Cc", "Cs"}  # marks, format characters, controls, half a surrogate pair
_NOT_PLAIN = re.compile(r"[^\t-\r -~]")
_FEW = 32  # different characters: up to here, replacing one after the other is faster than looking each one up
_LATIN = re.compile(r"LATIN (?:SMALL |CAPITAL )?LETTER (?:[A-Z]{2,9} ){0,2}([A-Z])(?: WITH .{1,60})?")
_IN_A_FRAME = re.compile(r"(?:[A-Z]{5,13} ){1,3}LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])")


def _fold_character(character: str) -> str:
    """What one character reads as: folded again until nothing changes, so that folding twice is folding once."""
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if category in {"Nd", "No"} and unicodedata.digit(character, None) is not None:
        return str(unicodedata.digit(character))
    pieces = unicodedata.normalize("NFKD", character)
    if pieces == character:
        pieces = character.casefold().lower()
    return _named(character) if pieces == character else "".join(map(_fold_character, pieces))


def _named(character: str) -> str:
    """The letter that the character's name says: LATIN SMALL LETTER D WITH HOOK is a d. Otherwise the character."""
    if character.isascii():
        return character
    name = unicodedata.name(character, "")
    named = _LATIN.fullmatch(name) or _IN_A_FRAME.fullmatch(name)
    return named.group(1).lower() if named else character


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
    encoded = text.encode("utf-8", "surrogatepass")
    controls = len(encoded.translate(None, _CONTROLS)) < len(encoded)
    if text.isascii() and not controls:
        return text.lower(), None
    foreign = set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    folded = text.translate(_CHARACTERS) if controls or len(foreign) > _FEW else _replaced(text, foreign)
    moved = controls or any(len(_CHARACTERS[ord(character)]) != 1 for character in foreign)
    return folded, Origins(text) if moved else None


def _replaced(text: str, foreign: Iterable[str]) -> str:
    """The text with each of these characters folded, and all others in lower case, which is all that folds them."""
    for character in foreign:
        plain = _CHARACTERS[ord(character)]
        if plain != character:
            text = text.replace(character, plain)
    return text.lower()


class Origins(Sequence[int]):
    """Where each folded character stands in a text, and at last its length; worked out when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._places[index]

    @cached_property
    def _places(self) -> list[int]:
        """Made of the plain stretches between the characters that are not plain."""
        places: list[int] = []
        done = 0
        for match in _NOT_PLAIN.finditer(self._text):
            place = match.start()
            places.extend(range(done, place))
            places.extend([place] * len(_CHARACTERS[ord(match.group())]))
            done = place + 1
        places.extend(range(done, len(self._text) + 1))
        return places


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
