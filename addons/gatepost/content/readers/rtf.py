"""RTF: everything that is written in it, and its pictures and objects.

An object is wrapped the way OLE 1 wraps files; what is in it begins where its own format begins. The rule to keep: a file
whose braces do not close was cut off.
"""

import re
from collections.abc import Iterator

from gatepost.content.budget import Budget
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Inner, Passage, Piece, Unread
from gatepost.content.rtf import RichText
from gatepost.content.textual import Kind, kind

# Of pictures and objects that are wrapped, these are the beginnings; metafiles stand as they are.
_BEGINNING = re.compile(rb"\xd0\xcf\x11\xe0|PK\x03\x04|%PDF-|\{\\rt|\x89PNG|\xff\xd8\xff|GIF8")
_WITHIN = 4096  # bytes of wrapping: names and paths


def _looks(data: Data) -> bool:
    return kind(data) is Kind.RTF


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    document = RichText()
    blank = True
    for text in cut(document.read(bytes(data), budget), budget):
        blank = False
        yield Passage(text=text)
        yield from _files(document)
    yield from _files(document)
    if blank:
        yield Passage(text="")
    if not document.whole:
        yield Unread(reason="corrupt")


def _files(document: RichText) -> Iterator[Inner]:
    files, document.files = document.files, []
    for file in files:
        begins = _BEGINNING.search(file[:_WITHIN])
        yield Inner(data=file[begins.start() :] if begins else file)


FORMATS = (Format(name="rtf", looks=_looks, read=_read),)
