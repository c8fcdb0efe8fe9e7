"""A compound file (MS-CFB) becomes its streams: the file system of disks of the nineties, in a file.

The rule to keep: a stream is at most as long as the file, whatever its entry says, and is paid for before it is read.
"""

from io import BytesIO
from mmap import mmap
from typing import IO, cast

import olefile  # type: ignore[import-untyped]  # only its use here is typed

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_STREAMS = 5_000


class Compound:
    """The streams of a file by their paths, in the order of its directory."""

    def __init__(self, data: Data, budget: Budget) -> None:
        self.data, self._budget = data, budget
        source = cast(
            "IO[bytes]", data if isinstance(data, mmap) else BytesIO(data)
        )  # a map reads and seeks as a file does
        try:
            self._file = olefile.OleFileIO(source)
            self.names = tuple("/".join(path) for path in self._file.listdir())
        except Exception as error:  # it raises whatever a damaged file makes Python raise
            raise Unreadable("corrupt") from error
        if len(self.names) > _MOST_STREAMS:
            raise Unreadable("too-large")

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        try:
            size = int(self._file.get_size(name))
            stream = self._file.openstream(name) if size <= len(self.data) else None
        except Exception as error:
            raise Unreadable("corrupt") from error
        if stream is None:
            raise Unreadable("corrupt")
        self._budget.inflate(size)
        content = bytes(stream.read())
        if len(content) < size:
            raise Unreadable("corrupt")
        return content
