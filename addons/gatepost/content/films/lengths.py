"""How many bytes a container says that it has: one that has fewer was cut short, however little is missing.

Streamed ones do not say (all bits of the size are set, or none is); of these, only the time tells.
"""

from gatepost.content.format import Data

_SEGMENT = b"\x18\x53\x80\x67"


def told_length(data: Data) -> int:
    """As the first bytes tell; 0 where they do not."""
    if data[:4] == b"RIFF":
        size = int.from_bytes(data[4:8], "little")
        return 8 + size if size < 0xFFFFFFFF else 0
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return _matroska(data)
    return 0


def _matroska(data: Data) -> int:
    """A header, and then a segment with all the rest. (RFC 8794, RFC 9559)"""
    size, start = _number(data, 4)
    segment = start + size
    if data[segment : segment + 4] != _SEGMENT:
        return 0
    size, start = _number(data, segment + 4)
    return start + size if size else 0


def _number(data: Data, place: int) -> tuple[int, int]:
    """A number of as many bytes as its first one has zeros before it, and where it ends; 0 for one that is not known."""
    first = data[place : place + 1]
    length = 9 - first[0].bit_length() if first and first[0] else 0
    value = int.from_bytes(data[place : place + length], "big") - (1 << 7 * length) if length else 0
    return (0 if value == (1 << 7 * length) - 1 else value), place + length
