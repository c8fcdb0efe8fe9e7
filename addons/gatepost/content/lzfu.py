"""The compressed rich text of Outlook's messages becomes rich text again. (MS-OXRTFCP)

The rule to keep: it never becomes longer than its header says, and that is paid for first.
"""

import struct

from gatepost.content.budget import Budget, Unreadable

_HEADER = struct.Struct("<IIII")  # packed size, size, how it is packed, checksum
_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D
_WINDOW = 4096
_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)  # 2.1.3.1.2: what the window holds at first
_SHORTEST = 2


def unpack_rich_text(data: bytes, budget: Budget) -> bytes:
    """The rich text in a stream of a message."""
    if len(data) < _HEADER.size:
        raise Unreadable("corrupt")
    _, size, method, _ = _HEADER.unpack_from(data)
    budget.inflate(size)
    if method == _STORED:
        return data[_HEADER.size : _HEADER.size + size]
    if method != _COMPRESSED:
        raise Unreadable("corrupt")
    unpacked = _unpack(data, size)
    if len(unpacked) < size:
        raise Unreadable("corrupt")
    return unpacked


def _unpack(data: bytes, size: int) -> bytes:
    """Runs of eight, each told by a bit: a byte, or twelve bits of a place in the window and four of a length."""
    window = bytearray(_KNOWN)
    place, end = _HEADER.size, len(_KNOWN) + size
    while place < len(data) and len(window) < end:
        control, place = data[place], place + 1
        for bit in range(8):
            if place >= len(data):
                break
            if not control >> bit & 1:
                window.append(data[place])
                place += 1
                continue
            reference = int.from_bytes(data[place : place + 2])
            place += 2
            back = (len(window) - (reference >> 4)) % _WINDOW
            if not 0 < back <= len(window):  # what is written next is the mark of the end
                return bytes(window[len(_KNOWN) : end])
            for _ in range((reference & 0xF) + _SHORTEST):  # one by one: a run may repeat what it makes
                window.append(window[-back])
    return bytes(window[len(_KNOWN) : end])
