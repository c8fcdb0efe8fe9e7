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
from gatepost.content.textual import Kind, is_text, kind

_ENCRYPTED = re.compile(r"-----BEGIN (?:PGP MESSAGE|PKCS7|CMS)-----|^age-encryption\.org/v1$", re.MULTILINE)


def _looks(data: Data) -> bool:
    return kind(data) is Kind.PLAIN


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    encrypted, blank = False, True
    for text in cut(_letters(data), budget):
        encrypted, blank = encrypted or _ENCRYPTED.search(text) is not None, False
        yield Passage(text=text)
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


FORMATS = (Format(name="plain", looks=_looks, read=_read),)
