"""Compound files for tests: streams at the top, or in folders one deep, as MS-CFB lays them out in sectors of 512 bytes."""

import struct
from collections.abc import Mapping

_SECTOR, _END, _FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096  # shorter streams would stand in a place of their own


def a_compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Streams are padded with zeros to 4,096 bytes; a name with a slash stands in a folder."""
    folders = list(dict.fromkeys(name.partition("/")[0] for name in streams if "/" in name))
    entries = [("Root Entry", 5, "")] + [(folder, 1, "") for folder in folders]
    entries += [(name.rpartition("/")[2], 2, name.rpartition("/")[0]) for name in streams]
    bodies = [content.ljust(_SMALLEST, b"\0") for content in streams.values()]
    lengths = [-(-len(body) // _SECTOR) for body in bodies]
    directory_sectors = -(-len(entries) // 4)
    table_sectors = 1
    while table_sectors * 128 < table_sectors + directory_sectors + sum(lengths):
        table_sectors += 1
    table = [_TABLE] * table_sectors
    for length in (directory_sectors, *lengths):
        table += [*range(len(table) + 1, len(table) + length), _END]
    table += [_FREE] * (table_sectors * 128 - len(table))
    starts = [table_sectors + directory_sectors + sum(lengths[:number]) for number in range(len(lengths))]
    directory = b"".join(
        _entry(entries, number, starts, bodies, first_stream=1 + len(folders)) for number in range(len(entries))
    ).ljust(directory_sectors * _SECTOR, b"\0")
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, table_sectors, table_sectors, 0, _SMALLEST, _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<109I", *range(table_sectors), *[_FREE] * (109 - table_sectors))
    padded = b"".join(body.ljust(-(-len(body) // _SECTOR) * _SECTOR, b"\0") for body in bodies)
    return header + struct.pack(f"<{len(table)}I", *table) + directory + padded


def _entry(
    entries: list[tuple[str, int, str]], number: int, starts: list[int], bodies: list[bytes], first_stream: int
) -> bytes:
    """One entry of the directory; those of a folder form a chain to the right, which is a tree as well."""
    name, kind, folder = entries[number]
    siblings = [other for other, entry in enumerate(entries) if entry[2] == folder and other]
    children = [other for other, entry in enumerate(entries) if entry[2] == (name if number else "") and other]
    following = [other for other in siblings if other > number]
    right = following[0] if number and following else _FREE
    child = children[0] if kind != 2 and children else _FREE
    stream = number - first_stream
    start, size = (starts[stream], len(bodies[stream])) if kind == 2 else (_END if number == 0 else 0, 0)
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, _FREE, right, child, start, size)
