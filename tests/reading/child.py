"""A process that reads one hostile file after another: bytes come in by a pipe, what was seen goes out by another.

It is confined as a reader of the gate is, so that what it must not do would fail here too. `python -m tests.reading.child`.
"""

import faulthandler
import json
import os
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Piece
from gatepost.content.readers import formats
from gatepost.content.reading import Reader
from gatepost.model import Finding, Text
from gatepost.readers.confinement import confine
from tests.reading.reader import a_budget

HEADER = struct.Struct(">If")  # bytes that follow, and seconds that they may take
MARK = "PROTECTED B"


def main() -> None:
    answers = os.dup(1)
    _keep_libraries_quiet()
    hidden: list[str] = []
    reader = Reader(formats=tuple(_watched(format_, hidden) for format_ in formats()), read_picture=None)
    # Opened before the jail closes; 5 sets the peak of memory back to what is in use now (proc(5)).
    peak, status = os.open("/proc/self/clear_refs", os.O_WRONLY), os.open("/proc/self/status", os.O_RDONLY)
    confine()
    while header := sys.stdin.buffer.read(HEADER.size):
        size, seconds = HEADER.unpack(header)
        data = sys.stdin.buffer.read(size)
        hidden.clear()
        os.write(peak, b"5")
        before, started = _megabytes(status, "VmRSS"), time.monotonic()
        answer = _read(reader, data, a_budget(seconds=seconds))
        spent, grown = time.monotonic() - started, _megabytes(status, "VmHWM") - before
        line = json.dumps({**answer, "hidden": hidden, "seconds": spent, "megabytes": grown})
        os.write(answers, f"{line}\n".encode())


def _keep_libraries_quiet() -> None:
    """What they write of files is for nobody; where a crash happened, and errors of this module, are."""
    sys.stderr = os.fdopen(os.dup(2), "w")
    faulthandler.enable(sys.stderr)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _read(reader: Reader, data: bytes, budget: Budget) -> dict[str, object]:
    unseen: set[str] = set()
    items, marked, raised = 0, False, ""
    try:
        for one in reader.read("media[0]", data, budget):
            if isinstance(one, Finding):
                unseen.add(one.value)
                continue
            items += 1
            marked = marked or (isinstance(one.item, Text) and MARK in one.item.original)
    except Exception as error:  # noqa: BLE001 - that there is one is what is looked for
        raised = signature(error)
    return {"unseen": sorted(unseen), "items": items, "marked": marked, "raised": raised}


def _watched(format_: Format, hidden: list[str]) -> Format:
    """The same format; what its reader and libraries raise, which becomes `corrupt`, is noted."""

    def read(data: Data, budget: Budget) -> Iterator[Piece]:
        try:
            yield from format_.read(data, budget)
        except Unreadable:
            raise
        except Exception as error:
            hidden.append(signature(error))
            raise

    return replace(format_, read=read)


def signature(error: BaseException) -> str:
    """What was raised, by which function of ours, and where in the end: the same for the same mistake."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/gatepost/" in frame.filename]
    places = (f"{Path(frame.filename).stem}.{frame.name}" for frame in (*ours[-1:], *frames[-1:]))
    return f"{type(error).__name__} in {' < '.join(dict.fromkeys(places))}"


def _megabytes(status: int, field: str) -> float:
    return int(os.pread(status, 4096, 0).decode().partition(f"{field}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
