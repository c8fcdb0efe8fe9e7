"""Windows metafiles, written record by record as the specifications have them. (MS-EMF, MS-EMFPLUS, MS-WMF)"""

import struct
from collections.abc import Iterable
from functools import reduce
from operator import xor

_HEADER_SIZE = 88


def emf(*records: bytes, title: str = "") -> bytes:
    """An EMF with these records between its header and its last one."""
    name = f"Draw\0{title}\0\0".encode("utf-16-le") if title else b""
    name += b"\0" * (-len(name) % 4)
    last = emf_record(14, struct.pack("<III", 0, 16, 20))
    size = _HEADER_SIZE + len(name) + sum(map(len, records)) + len(last)
    told = (len(name) // 2, _HEADER_SIZE) if name else (0, 0)
    head = struct.pack("<8i", 0, 0, 800, 600, 0, 0, 20000, 15000) + b" EMF"
    head += struct.pack("<IIIHH3I4i", 0x10000, size, len(records) + 2, 1, 0, *told, 0, 800, 600, 200, 150)
    return emf_record(1, head + name) + b"".join(records) + last


def emf_record(kind: int, data: bytes) -> bytes:
    return struct.pack("<II", kind, 8 + len(data)) + data


def emf_text(text: str, x: int = 10, y: int = 10, step: int = 8, options: int = 0, *, narrow: bool = False) -> bytes:
    """A string whose letters go on by `step` each."""
    written = text.encode("cp1252" if narrow else "utf-16-le")
    written += b"\0" * (-len(written) % 4)
    head = struct.pack("<4iIff", 0, 0, -1, -1, 1, 1.0, 1.0)
    told = struct.pack("<iiIII4iI", x, y, len(text), 76, options, 0, 0, 0, 0, 76 + len(written))
    return emf_record(83 if narrow else 84, head + told + written + struct.pack(f"<{len(text)}I", *[step] * len(text)))


def emf_texts(*lines: str) -> bytes:
    """Several strings in one record (EMR_POLYTEXTOUTW), one below the other."""
    at, told, written = 40 + 40 * len(lines), b"", b""
    for number, line in enumerate(lines):
        told += struct.pack("<iiIII4iI", 0, 20 * number, len(line), at + len(written), 0, 0, 0, 0, 0, 0)
        written += line.encode("utf-16-le")
    return emf_record(97, struct.pack("<4iIffI", 0, 0, -1, -1, 1, 1.0, 1.0, len(lines)) + told + written)


def emf_small_text(text: str, *, narrow: bool) -> bytes:
    written = text.encode("latin-1" if narrow else "utf-16-le")
    options = 0x100 | (0x200 if narrow else 0)
    return emf_record(108, struct.pack("<iiIIIff", 5, 5, len(text), options, 1, 1.0, 1.0) + written)


def bitmap(width: int = 4, height: int = 4) -> tuple[bytes, bytes]:
    """The header and the pixels of a grey bitmap."""
    return struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0), b"\x80" * (
        -(-width * 3 // 4) * 4 * height
    )


def emf_bitmap(info: bytes, bits: bytes) -> bytes:
    """Drawn by EMR_STRETCHDIBITS."""
    told = struct.pack("<4i6i4I", 0, 0, 9, 9, 0, 0, 0, 0, 9, 9, 80, len(info), 80 + len(info), len(bits))
    return emf_record(81, told + struct.pack("<IIii", 0, 0x00CC0020, 9, 9) + info + bits)


def emf_polygon(corners: int) -> bytes:
    points = struct.pack(f"<{2 * corners}h", *range(2 * corners))
    return emf_record(86, struct.pack("<4iI", 0, 0, 9, 9, corners) + points)


def emf_plus(*records: bytes) -> bytes:
    comment = b"EMF+" + b"".join(records)
    return emf_record(70, struct.pack("<I", len(comment)) + comment)


def plus_record(kind: int, data: bytes, flags: int = 0) -> bytes:
    data += b"\0" * (-len(data) % 4)
    return struct.pack("<HHII", kind, flags, 12 + len(data), len(data)) + data


def plus_text(text: str, y: float = 0.0) -> bytes:
    return plus_record(0x401C, struct.pack("<III4f", 0, 0, len(text), 0.0, y, 500.0, 20.0) + text.encode("utf-16-le"))


def plus_image(file: bytes) -> bytes:
    """A picture in the file that it came in."""
    return plus_record(0x4008, struct.pack("<IIiiiII", 0xDBC01002, 1, 0, 0, 0, 0, 1) + file, flags=0x0500)


def wmf(*records: bytes, placeable: bool = True) -> bytes:
    last = wmf_record(0, b"")
    words = (18 + sum(map(len, records)) + len(last)) // 2
    longest = max(map(len, (*records, last))) // 2
    place = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, 800, 600, 96, 0)
    place += struct.pack("<H", reduce(xor, struct.unpack("<10H", place)))
    return (
        (place if placeable else b"")
        + struct.pack("<HHHIHIH", 1, 9, 0x300, words, 1, longest, 0)
        + b"".join(records)
        + last
    )


def wmf_record(function: int, data: bytes) -> bytes:
    data += b"\0" * (len(data) % 2)
    return struct.pack("<IH", 3 + len(data) // 2, function) + data


def wmf_text(text: str, y: int = 10) -> bytes:
    written = text.encode("cp1252")
    written += b"\0" * (len(written) % 2)
    return wmf_record(0x0521, struct.pack("<h", len(text)) + written + struct.pack("<hh", y, 10))


def wmf_boxed_text(text: str, x: int, y: int, step: int = 8) -> bytes:
    written = text.encode("cp1252")
    written += b"\0" * (len(written) % 2)
    told = struct.pack("<hhhH4h", y, x, len(text), 2, 0, 0, 9, 9)
    return wmf_record(0x0A32, told + written + struct.pack(f"<{len(text)}h", *[step] * len(text)))


def wmf_bitmap(info: bytes, bits: bytes) -> bytes:
    """Drawn by META_STRETCHDIB."""
    return wmf_record(0x0F43, struct.pack("<IH8h", 0x00CC0020, 0, 4, 4, 0, 0, 9, 9, 0, 0) + info + bits)


def wmf_with(newer: bytes, piece: int) -> Iterable[bytes]:
    """The same drawing as EMF, in pieces (META_ESCAPE_ENHANCED_METAFILE)."""
    pieces = [newer[at : at + piece] for at in range(0, len(newer), piece)]
    left = len(newer)
    for one in pieces:
        left -= len(one)
        told = struct.pack("<4sIIHIIIII", b"WMFC", 1, 0x10000, 0, 0, len(pieces), len(one), left, len(newer))
        yield wmf_record(0x0626, struct.pack("<HH", 0x000F, len(told) + len(one)) + told + one)
