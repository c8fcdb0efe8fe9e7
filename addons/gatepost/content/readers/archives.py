"""Archives become the files in them, and packed files the file that they are.

Nothing is ever written, so a name that climbs out of its folder is only text; links and devices have no bytes. The rule
to keep: an archive that has more than may be looked at says so once, after what was looked at.
"""

import tarfile
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from mmap import mmap
from typing import IO, cast

from gatepost.content.apart import read_apart
from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Inner, Passage, Piece, Unread
from gatepost.content.inflating import STREAMS, stored, unpack
from gatepost.content.readers import office, opendocument
from gatepost.content.zips import list_entries, looks_like_zip, read_entry, read_rest

_BLOCK = 512  # of a tape
_MAGIC = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh", "xz": b"\xfd7zXZ\0", "zstandard": b"\x28\xb5\x2f\xfd"}
_LONGEST_FILL = 1 << 20
_LONGEST_NAME = 4096


def _file(name: str, pieces: Iterable[bytes], budget: Budget) -> Iterator[Piece]:
    """One file of an archive, as far as it can be read; where it cannot, its name."""
    if not budget.left("files"):
        raise Unreadable("too-large")
    read: list[bytes] = []
    try:
        read.extend(pieces)
    except Unreadable:
        budget.characters(len(name))
        yield Inner(data=b"".join(read), name=name) if read else Passage(text=name)
        raise
    yield Inner(data=b"".join(read), name=name)


def _is_plain_zip(data: Data) -> bool:
    """A flat document is none of these: what tells one may stand before any ZIP, or in it."""
    documents = (form for form in (*office.FORMATS, *opendocument.FORMATS) if not form.name.startswith("flat"))
    return looks_like_zip(data) and not any(document.looks(data) for document in documents)


def _read_zip(data: Data, budget: Budget) -> Iterator[Piece]:
    listing = list_entries(data)
    files = ((None, _file(entry.name, read_entry(data, entry, budget), budget)) for entry in listing.entries)
    yield from read_apart(files, listing.problems)
    yield from read_rest(data, listing, budget)


def _is_tar(data: Data) -> bool:
    try:
        tarfile.TarInfo.frombuf(data[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _read_tar(data: Data, budget: Budget) -> Iterator[Piece]:
    source = data if isinstance(data, mmap) else BytesIO(data)  # a map reads and seeks as a file does
    source.seek(0)
    archive = tarfile.TarFile(fileobj=cast("IO[bytes]", source), errorlevel=2)
    yield from read_apart((None, file) for file in _of_tar(archive, data, budget))
    if _goes_on(data, archive.offset):
        yield Unread(reason="corrupt")


def _of_tar(archive: tarfile.TarFile, data: Data, budget: Budget) -> Iterator[Iterator[Piece]]:
    while True:
        budget.check_time()
        try:
            member = archive.next()
        except tarfile.TarError as error:
            raise Unreadable("corrupt") from error
        if member is None:
            return
        yield _file(f"{member.name} {member.linkname}".strip(), _of_member(archive, member, data, budget), budget)


def _of_member(archive: tarfile.TarFile, member: tarfile.TarInfo, data: Data, budget: Budget) -> Iterator[bytes]:
    if member.size > budget.left("inflated"):
        raise Unreadable("too-large")  # a file of holes may say any size
    if member.issparse():
        yield from _with_holes(archive, member, budget)
    elif member.isreg():
        end = member.offset_data + member.size
        yield from stored(data, member.offset_data, min(end, len(data)), budget)
        if end > len(data):
            raise Unreadable("corrupt")


def _with_holes(archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget) -> Iterator[bytes]:
    budget.inflate(member.size)
    file = archive.extractfile(member)
    try:
        yield file.read() if file else b""
    except tarfile.ReadError as error:
        raise Unreadable("corrupt") from error


def _read_packed(method: str, data: Data, budget: Budget) -> Iterator[Piece]:
    """The file that was packed, as far as it can be unpacked, and what stands behind it."""
    pieces: list[bytes] = []
    streams = _streams(method, data, budget)
    try:
        pieces.extend(streams)
    finally:
        if pieces:
            yield Inner(data=b"".join(pieces), name=_gzip_name(data[:_LONGEST_NAME]) if method == "gzip" else "")


def _streams(method: str, data: Data, budget: Budget) -> Iterator[bytes]:
    """One stream, or several that follow each other."""
    place, magic = 0, _MAGIC[method]
    while data[place : place + len(magic)] == magic:
        place = yield from unpack(STREAMS[method](), data, place, len(data), budget)
    if _goes_on(data, place):
        raise Unreadable("corrupt")


def _goes_on(data: Data, place: int) -> bool:
    """Whether more stands there than tapes are filled up with."""
    return len(data) - place > _LONGEST_FILL or bool(data[place:].strip(b"\0"))


def _gzip_name(header: bytes) -> str:
    """RFC 1952, 2.3: behind ten bytes, and an extra field where there is one."""
    has_extra, has_name = header[3] & 4, header[3] & 8
    place = 12 + int.from_bytes(header[10:12], "little") if has_extra else 10
    return header[place:].partition(b"\0")[0].decode("latin-1") if has_name else ""


def _packed(method: str) -> Format:
    return Format(
        name=method, looks=lambda data: data[:6].startswith(_MAGIC[method]), read=partial(_read_packed, method)
    )


FORMATS = (
    Format(name="zip", looks=_is_plain_zip, read=_read_zip),
    Format(name="tar", looks=_is_tar, read=_read_tar),
    *(_packed(method) for method in _MAGIC),
)
