"""Text as detectors compare it: one folded form, and the way back to what was written.

People write « PROTÉGÉ B », "P R O T E C T E D  B", "prоtected" with a Cyrillic o, or put a zero-width space inside.
Folding undoes what changes the bytes and not the reading; every folded character remembers where it came from, so
that a finding always names a place in the original text. ASCII text, which is most text, only becomes lower-case.
"""

import re
import unicodedata
from collections.abc import Sequence

from gatepost.model import Role, Text, Where

# Letters that look like others and that no compatibility decomposition unites (Unicode TR 39, the common ones).
_LOOKALIKES = str.maketrans(
    "авеіјкмнорԛстухѕԁӏαβεηικνορτυχ’‘‛“”„«»–—―‐‑‒−\u00a0\u202f\u2009",
    'abeijkmhopqctyxsdlabenikvoptux\'\'\'"""""-------   ',
)
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The folded form of a text and, for each folded character, its place in the original (None: the same)."""
    if text.isascii():
        return text.lower(), None
    folded: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        if character.isascii():
            folded.append(character.lower())
            offsets.append(place)
            continue
        for piece in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(piece) in {"Mn", "Me", "Cf"}:
                continue
            plain = _LIGATURES.get(piece) or piece.translate(_LOOKALIKES)
            folded.append(plain)
            offsets.extend([place] * len(plain))
    offsets.append(len(text))
    return "".join(folded), offsets


def text_item(where: Where, text: str, role: Role = Role.TEXT) -> Text:
    """A text made ready for detectors, folded once."""
    folded, offsets = fold(text)
    return Text(where=where, role=role, original=text, folded=folded, offsets=offsets)


def words(terms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of these terms as whole words in a folded text."""
    alternatives = "|".join(re.escape(fold(term)[0]) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])")
