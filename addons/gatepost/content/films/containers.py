"""The containers that films and sounds come in: how their bytes tell, and the one demuxer that may open each.

Left to itself, FFmpeg opens playlists and follows them to other files and hosts. The rule to keep: a container is only
ever shown to the demuxer named here, from memory, and whatever it then asks to be opened is refused.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from mmap import mmap
from struct import unpack
from typing import Any

import av
from av.container import InputContainer
from av.packet import Packet

from gatepost.content.budget import Budget
from gatepost.content.format import Data

_MOST_BOXES = 1024
_FILM_BOXES = frozenset({b"moov", b"moof"})
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_MPEG_AUDIO = (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
_TRANSPORT = (188, 192)  # bytes of a packet; the longer ones begin with a time stamp of 4
_SYNC, _SYNCS = 0x47, 5
_BLOCK = 2**18
_OPTIONS = {
    "ignore_editlist": "1",  # what a cut only hides is still in the file
    "export_xmp": "1",
    "enable_drefs": "0",
}

type AnyPacket = Packet[Any]  # not worked out when it runs, where the class takes no parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    name: str
    demuxer: str
    looks: Callable[[Data], bool]


def _is_mp4(data: Data) -> bool:
    """A film's boxes, or the samples of one whose table of contents is missing. Pictures have `meta` for theirs."""
    kinds = set(_boxes(data))
    return bool(kinds & _FILM_BOXES) or (b"mdat" in kinds and b"meta" not in kinds)


def _boxes(data: Data) -> Iterator[bytes]:
    at = 0
    for _ in range(_MOST_BOXES):
        header = data[at : at + 16]
        if len(header) < 8:
            return
        size, kind = unpack(">I4s", header[:8])
        if size == 1 and len(header) == 16:
            size = unpack(">Q", header[8:])[0]
        yield kind
        if size < 8:
            return
        at += size


def _is_transport_stream(data: Data) -> bool:
    return any(
        len(data) > length * _SYNCS and all(data[length * (place + 1) - 188] == _SYNC for place in range(_SYNCS))
        for length in _TRANSPORT
    )


def _begins(*magic: bytes) -> Callable[[Data], bool]:
    return lambda data: data[:16].startswith(magic)


def _riff(kind: bytes) -> Callable[[Data], bool]:
    return lambda data: data[:4] == b"RIFF" and data[8:12] == kind


CONTAINERS = (
    Container(name="mp4", demuxer="mov", looks=_is_mp4),
    Container(name="matroska", demuxer="matroska", looks=_begins(b"\x1a\x45\xdf\xa3")),
    Container(name="avi", demuxer="avi", looks=_riff(b"AVI ")),
    Container(name="asf", demuxer="asf", looks=_begins(_ASF)),
    Container(name="flv", demuxer="flv", looks=_begins(b"FLV\x01")),
    Container(name="mpeg-ts", demuxer="mpegts", looks=_is_transport_stream),
    Container(name="mpeg-ps", demuxer="mpeg", looks=_begins(b"\x00\x00\x01\xba")),
    Container(name="ogg", demuxer="ogg", looks=_begins(b"OggS")),
    Container(name="mp3", demuxer="mp3", looks=_begins(*_MPEG_AUDIO)),
    Container(name="flac", demuxer="flac", looks=_begins(b"fLaC")),
    Container(name="wav", demuxer="wav", looks=_riff(b"WAVE")),
)


@contextmanager
def opened(data: Data, demuxer: str, budget: Budget) -> Iterator[InputContainer]:
    """The container at its beginning. Raises what PyAV raises where it cannot be read."""
    file = data if isinstance(data, mmap) else BytesIO(data)
    file.seek(0)
    options = {**_OPTIONS, "max_pixels": str(budget.allowance.pixels)}
    with av.open(
        file, "r", format=demuxer, options=options, container_options=_OPTIONS, buffer_size=_BLOCK, io_open=_refused
    ) as container:
        yield container


def _refused(*_: object) -> None:
    raise PermissionError("a film is read from its own bytes alone")
