"""The records of a ZIP as they stand in the file: the directory at its end, and a header before each entry.

Nothing is believed here and nothing read twice: what disagrees is for `zips` to see. The rule to keep: every number is
checked against the file before it is used as a place in it. APPNOTE.TXT 6.3.10 has the layout; its sections stand beside it.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from gatepost.content.format import Data

_LOCAL = struct.Struct("<4s2xHH8xIIHH")  # 4.3.7: signature, flags, method, packed, size, name length, extra length
_LISTED = struct.Struct("<4s4xHH8xIIHHH8xI")  # 4.3.12: the same, the length of a comment, and where the entry is
_END = struct.Struct("<4s8xIIH")  # 4.3.16: signature, size and place of the directory, length of the comment
_END_64 = struct.Struct("<4s36xQQ")  # 4.3.14: signature, size and place of the directory
_LOCATOR_LENGTH = 20  # 4.3.15
_LONGEST_COMMENT = 0xFFFF
_LOCAL_SIGNATURE = re.compile(rb"PK\x03\x04")
_STREAMED = 0x8  # 4.4.4: the sizes stand behind the entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One opinion about one file in a ZIP: where its header stands, and where its packed bytes are."""

    name: str = field(repr=False)
    flags: int
    method: int
    header: int
    start: int
    packed: int
    size: int  # as stated

    @property
    def end(self) -> int:
        return self.start + self.packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Where the directory is, how much stands before the ZIP that its own numbers know nothing of, and its comment."""

    start: int
    end: int
    shift: int
    comment: str = field(repr=False)


def find_directory(data: Data) -> Directory | None:
    """The directory, wherever the file begins; None where its end is missing."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if end < 0 or end + _END.size > len(data):
        return None
    _, size, place, _ = _END.unpack(data[end : end + _END.size])
    comment = data[end + _END.size :]
    longer = end - _LOCATOR_LENGTH - _END_64.size
    if longer >= 0 and data[longer : longer + 4] == b"PK\x06\x06":
        _, size, place = _END_64.unpack(data[longer : longer + _END_64.size])
        end = longer
    start = max(0, end - size)
    return Directory(start=start, end=end, shift=start - place, comment=_decoded(comment))


def listed(data: Data, directory: Directory) -> Iterator[Entry | None]:
    """The entries as the directory tells them; None for one that points at nothing, and where the directory breaks off."""
    place = directory.start
    while place < directory.end:
        record = data[place : place + _LISTED.size]
        if not record.startswith(b"PK\x01\x02") or len(record) < _LISTED.size:
            yield None
            return
        _, flags, method, packed, size, name, extra, comment, header = _LISTED.unpack(record)
        place += _LISTED.size
        size, packed, header = _long(data[place + name : place + name + extra], size, packed, header)
        entry = Entry(
            name=_decoded(data[place : place + name]),
            flags=flags,
            method=method,
            header=header + directory.shift,
            start=_start(data, header + directory.shift),
            packed=packed,
            size=size,
        )
        yield entry if 0 < entry.start <= entry.end <= len(data) else None
        place += name + extra + comment


def local(data: Data, header: int, end: int) -> Entry | None:
    """An entry as its own header tells it, where there is one; `end` is as far as it can reach."""
    start = _start(data, header)
    if not 0 < start <= end:
        return None
    _, flags, method, packed, size, name, _ = _LOCAL.unpack(data[header : header + _LOCAL.size])
    if packed > end - start or (flags & _STREAMED and not packed):
        packed, size = end - start, 0
    name = _decoded(data[header + _LOCAL.size : header + _LOCAL.size + name])
    return Entry(name=name, flags=flags, method=method, header=header, start=start, packed=packed, size=size)


def unlisted(data: Data, start: int, end: int, most: int) -> Iterator[Entry]:
    """The entries between two places by their headers alone, each as far as the next one."""
    headers = [match.start() for match in islice(_LOCAL_SIGNATURE.finditer(data, start, end), most)]
    for header, following in pairwise([*headers, end]):
        entry = local(data, header, following)
        if entry is not None:
            yield entry


def _start(data: Data, header: int) -> int:
    """Where the packed bytes behind a local header begin; 0 where there is no such header."""
    record = data[header : header + _LOCAL.size] if header >= 0 else b""
    if not record.startswith(b"PK\x03\x04") or len(record) < _LOCAL.size:
        return 0
    *_, name, extra = _LOCAL.unpack(record)
    return int(header + _LOCAL.size + name + extra)


def _long(extra: bytes, *numbers: int) -> Iterator[int]:
    """The numbers that are too long for their fields (4.5.3): they stand in the extra field, in this order."""
    place, longer = 0, iter(())
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        place += 4
        if kind == 1:
            count = min(length, len(extra) - place) // 8
            longer = iter(struct.unpack_from(f"<{count}Q", extra, place))
            break
        place += length
    return (next(longer, number) if number == 0xFFFFFFFF else number for number in numbers)


def _decoded(written: bytes) -> str:
    """A name or a comment: UTF-8 where it can be, otherwise as DOS wrote French."""
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("cp850", errors="replace")
