"""Text as detectors compare it: one folded form, and the way back to what was written.

People write « PROTÉGÉ B », "prоtected" with a Cyrillic o, "ⓟⓡⓞⓣⓔⓒⓣⓔⓓ", or put a zero-width space inside. Folding undoes
what changes the bytes and not the reading; every folded character remembers where it came from, so that a finding
always names a place in the original text. What takes more than one character to undo is done in `detectors/views`.
The rule to keep: each character folds by itself, so that positions stay exact and the work stays linear.

Most text is ASCII and only becomes lower-case (1 KB: 1.5 µs). Other text has few different characters that are not,
which are replaced one after the other (1 KB of French: 7 µs); places are worked out only when somebody asks for one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
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
    few = set(_foreign(encoded))
    folded = text.translate(_CHARACTERS) if controls or len(few) > _FEW else _replaced(text, few)
    moved = controls or any(len(_CHARACTERS[ord(character)]) != 1 for character in few)
    return folded, Places(_origins, text) if moved else None


def foreign(text: str) -> str:
    """The characters of a text that are not ASCII, in their order. (A regular expression takes ten times as long.)"""
    return "" if text.isascii() else _foreign(text.encode("utf-8", "surrogatepass"))


def _foreign(encoded: bytes) -> str:
    return encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _replaced(text: str, foreign: Iterable[str]) -> str:
    """The text with each of these characters folded, and all others in lower case, which is all that folds them."""
    for character in foreign:
        plain = _CHARACTERS[ord(character)]
        if plain != character:
            text = text.replace(character, plain)
    return text.lower()


class Places(Sequence[int]):
    """Where each folded character stands in a text, and at last where that ends; worked out when first asked for."""

    def __init__[**P](self, work_out: Callable[P, list[int]], *given: P.args, **named: P.kwargs) -> None:
        self._work_out = partial(work_out, *given, **named)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._places[index]

    def __iter__(self) -> Iterator[int]:
        """(A sequence of Python's own would ask for one place after the other.)"""
        return iter(self._places)

    @cached_property
    def _places(self) -> list[int]:
        return self._work_out()


def _origins(text: str) -> list[int]:
    """Made of the plain stretches between the characters that are not plain."""
    places: list[int] = []
    done = 0
    for match in _NOT_PLAIN.finditer(text):
        place = match.start()
        places.extend(range(done, place))
        places.extend([place] * len(_CHARACTERS[ord(match.group())]))
        done = place + 1
    places.extend(range(done, len(text) + 1))
    return places


def text_item(where: Where, text: str, role: Role = Role.TEXT) -> Text:
    """A text made ready for detectors, folded once."""
    folded, offsets = fold(text)
    return Text(where=where, role=role, original=text, folded=folded, offsets=offsets)


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
