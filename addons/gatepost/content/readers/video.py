"""Films and sounds: frames that show something new, subtitles, titles and chapters, cover pictures and attached files.

What is spoken is not understood. Of a film that is said in the documentation; a file that is sound alone was not looked
into, and is `unknown-format` once its words are read. The rule to keep: a film that ends before it says that it does is
`corrupt` from there on.
"""

from array import array
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from av.container import InputContainer
from av.error import FFmpegError
from av.stream import AttachmentStream, Disposition, Stream
from av.subtitles.stream import SubtitleStream
from av.video.stream import VideoStream

from gatepost.content.budget import Budget
from gatepost.content.films.containers import CONTAINERS, AnyPacket, opened
from gatepost.content.films.frames import Times, frames, time_of
from gatepost.content.films.lengths import told_length
from gatepost.content.films.words import Subtitles, said
from gatepost.content.format import Data, Format, Inner, Piece, Unread

_MOST_STREAMS = 4  # of pictures: a film and what goes with it
_PROTECTED: Final = "encryption_info"  # packets that only a licence opens carry this beside them (ISO/IEC 23001-7)
_SHORT = timedelta(seconds=1)  # streams of one film do not all end at the same moment
_SHORT_SHARE = 0.05


@dataclass(slots=True)
class _Timeline:
    """What one walk over all packets tells."""

    keys: dict[int, array[float]] = field(default_factory=dict)
    ends: dict[int, float] = field(default_factory=dict)
    begin: float = float("inf")
    protected: set[int] = field(default_factory=set)

    def note(self, packet: AnyPacket) -> None:
        index, at = packet.stream.index, time_of(packet)
        self.begin = min(self.begin, at)
        if packet.is_keyframe or index not in self.keys:
            self.keys.setdefault(index, array("d")).append(at)
        self.ends[index] = max(at, self.ends.get(index, at))
        if packet.has_sidedata(_PROTECTED):
            self.protected.add(index)

    def lasted(self) -> timedelta:
        return timedelta(seconds=max(self.ends.values()) - self.begin) if self.ends else timedelta()


def _read(demuxer: str, data: Data, budget: Budget) -> Iterator[Piece]:
    with opened(data, demuxer, budget) as container:
        films = [stream for stream in container.streams.video if not _is_cover(stream)]
        yield from said(container, budget)
        yield from _attached(container)
        timeline = yield from _walk(container, budget)
        is_whole = told_length(data) <= len(data)
        yield from _cut_short(container, timeline, bool(films), is_whole=is_whole)
        if container.streams.audio and not films:
            yield Unread(reason="unknown-format")
        indexes = [stream.index for stream in films]
    for index in indexes[:_MOST_STREAMS]:
        with opened(data, demuxer, budget) as container:
            yield from _frames(container, container.streams[index], timeline, budget)
    if indexes[_MOST_STREAMS:]:
        yield Unread(reason="too-large")


def _is_cover(stream: Stream) -> bool:
    return Disposition.attached_pic in stream.disposition


def _attached(container: InputContainer) -> Iterator[Inner]:
    for stream in container.streams:
        if isinstance(stream, AttachmentStream):
            yield Inner(data=stream.data, name=stream.metadata.get("filename", ""))


def _walk(container: InputContainer, budget: Budget) -> Generator[Piece, None, _Timeline]:
    """All packets, none of them decoded but the subtitles'."""
    timeline = _Timeline()
    tracks = {stream.index: Subtitles(stream) for stream in container.streams if isinstance(stream, SubtitleStream)}
    with suppress(FFmpegError):  # where the packets end too early, the time tells
        for packet in container.demux():
            budget.check_time()
            if not packet.size:
                continue
            timeline.note(packet)
            if packet.stream.index in tracks:
                at = timedelta(seconds=max(0.0, time_of(packet) - timeline.begin))
                yield from tracks[packet.stream.index].read(packet, at, budget)
            elif _is_cover(packet.stream):
                yield Inner(data=bytes(packet))
    for track in tracks.values():
        yield from track.rest()
    return timeline


def _cut_short(container: InputContainer, timeline: _Timeline, is_film: bool, *, is_whole: bool) -> Iterator[Unread]:
    """Sounds are left out: how long one is, demuxers often guess."""
    told, lasted = timedelta(microseconds=container.duration or 0), timeline.lasted()
    if not is_whole or (is_film and lasted + max(_SHORT, told * _SHORT_SHARE) < told):
        yield Unread(reason="corrupt", time=lasted)


def _frames(container: InputContainer, stream: Stream, timeline: _Timeline, budget: Budget) -> Iterator[Piece]:
    if stream.codec_context is None or not isinstance(stream, VideoStream):
        yield Unread(reason="unknown-format")
    elif stream.index in timeline.protected:
        yield Unread(reason="encrypted")
    elif stream.index not in timeline.keys:
        yield Unread(reason="corrupt")
    else:
        times = Times(keys=timeline.keys[stream.index], end=timeline.ends[stream.index])
        yield from frames(container, stream, times, budget)


FORMATS = tuple(
    Format(name=container.name, looks=container.looks, read=partial(_read, container.demuxer))
    for container in CONTAINERS
)
