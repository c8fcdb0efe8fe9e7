"""The streams of a DOC become its lines: body, notes, headers, comments and text boxes stand in it one after the other.

Word 97 and later keep the text in pieces, listed in a table (MS-DOC 2.4.1), each one byte or two to a character. Deleted
text is among it. The rule to keep: text is taken from where the pieces say it is, never guessed from what looks like letters.
"""

import re
import struct
from collections.abc import Iterator

from gatepost.content.budget import Unreadable

_MAGIC = 0xA5EC
_WORD_97 = 0x00C1
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200  # 2.5.2
_PIECES = struct.Struct("<II")  # 2.5.6: place and length of the table of pieces
_PIECES_AT = 0x01A2
_ONE_BYTE = 0x4000_0000  # 2.9.73
_FIELD = re.compile("\x13([^\x13-\x15]{0,4096})[\x14\x15]")
_CHARACTERS = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: None}
_CHARACTERS |= dict.fromkeys((0, 1, 2, 3, 4, 5, 6, 8, 0x13, 0x14, 0x15))  # drawings, notes, ends of fields: no text


def table_name(document: bytes) -> str:
    """Which stream has the table of pieces. Unreadable where the document cannot be read at all."""
    if len(document) < _PIECES_AT + _PIECES.size:
        raise Unreadable("corrupt")
    magic, version = struct.unpack_from("<HH", document)
    (flags,) = struct.unpack_from("<H", document, 0x0A)
    if flags & _ENCRYPTED:
        raise Unreadable("encrypted")
    if magic != _MAGIC or version < _WORD_97:
        raise Unreadable("unknown-format")  # Word 6 and 95
    return "1Table" if flags & _WHICH_TABLE else "0Table"


def read_lines(document: bytes, table: bytes) -> Iterator[str]:
    """The lines of all pieces; rows of tables have tabs, and what a field does stands before what it shows."""
    text = "".join(_pieces(document, _piece_table(document, table)))
    text = _FIELD.sub(lambda match: f"\r{match[1]}\r" if '"' in match[1] else "", text.replace("\x07\x07", "\r"))
    yield from text.translate(_CHARACTERS).splitlines()


def _piece_table(document: bytes, table: bytes) -> bytes:
    """2.9.38: behind any number of property changes."""
    place, length = _PIECES.unpack_from(document, _PIECES_AT)
    block = table[place : place + length]
    at = 0
    while at + 5 <= len(block):
        if block[at] == 2:
            (size,) = struct.unpack_from("<I", block, at + 1)
            return block[at + 5 : at + 5 + size]
        at += 3 + int(struct.unpack_from("<H", block, at + 1)[0])
    raise Unreadable("corrupt")


def _pieces(document: bytes, table: bytes) -> Iterator[str]:
    """2.8.35: the characters at which pieces begin, one more for the end, then eight bytes for each piece."""
    count = (len(table) - 4) // 12
    room = len(document)  # characters: no two pieces are made of the same bytes in a document that a program wrote
    for number in range(count):
        start, end = struct.unpack_from("<II", table, 4 * number)
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        room -= max(0, end - start)
        if end < start or room < 0:
            raise Unreadable("corrupt")
        if place & _ONE_BYTE:
            first = (place & ~_ONE_BYTE) // 2
            yield document[first : first + end - start].decode("cp1252", errors="replace")
        else:
            yield document[place : place + 2 * (end - start)].decode("utf-16-le", errors="replace")
