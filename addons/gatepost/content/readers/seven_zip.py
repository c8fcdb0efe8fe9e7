"""7z archives become the files in them, in memory.

py7zr reads them. It makes its list of files whole, and its cost per file is a thousand times that of others, so the sizes
that the archive states are asked for before it is let near the rest. What it does with a stranger's numbers is bounded by the
process that this runs in. The rule to keep: an archive whose list is long or whose files say to be large is not opened.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from py7zr import SevenZipFile
from py7zr.archiveinfo import HeaderStreamsInfo
from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError
from py7zr.io import Py7zIO, WriterFactory

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Inner, Piece

_MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = struct.Struct("<12xQQ")  # where the list of files is behind these 32 bytes, and how long
_START_LENGTH = 32
_PACKED_LIST = 0x17
_LONGEST_LIST = 1 << 18  # bytes: some 3,000 files; 20,000 of them take py7zr seven seconds
_BLOCK = 1 << 16


class _File(Py7zIO):
    """One file while it comes out: paid for in the pieces in which py7zr hands it over."""

    def __init__(self, name: str, budget: Budget) -> None:
        self.name, self._budget = name, budget
        self._pieces: list[bytes] = []

    def write(self, s: bytes | bytearray) -> int:
        self._budget.inflate(len(s))
        self._pieces.append(bytes(s))
        return len(s)

    def inner(self) -> Inner:
        return Inner(data=b"".join(self._pieces), name=self.name)

    def read(self, size: int | None = None) -> bytes:
        return b""  # nobody reads it back

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        """There is nothing beneath it."""

    def size(self) -> int:
        return sum(map(len, self._pieces))


class _Files(WriterFactory):
    def __init__(self, budget: Budget) -> None:
        self.made: list[_File] = []
        self._budget = budget

    def create(self, filename: str) -> Py7zIO:
        self.made.append(_File(filename, self._budget))
        return self.made[-1]


def _looks(data: Data) -> bool:
    return data[: len(_MAGIC)] == _MAGIC


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    files = _Files(budget)
    problem = ""
    try:
        _extract(data, files, budget)
    except Unreadable as error:
        problem = error.reason
    except PasswordRequired:
        problem = "encrypted"
    except UnsupportedCompressionMethodError:
        problem = "unknown-format"
    except Exception:  # noqa: BLE001 - of a damaged archive it raises whatever Python does
        problem = "corrupt"
    yield from (file.inner() for file in files.made)
    if problem:
        raise Unreadable(problem)


def _extract(data: Data, files: _Files, budget: Budget) -> None:
    if _length_of_list(data) > _LONGEST_LIST:
        raise Unreadable("too-large")
    with SevenZipFile(BytesIO(data), blocksize=_BLOCK) as archive:
        listed: list[Any] = archive.list()
        if len(listed) > budget.left("files") or sum(one.uncompressed for one in listed) > budget.left("inflated"):
            raise Unreadable("too-large")
        if archive.needs_password():
            raise Unreadable("encrypted")
        archive.extractall(factory=files)


def _length_of_list(data: Data) -> int:
    """How long the list of files is, when it is unpacked."""
    place, length = _START.unpack_from(data[:_START_LENGTH].ljust(_START_LENGTH, b"\0"))
    beginning = data[_START_LENGTH + place : _START_LENGTH + place + min(length, _LONGEST_LIST)]
    if length > _LONGEST_LIST or not beginning or beginning[0] != _PACKED_LIST:
        return int(length)
    folders = HeaderStreamsInfo.retrieve(BytesIO(beginning[1:])).unpackinfo.folders
    return sum(sum(folder.unpacksizes) for folder in folders)


FORMATS = (Format(name="7z", looks=_looks, read=_read),)
