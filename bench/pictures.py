"""What is read in pictures, and what that costs: `python -m bench pictures`.

Drawings of every kind of text in pictures, with a sensitive line and with an innocent one, in both languages, go through
the reading of pictures and the text detectors; photographs without text beside them. One process, one core; milliseconds
are of the processor, so that a busy machine changes little. Beside them stands Tesseract alone on the same drawings.
"""

import io
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from random import Random
from statistics import median, quantiles

import numpy as np
from PIL import Image as Pillow
from tesserocr import PyTessBaseAPI  # type: ignore[import-untyped] # it has stubs, but no mark that says so

from bench.corpora import ROOT, shipped_resources
from gatepost.content.budget import Allowance, Budget
from gatepost.content.format import Image
from gatepost.content.ocr import make_ocr
from gatepost.content.readers.pictures import FORMATS
from gatepost.content.reading import ReadPicture
from gatepost.detectors import Detectors, detect_all, load_detectors
from gatepost.folding import fold, text_item
from gatepost.model import Role, Where
from gatepost.readers.machine import tessdata
from tests.corpora.pictures.drawing import KINDS, Drawing, draw, photograph

RESULTS = ROOT / "bench/results/pictures.json"
_EACH = 12  # drawings of each kind and language, and of each twin
_WHERE = Where(part="media[0]")
_LABELS = frozenset({"classification", "internal-only", "confidential-when-completed", "personal-identifier"})
_ENDLESS = Allowance(
    inflated=1 << 40,
    characters=1 << 40,
    pages=1 << 20,
    frames=1 << 20,
    files=1 << 20,
    pixels=1 << 30,
    depth=9,
    seconds=1e6,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """How one kind of picture fared: shares of the drawings, and milliseconds."""

    kind: str
    read: float  # the line was read, letter for letter but for accents and spaces
    found: float  # the finding that the line is
    false: float  # of the innocent twins, those with such a finding
    alone: float  # read by Tesseract alone
    median_ms: float
    p95_ms: float
    alone_ms: float


def of_kind(kind: str, count: int, read: ReadPicture, alone: PyTessBaseAPI, detectors: Detectors) -> OfKind:
    lines = found = false = by_itself = 0
    spent: list[float] = []
    spent_alone: list[float] = []
    for drawing in _drawings(kind, count, sensitive=True):
        text = _timed(spent, _text, drawing.picture, read)
        other = _timed(spent_alone, _text_alone, drawing, alone)
        lines += _plain(drawing.line) in _plain(text)
        by_itself += _plain(drawing.line) in _plain(other)
        found += drawing.label in _found(text, detectors)
    for drawing in _drawings(kind, count, sensitive=False):
        false += bool(_LABELS & _found(_text(drawing.picture, read), detectors))
    every = 2 * count
    return OfKind(
        kind=kind,
        read=lines / every,
        found=found / every,
        false=false / every,
        alone=by_itself / every,
        median_ms=median(spent),
        p95_ms=quantiles(spent, n=20)[18],
        alone_ms=median(spent_alone),
    )


def _drawings(kind: str, count: int, *, sensitive: bool) -> Iterator[Drawing]:
    return (draw(kind, language, number, sensitive=sensitive) for language in ("en", "fr") for number in range(count))


def _timed[**P](spent: list[float], work: Callable[P, str], *arguments: P.args, **named: P.kwargs) -> str:
    started = time.process_time()
    made = work(*arguments, **named)
    spent.append((time.process_time() - started) * 1e3)
    return made


def _text(picture: Pillow.Image, read: ReadPicture) -> str:
    image = Image(width=picture.width, height=picture.height, pixels=picture.tobytes())
    return "\n".join(passage.text for passage in read(image, Budget(_ENDLESS, time.monotonic)))


def _text_alone(drawing: Drawing, alone: PyTessBaseAPI) -> str:
    alone.SetImage(drawing.picture)
    text: str = alone.GetUTF8Text()
    return text


def _found(text: str, detectors: Detectors) -> set[str]:
    return {finding.label for finding in detect_all((text_item(_WHERE, text, Role.ATTACHMENT),), detectors)}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text)[0])


def _photographs(count: int, read: ReadPicture) -> tuple[float, float]:
    """Milliseconds for one without text, and how many in a hundred have words made up in them."""
    spent: list[float] = []
    made_up = 0
    for number in range(count):
        picture = photograph(Random(number))  # noqa: S311 - the same pictures every time
        box = (number % 7 * 20, number % 5 * 20, picture.width - number % 11 * 9, picture.height - number % 3 * 30)
        text = _timed(spent, _text, picture.crop(box), read)
        made_up += len(re.findall(r"[^\W\d_]{5,}", text)) > 2
    return median(spent), 100 * made_up / count


def _decoding(rounds: int) -> dict[str, float]:
    """Milliseconds from the bytes of a photograph of 12 megapixels to its pixels, and for Pillow alone."""
    noise = np.random.default_rng(1).integers(0, 255, (375, 500, 3), np.uint8)
    picture = Pillow.fromarray(noise).resize((4000, 3000), Pillow.Resampling.BICUBIC)
    spent: dict[str, float] = {}
    for kind in ("JPEG", "PNG", "WEBP"):
        kept = io.BytesIO()
        picture.save(kept, kind)
        (format_,) = [one for one in FORMATS if one.looks(kept.getvalue())]
        ours, alone = [], []
        for _ in range(rounds):
            started = time.process_time()
            list(format_.read(kept.getvalue(), Budget(_ENDLESS, time.monotonic)))
            between = time.process_time()
            Pillow.open(io.BytesIO(kept.getvalue())).convert("RGB").tobytes()
            ours.append((between - started) * 1e3)
            alone.append((time.process_time() - between) * 1e3)
        spent |= {f"{kind} of 12 megapixels": median(ours), f"{kind} of 12 megapixels, Pillow alone": median(alone)}
    return spent


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    read = make_ocr(tessdata())
    if read is None:
        print("no language data for Tesseract here: pictures are not measured")
        return
    detectors = load_detectors(shipped_resources())
    count = 2 if quick else _EACH
    with PyTessBaseAPI(path=str(tessdata()), lang="fra") as alone:
        print(f"{'kind':14}{'read':>7}{'found':>7}{'false':>7}{'alone':>7}{'p50 ms':>8}{'p95 ms':>8}{'alone':>7}")
        kinds = []
        for kind in KINDS:
            one = of_kind(kind, count, read, alone, detectors)
            kinds.append(one)
            print(
                f"{kind:14}{one.read:7.2f}{one.found:7.2f}{one.false:7.2f}{one.alone:7.2f}"
                f"{one.median_ms:8.0f}{one.p95_ms:8.0f}{one.alone_ms:7.0f}"
            )
    milliseconds, made_up = _photographs(5 * count, read)
    print(f"photograph without text: {milliseconds:.0f} ms, words made up in {made_up:.1f} %")
    decoding = _decoding(1 if quick else 5)
    for name, value in decoding.items():
        print(f"{name:42}{value:7.0f} ms")
    print(f"all kinds: read {sum(one.read for one in kinds) / len(kinds):.3f} (goal 0.98)")
    told = {"kinds": [asdict(one) for one in kinds], "photograph_ms": milliseconds, "made_up": made_up, **decoding}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
