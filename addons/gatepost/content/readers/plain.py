"""Plain text of any length, charset and layout: notes, logs, tables, Markdown, JSON, subtitles, calendars, program text.

All of these are read as they stand, because that is how they are seen. The rule to keep: text in which something is wrapped
that only its recipient can unwrap is not clean for being text.
"""

import re
from collections.abc import Iterator

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import decoded
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Passage, Piece, Unread
from gatepost.content.textual import Kind, holds_encrypted, is_text, kind

_ESCAPED = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|(["\\/nrt]))')
_JSON = frozenset("{[")
_ESCAPES = {"n": "\n", "r": "\n", "t": "\t"}


def _looks(data: Data) -> bool:
    return kind(data) is Kind.PLAIN


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    encrypted, blank = False, True
    is_json: bool | None = None
    for text in cut(_letters(data), budget):
        encrypted, blank = encrypted or holds_encrypted(text), False
        is_json = text.lstrip("\ufeff \r\n\t")[:1] in _JSON if is_json is None else is_json
        yield Passage(text=_unescaped(text) if is_json else text)
    if blank:
        yield Passage(text="")  # it was seen whole, and there is nothing
    if encrypted:
        yield Unread(reason="encrypted")


def _letters(data: Data) -> Iterator[str]:
    """The text, up to where it is none any more."""
    for piece in decoded(data):
        if not is_text(piece.encode(errors="replace")):
            raise Unreadable("unknown-format")
        yield piece


def _unescaped(text: str) -> str:
    """JSON as programs show it: most write whatever is not ASCII as escapes."""
    said = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), text)
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs of escapes are one character


FORMATS = (Format(name="plain", looks=_looks, read=_read),)
