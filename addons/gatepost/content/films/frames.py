"""A film's video stream becomes the frames that show something new, upright and in time, from its first to its last.

Key frames cost least; where they stand more than a second apart, what lies between is decoded to a frame for each second.
Frames that look like one already shown are left out. The rule to keep: a budget that is too small for all of a film is
spread over the whole of it, and the first moment that was passed over is told.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from gatepost.content.budget import Budget
from gatepost.content.films.containers import AnyPacket
from gatepost.content.films.upright import upright
from gatepost.content.format import Image, Unread

_APART = 1.0  # seconds between frames that are looked at
_ALMOST = 0.1
_CHANGED = 6  # of 255, in the mean of a cell: a line of small letters changes it by more, compression by less
_GRID = (96, 54)  # cells
_REMEMBERED = 64  # frames that a new one is compared with
_AT_ONCE = 0.1  # the share of a budget that may be ahead of the film: more may happen at its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Of one video stream, in seconds as its packets count them: where its key frames are, and where it ends."""

    keys: Sequence[float]
    end: float

    def wanted_until(self, key: float) -> float:
        """The last moment that must be decoded of the frames that hang on this key frame."""
        place = bisect_right(self.keys, key)
        if place == len(self.keys):
            return self.end
        return key + int((self.keys[place] - key - _ALMOST) / _APART) * _APART + _ALMOST

    def share(self, at: float) -> float:
        """How much of the film is over at this moment."""
        return (at - self.keys[0]) / max(self.end - self.keys[0], _APART)


def time_of(packet: AnyPacket) -> float:
    """When it is decoded, in seconds."""
    moment = packet.pts if packet.dts is None else packet.dts
    return 0.0 if moment is None else float(moment * packet.time_base)


class _Pace:
    """Whether what was spent of a budget keeps step with the film."""

    def __init__(self, times: Times, budget: Budget) -> None:
        self._times, self._budget = times, budget
        self._seconds, self._frames = max(budget.seconds_left(), 0.001), max(budget.left("frames"), 1)
        self.passed_over: float | None = None

    def allows(self, at: float) -> bool:
        """Something is always left for the film's end."""
        frames = self._budget.left("frames")
        spent = max(1 - self._budget.seconds_left() / self._seconds, 1 - frames / self._frames)
        in_step = frames > 1 and spent <= _AT_ONCE + (1 - _AT_ONCE) * self._times.share(at)
        allowed = in_step or at >= self._times.end - _ALMOST
        if not allowed and self.passed_over is None:
            self.passed_over = at
        return allowed


type _Decoded = VideoFrame | None  # None: a packet that nothing could be made of


def frames(container: InputContainer, stream: VideoStream, times: Times, budget: Budget) -> Iterator[Image | Unread]:
    """The frames that show something new; and what of the stream was not seen."""
    pace = _Pace(times, budget)
    shown: deque[np.ndarray] = deque(maxlen=_REMEMBERED)
    aspect = float(stream.sample_aspect_ratio or 1)
    start, spoilt = None, False
    for frame in _looked_at(container, stream, times, pace):
        budget.check_time()
        if frame is None:
            spoilt = True
            continue
        at, cells = frame.time or 0.0, _cells(frame)
        start = at if start is None else start
        if not any(np.abs(cells - other).max() < _CHANGED for other in shown) and pace.allows(at):
            shown.append(cells)
            budget.frame()
            yield upright(frame, aspect, _after(start, at), budget)
    if spoilt or start is None:
        yield Unread(reason="corrupt")
    if pace.passed_over is not None:
        yield Unread(reason="too-large", time=_after(times.keys[0], pace.passed_over))


def _after(start: float, at: float) -> timedelta:
    return timedelta(milliseconds=round(1000 * max(0.0, at - start)))


def _looked_at(container: InputContainer, stream: VideoStream, times: Times, pace: _Pace) -> Iterator[_Decoded]:
    """Of each key frame and those that hang on it, one a second; all of them for the last."""
    context = stream.codec_context
    context.thread_count = 1
    context.skip_frame = "NONREF"  # nothing hangs on these, and they are half of the work
    packets = filter(lambda packet: packet.size, container.demux(stream))
    for place, group in groupby(packets, key=lambda packet: bisect_right(times.keys, time_of(packet))):
        key = times.keys[max(place - 1, 0)]
        if place >= len(times.keys) or pace.allows(key):
            yield from _each_second(_decoded(context, group, times.wanted_until(key)), final=place >= len(times.keys))


def _decoded(context: VideoCodecContext, packets: Iterable[AnyPacket], until: float) -> Iterator[_Decoded]:
    for packet in packets:
        if time_of(packet) <= until:
            yield from _frames_of(context, packet)
    yield from _frames_of(context, None)
    context.flush_buffers()


def _frames_of(context: VideoCodecContext, packet: AnyPacket | None) -> Sequence[_Decoded]:
    try:
        return context.decode(packet)
    except FFmpegError:
        return (None,)


def _each_second(frames: Iterable[_Decoded], *, final: bool) -> Iterator[_Decoded]:
    """The first, one for every second, and the last where no key frame follows."""
    due, waiting = float("-inf"), None
    for frame in frames:
        at = float("inf") if frame is None else frame.time or 0.0
        if at < due:
            waiting = frame
            continue
        if frame is not None:
            due, waiting = at + _APART - _ALMOST, None
        yield frame
    if final and waiting is not None:
        yield waiting


def _cells(frame: VideoFrame) -> np.ndarray:
    """The mean brightness of each cell of a grid."""
    small = frame.reformat(width=_GRID[0], height=_GRID[1], format="gray", interpolation="AREA", threads=1)
    return small.to_ndarray().astype(np.int16)
