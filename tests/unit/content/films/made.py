"""Small films, made by FFmpeg's own muxers and encoders: what stands in them, the tests say."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import av
import numpy as np
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import SubtitleSet
from av.video.stream import VideoStream

SIZE = (320, 240)
RATE = 10


def scene(number: int, size: tuple[int, int] = SIZE) -> np.ndarray:
    """A picture like no other number's: sixteen grey squares."""
    squares = np.random.default_rng(number).integers(0, 256, (4, 4, 1), np.uint8)
    return np.ascontiguousarray(squares.repeat(3, 2).repeat(size[1] // 4, 0).repeat(size[0] // 4, 1))


def film(
    frames: Sequence[np.ndarray],
    container: str = "mp4",
    codec: str = "libx264",
    *,
    key_every: int = RATE,
    turned: int = 0,
    mirrored: bool = False,
    metadata: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    cues: Sequence[tuple[int, str]] = (),
    subtitles: str = "",
    attachment: tuple[str, bytes] | None = None,
    sound: bool = False,
) -> bytes:
    """A film of these frames, RATE a second; `cues` are seconds and words."""
    with (
        NamedTemporaryFile(delete_on_close=False) as file,  # some muxers read again what they wrote
        av.open(file.name, "w", format=container, options=dict(options or {})) as made,
    ):
        made.metadata.update(metadata or {})
        stream = made.add_stream(codec, rate=RATE)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = frames[0].shape[1], frames[0].shape[0], "yuv420p"
        stream.codec_context.gop_size = key_every
        stream.options = {"sc_threshold": "0", "crf": "20", "preset": "ultrafast"} if codec == "libx264" else {}
        if turned or mirrored:
            stream.set_display_rotation(turned, hflip=mirrored)
        track = made.add_stream(subtitles) if subtitles else None
        if track:
            assert isinstance(track, SubtitleStream)
            track.codec_context.subtitle_header = _ASS_HEADER
        if attachment:
            made.add_attachment(attachment[0], "application/octet-stream", attachment[1])
        voice = (
            made.add_stream("aac" if container in {"mp4", "mov"} else "libopus", rate=48000, layout="mono")
            if sound
            else None
        )
        for frame in frames:
            made.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        made.mux(stream.encode())
        if voice:
            _hum(made, voice, len(frames) / RATE)
        for place, (second, words) in enumerate(cues):
            assert isinstance(track, SubtitleStream)
            cue = SubtitleSet.create(f"{place},0,Default,,0,0,0,,{words}".encode(), 0, 900, second * 1_000_000)
            packet = track.codec_context.encode_subtitle(cue)
            packet.stream, packet.time_base = track, track.time_base
            packet.pts = packet.dts = int(second / track.time_base)
            packet.duration = int(0.9 / track.time_base)
            made.mux(packet)
        made.close()
        return Path(file.name).read_bytes()


def sounds(container: str = "mp3", codec: str = "libmp3lame", metadata: Mapping[str, str] | None = None) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=container) as made:
        made.metadata.update(metadata or {})
        _hum(made, made.add_stream(codec, rate=48000, layout="mono"), 1)
    return file.getvalue()


def _hum(made, stream, seconds: float) -> None:
    wave = np.sin(np.arange(int(48000 * seconds)) / 20).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(wave[None, :], format="flt", layout="mono")
    frame.sample_rate, frame.pts = 48000, 0
    made.mux(stream.encode(frame))
    made.mux(stream.encode())


_ASS_HEADER = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
