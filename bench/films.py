"""What looking into a film costs: `python -m bench films`.

Half a minute of 1080p at 30 frames a second, with key frames as far apart as cameras, phones and platforms put them: choosing
and decoding the frames that show something new, then what each of them costs as a picture. Milliseconds are of the processor,
on one core; beside them stands PyAV, which decodes key frames and nothing else.
"""

import io
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from random import Random
from statistics import median, quantiles

import av
import numpy as np

from bench.corpora import ROOT
from bench.looks import looked_at, timed
from gatepost.content.format import Format, Image, Passage
from gatepost.content.ocr import make_ocr
from gatepost.content.readers.video import FORMATS
from gatepost.content.reading import ReadPicture
from gatepost.detectors import faces
from gatepost.enrolment import Resources
from gatepost.model import Picture, Where
from gatepost.readers.machine import tessdata
from tests.corpora.pictures.drawing import draw, photograph
from tests.reading.reader import a_budget

RESULTS = ROOT / "bench/results/films.json"
_SIZE = (1920, 1080)
_RATE, _SECONDS = 30, 30
_SCENES = 10
_KEYS = (1, 2, 8)  # seconds between key frames
_GOAL_MS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds for the whole film, and how many of its frames were chosen."""

    key_every_seconds: int
    kilobytes: float
    frames: int
    median_ms: float
    worst_ms: float
    key_frames_alone_ms: float


def _scene(number: int) -> np.ndarray:
    """Every third is a slide, the others are photographs; all larger than the film, which moves over them."""
    wide, high = _SIZE[0] + 120, _SIZE[1] + 60
    slide = draw("slide", "fr" if number % 2 else "en", 4000 + number, sensitive=False).picture
    picture = photograph(Random(number)) if number % 3 else slide  # noqa: S311 - the same every time
    return np.asarray(picture.convert("RGB").resize((wide, high)))


def _shown(seconds: int) -> Iterator[np.ndarray]:
    each = seconds * _RATE // _SCENES
    for number in range(_SCENES):
        scene = _scene(number)
        for step in range(each):
            left, top = 120 * step // each, 60 * step // each
            yield np.ascontiguousarray(scene[top : top + _SIZE[1], left : left + _SIZE[0]])


def film(key_every: int, seconds: int = _SECONDS) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as writer:
        stream = writer.add_stream("libx264", rate=_RATE, options={"preset": "veryfast", "sc_threshold": "0"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = _SIZE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = key_every * _RATE
        for picture in _shown(seconds):
            writer.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        writer.mux(stream.encode())
    return out.getvalue()


def _key_frames(data: bytes) -> None:
    with av.open(io.BytesIO(data), "r", format="mp4") as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        stream.codec_context.thread_count = 1
        for frame in container.decode(stream):
            frame.to_ndarray(format="rgb24")


def _chosen(known: Format, data: bytes) -> list[Image]:
    return [piece for piece in known.read(data, a_budget()) if isinstance(piece, Image)]


def cost(key_every: int, rounds: int, seconds: int) -> tuple[Cost, list[Image]]:
    data = film(key_every, seconds)
    (known,) = [one for one in FORMATS if one.looks(data)]
    ours: list[float] = []
    alone: list[float] = []
    images: list[Image] = []
    for _ in range(rounds):
        images = timed(ours, _chosen, known, data)
        timed(alone, _key_frames, data)
    measured = Cost(
        key_every_seconds=key_every,
        kilobytes=len(data) / 1024,
        frames=len(images),
        median_ms=median(ours),
        worst_ms=max(ours),
        key_frames_alone_ms=median(alone),
    )
    return measured, images


def _read(read: ReadPicture, image: Image) -> list[Passage]:
    return list(read(image, a_budget(seconds=60)))


def _each_frame(images: list[Image]) -> dict[str, list[float]]:
    """What each frame costs as a picture; symbols are measured by themselves."""
    read, faces_in = make_ocr(tessdata()), faces.build_for_pictures(Resources())
    spent: dict[str, list[float]] = {}
    for image in images:
        picture = Picture(where=Where(part="media[0]"), width=image.width, height=image.height, pixels=image.pixels)
        if read:
            timed(spent.setdefault("text", []), _read, read, image)
        if faces_in:
            timed(spent.setdefault("faces", []), looked_at, picture, faces_in)
    return spent


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    costs: list[Cost] = []
    images: list[Image] = []
    print(f"{'key frames every':>18}{'KB':>8}{'frames':>8}{'median ms':>11}{'worst ms':>10}{'keys alone':>12}")
    for seconds in _KEYS[:1] if quick else _KEYS:
        one, images = cost(seconds, 1 if quick else 5, 6 if quick else _SECONDS)
        costs.append(one)
        print(
            f"{one.key_every_seconds:16} s{one.kilobytes:8.0f}{one.frames:8}{one.median_ms:11.0f}{one.worst_ms:10.0f}"
            f"{one.key_frames_alone_ms:12.0f}",
            flush=True,
        )
    print(f"goal: at most {_GOAL_MS} ms for all of it")
    frames = _each_frame(images)
    for name, spent in frames.items():
        print(f"then {name} in each frame: {median(spent):.0f} ms, p95 {quantiles(spent, n=20)[18]:.0f} ms")
    os.sched_setaffinity(0, cores)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "films": [asdict(one) for one in costs],
        "frame_ms": {name: median(spent) for name, spent in frames.items()},
    }
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
