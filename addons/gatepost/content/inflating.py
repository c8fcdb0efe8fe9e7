"""What is packed becomes what it holds, a little at a time, and each piece is paid for before the next one is made.

The sizes that a file states of itself are not believed: a stream is read to its own end. The rule to keep: no call makes
more than `PIECE` bytes, whichever method packed them, so that a bomb costs its fuse and nothing else.
"""

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import Protocol

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 1 << 16
_FED = 1 << 14  # packed bytes handed over at once
_WINDOW = 27
_MEMORY = 1 << _WINDOW  # what an unpacker may take for its window: enough for `xz -9` and `zstd --ultra`
_FAULTS = (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError)


class Unpacker(Protocol):
    """What bz2, lzma and zstd have; `Deflate` gives zlib the same manners."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Deflate:
    """zlib's unpacker; `bits` as zlib has them: -15 is the bare stream, 31 is gzip."""

    def __init__(self, bits: int) -> None:
        self._stream = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


STREAMS: dict[str, Callable[[], Unpacker]] = {
    "deflate": lambda: Deflate(-15),
    "gzip": lambda: Deflate(31),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY),
    "lzma": lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY),
    "zstandard": lambda: zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW}),
}


def stored(data: Data, start: int, end: int, budget: Budget) -> Iterator[bytes]:
    """What was never packed, in pieces, and paid for all the same: it is held twice."""
    for place in range(start, end, PIECE):
        piece = data[place : min(place + PIECE, end)]
        budget.inflate(len(piece))
        yield piece


def unpack(unpacker: Unpacker, data: Data, start: int, end: int, budget: Budget) -> Generator[bytes, None, int]:
    """One stream between two places of a file; returns the place behind it. Unreadable where it is damaged or cut short."""
    place, done = start, False
    while not unpacker.eof and not done:
        fed = data[place : min(place + _FED, end)] if unpacker.needs_input else b""
        place += len(fed)
        piece = _made(unpacker, fed, budget)
        done = not piece and place >= end and unpacker.needs_input
        if piece:
            yield piece
    if not unpacker.eof:
        raise Unreadable("corrupt")
    return place - len(unpacker.unused_data)


def _made(unpacker: Unpacker, fed: bytes, budget: Budget) -> bytes:
    budget.check_time()
    try:
        piece = unpacker.decompress(fed, PIECE)
    except _FAULTS as error:
        raise Unreadable("corrupt") from error
    budget.inflate(len(piece))
    return piece
