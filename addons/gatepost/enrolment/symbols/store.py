"""The marks of an enrolled folder: each as a picture and a description in `symbols/`, all together as the index beside it.

The pictures are what officers enrolled, the index is made of them and can be made again. The rule to keep: a gateway reads
the index alone, and it is replaced whole, so that it never sees a mark half enrolled.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np

from gatepost.enrolment.enrolled import SYMBOLS
from gatepost.enrolment.symbols import Kind, Symbol, to_bytes
from gatepost.enrolment.symbols.building import build_index, points_of_mark
from gatepost.enrolment.symbols.drawing import Pixels
from gatepost.enrolment.symbols.points import Points
from gatepost.errors import GatepostError

MAX_MARKS = 200
_FOLDER = "symbols"
_ID = re.compile(r"[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,8}")


def id_from(name: str) -> str:
    """A file's name as an id: `Sig EN.svg` is `sig-en`."""
    return "-".join(re.findall(r"[a-z0-9]+", Path(name).stem.lower())) or "mark"


def checked_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise GatepostError(f"{text!r} is no id: write small letters and digits, with single hyphens between")
    return text


def enrolled_symbols(folder: Path) -> dict[Symbol, Pixels]:
    """All marks in this folder, in the order of their ids."""
    return {symbol: _drawing(folder, symbol.id) for symbol in described(folder)}


def described(folder: Path) -> tuple[Symbol, ...]:
    """What is enrolled, without the drawings."""
    each = [json.loads(path.read_text("utf-8")) for path in sorted((folder / _FOLDER).glob("*.json"))]
    return tuple(Symbol(id=one["id"], name=one["name"], kind=Kind(one["kind"])) for one in each)


def replace_symbols(folder: Path, symbols: Mapping[Symbol, Pixels]) -> dict[Symbol, Points]:
    """From now on these and no others are enrolled. Returns what they are told by."""
    if len(symbols) > MAX_MARKS:
        raise GatepostError(f"more than {MAX_MARKS} marks: pictures could not be compared with all of them in time")
    ordered = dict(sorted(symbols.items(), key=lambda one: one[0].id))
    points = {symbol: points_of_mark(rgba) for symbol, rgba in ordered.items()}
    index = to_bytes(build_index(ordered, points)) if ordered else None
    with _alone(folder):
        kept = {symbol.id for symbol in symbols}
        for symbol, rgba in symbols.items():
            _write(folder / _FOLDER / f"{symbol.id}.png", _as_png(rgba))
            about = {"id": symbol.id, "name": symbol.name, "kind": symbol.kind.value}
            _write(folder / _FOLDER / f"{symbol.id}.json", (json.dumps(about, ensure_ascii=False) + "\n").encode())
        for path in (folder / _FOLDER).glob("*.*"):
            if path.stem not in kept:
                path.unlink()
        if index is None:
            (folder / SYMBOLS).unlink(missing_ok=True)
        else:
            _write(folder / SYMBOLS, index)
    return points


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One command at a time."""
    (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, even when the machine stops."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)


def _as_png(rgba: Pixels) -> bytes:
    done, data = cv2.imencode(".png", cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA))
    if not done:
        raise GatepostError("the drawing cannot be saved as PNG")
    return data.tobytes()


def _drawing(folder: Path, symbol: str) -> Pixels:
    path = folder / _FOLDER / f"{symbol}.png"
    data = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if data is None or data.ndim != 3 or data.shape[2] != 4:
        raise GatepostError(f"{path} is not the picture that was enrolled: enrol the mark again")
    return cv2.cvtColor(data, cv2.COLOR_BGRA2RGBA).astype(np.uint8)
