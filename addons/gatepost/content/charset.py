"""Bytes become the text that they most likely are.

A byte order mark says it; UTF-8 proves itself, because no other charset's text is UTF-8 by accident; then comes what is
declared, what UTF-16 without a mark looks like, and of the charsets of one byte the one in which the text is French. The
rule to keep: what is valid UTF-8 is read so whatever its declaration says, because a program that ignores a false
declaration would show what we had not seen.
"""

import codecs
import re
from collections.abc import Iterator

from gatepost.content.format import Data

# Longest first: a UTF-32 mark begins with a UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The character sets that files are still found in; the other codecs of Python are no business of a stranger's.
_CHARSET = r"((?:utf-?(?:7|8|16|32)|us-ascii|iso-?8859|iso-?2022|latin|windows-|cp\d|mac|koi8|gb|big5|shift|euc-)[a-z0-9_-]{0,20})"
_NAMED = re.compile(_CHARSET, re.IGNORECASE)
_DECLARED = re.compile(rf"charset\s{{0,8}}=\s{{0,8}}[\"']?{_CHARSET}", re.IGNORECASE)
_SEVEN_BITS = re.compile(r"utf-?7|iso-?2022", re.IGNORECASE)  # these are valid UTF-8, and say something else
_ASCII = bytes(range(128))
_SINGLE_BYTE = ("cp1252", "cp850", "mac-roman")  # Windows, DOS, and Macs before the year 2000
_FRENCH = frozenset("éèêëàâçîïôûùüœÉÈÊÀÂÇÎÔ«»’°")
_SAMPLE = 4096  # bytes above ASCII that are looked at to tell which charset is French
_FEW_ZEROS = 100  # one in so many: with more of them, it is a wider encoding
_PIECE = 1 << 16
_LOOKED_BACK = 1 << 12  # bytes: a piece ends with a line where one ends that near
_WIDE_SAMPLE = 512


def declared_in(written: str) -> str:
    """The charset that a media type or a page's own element declares, or nothing where it is none that we know."""
    found = _DECLARED.search(written)
    return found.group(1) if found else ""


def _known(charset: str) -> str:
    return charset if _NAMED.fullmatch(charset) else ""


def decode(data: bytes, declared: str = "") -> str:
    """The text that these bytes most likely are; `declared` is a charset or nothing."""
    declared = _known(declared)
    first = declared if _SEVEN_BITS.match(declared) else ""
    for encoding in (_marked(data), first, "utf-8", declared, _unmarked_wide(data)):
        try:
            text = data.decode(encoding) if encoding else "\0"
        except (UnicodeError, LookupError):
            continue
        if text.count("\0") * _FEW_ZEROS <= len(text):
            return text
    return data.decode(_single_byte(data), errors="replace")


def wide(beginning: bytes) -> str:
    """The encoding with more than one byte for each letter that a file begins with, or nothing."""
    marked = _marked(beginning)
    return marked if marked in {"utf-16", "utf-32"} else _unmarked_wide(beginning)


def decoded(data: Data) -> Iterator[str]:
    """The text of a file, a piece at a time; each is read by itself, because logs hold lines in several charsets."""
    encoding = wide(data[:_WIDE_SAMPLE])
    if not encoding:
        yield from (decode(piece) for piece in _pieces(data))
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE], start + _PIECE >= len(data))


def _pieces(data: Data) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        end = start + _PIECE
        if end < len(data):
            end = data.rfind(b"\n", end - _LOOKED_BACK, end) + 1 or _before_character(data, end)
        yield data[start:end]
        start = end


def _before_character(data: Data, end: int) -> int:
    """Where the UTF-8 character begins that stands there: its other bytes are 10xxxxxx, at most three."""
    return next((place for place in range(end, end - 4, -1) if data[place] & 0xC0 != 0x80), end)


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _unmarked_wide(data: bytes) -> str:
    """The UTF-16 that unmarked bytes look like: Latin text has a zero in most pairs, always on one side."""
    beginning = data[:_WIDE_SAMPLE]
    left, right = beginning[::2].count(0), beginning[1::2].count(0)
    if 4 * right > len(beginning) and not left:
        return "utf-16-le"
    return "utf-16-be" if 4 * left > len(beginning) and not right else ""


def _single_byte(data: bytes) -> str:
    sample = data.translate(None, _ASCII)[:_SAMPLE]

    def french(encoding: str) -> int:
        return sum(character in _FRENCH for character in sample.decode(encoding, errors="replace"))

    return max(_SINGLE_BYTE, key=french)  # of equals the first
