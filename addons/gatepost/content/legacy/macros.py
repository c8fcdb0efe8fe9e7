"""A stream of a macro project becomes its source (MS-OVBA 2.4.1), in which people write passwords, paths and names.

A module's stream begins with what a compiler left; the source stands behind it, packed, and always opens with an attribute.
The rule to keep: a chunk is 4,096 bytes when it is unpacked, and one that would be more is damaged.
"""

import re
import struct

from gatepost.content.budget import Budget, Unreadable

_CHUNK = 4096
_SOURCE = re.compile(rb"\x01..\0Attribut", re.DOTALL)


def read_source(stream: bytes, budget: Budget) -> str:
    """The source in a module's stream; nothing where there is none."""
    found = _SOURCE.search(stream)
    unpacked = _unpacked(stream, found.start() + 1, budget) if found else b""
    return unpacked.decode("cp1252", errors="replace")


def _unpacked(stream: bytes, place: int, budget: Budget) -> bytes:
    out = bytearray()
    while place + 2 <= len(stream):
        (header,) = struct.unpack_from("<H", stream, place)
        if header >> 12 & 7 != 3:
            break
        end = min(place + (header & 0xFFF) + 3, len(stream))
        budget.inflate(_CHUNK)
        out += _chunk(stream[place + 2 : end]) if header & 0x8000 else stream[place + 2 : end]
        place = end
    return bytes(out)


def _chunk(packed: bytes) -> bytes:
    """2.4.1.3.2: eight tokens behind each byte of flags, each a character or a copy of what came before."""
    out = bytearray()
    place = 0
    while place < len(packed):
        flags, place = packed[place], place + 1
        for bit in range(8):
            if place >= len(packed):
                break
            if not flags >> bit & 1:
                out.append(packed[place])
                place += 1
                continue
            out += _copied(out, int.from_bytes(packed[place : place + 2], "little"))
            place += 2
        if len(out) > _CHUNK:
            raise Unreadable("corrupt")
    return bytes(out)


def _copied(out: bytearray, token: int) -> bytes:
    """2.4.1.3.19.1: the further the chunk has got, the more of the token's bits say how far back, and the fewer how much."""
    bits = max(4, (len(out) - 1).bit_length())
    length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
    if back > len(out) or length > _CHUNK:
        raise Unreadable("corrupt")
    again = bytes(out[-back:])
    return (again * (length // back + 1))[:length]
