"""A property set (MS-OLEPS) becomes fields: those that every document has, and those that people or programs gave it.

The rule to keep: every place in it is checked against its length, and what does not fit is passed over.
"""

import struct
from collections.abc import Iterator

_MOST = 2_000  # properties of a set
_TEXT, _WIDE_TEXT, _TRUTH, _SHORT = 0x1E, 0x1F, 0x0B, 0x02
_UTF16 = 1200
# MS-OLEPS 2.25.1 and MS-OSHARED 2.3.3.2.2: by the set's name, the fields that hold words.
_KNOWN = {
    "\x05SummaryInformation": {
        2: "title",
        3: "subject",
        4: "creator",
        5: "keywords",
        6: "description",
        8: "lastModifiedBy",
    },
    "\x05DocumentSummaryInformation": {
        2: "category",
        14: "manager",
        15: "company",
        26: "contentType",
        27: "contentStatus",
    },
}
SETS = tuple(_KNOWN)


def read_fields(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The fields of the stream of that name. Its second set names its own fields in a dictionary."""
    for number, start in enumerate(_starts(data)):
        places = dict(_places(data, start))
        codepage = _codepage(data, places.get(1))
        names = _KNOWN[name] if number == 0 else dict(_dictionary(data, places.get(0), codepage))
        for id_, called in names.items():
            value = _value(data, places.get(id_), codepage)
            if value:
                yield called, value


def _starts(data: bytes) -> Iterator[int]:
    count = min(_int(data, 24), 2)
    for number in range(count):
        yield _int(data, 28 + 20 * number + 16)


def _places(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    for number in range(min(_int(data, start + 4), _MOST)):
        place = start + 8 + 8 * number
        yield _int(data, place), start + _int(data, place + 4)


def _codepage(data: bytes, place: int | None) -> int:
    if place is None or _int(data, place) != _SHORT:
        return 1252
    return _int(data, place + 4) & 0xFFFF


def _dictionary(data: bytes, place: int | None, codepage: int) -> Iterator[tuple[int, str]]:
    """2.17: names by their ids; wide ones are padded to four bytes."""
    if place is None:
        return
    count, place = min(_int(data, place), _MOST), place + 4
    for _ in range(count):
        id_, length, place = _int(data, place), _int(data, place + 4), place + 8
        size = length * 2 if codepage == _UTF16 else length
        yield id_, _decoded(data[place : place + size], codepage)
        place += (size + 3) // 4 * 4 if codepage == _UTF16 else size


def _value(data: bytes, place: int | None, codepage: int) -> str:
    if place is None:
        return ""
    kind, length = _int(data, place), _int(data, place + 4)
    if kind == _TRUTH:
        return "true" if length & 0xFFFF else "false"
    if kind == _TEXT:
        return _decoded(data[place + 8 : place + 8 + length], codepage)
    return _decoded(data[place + 8 : place + 8 + 2 * length], _UTF16) if kind == _WIDE_TEXT else ""


def _decoded(written: bytes, codepage: int) -> str:
    encoding = {_UTF16: "utf-16-le", 65001: "utf-8", 10000: "mac-roman"}.get(codepage, f"cp{codepage}")
    try:
        text = written.decode(encoding, errors="replace")
    except LookupError:
        text = written.decode("cp1252", errors="replace")
    return text.partition("\0")[0].strip()


def _int(data: bytes, place: int) -> int:
    return int(struct.unpack_from("<I", data, place)[0]) if 0 <= place <= len(data) - 4 else 0
