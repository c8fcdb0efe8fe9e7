"""The folder of enrolled things, as the values that detectors are built from.

Commands write it (`gatepost enrol`), gateways read it. What a gateway reads of one kind is one file that is replaced
whole, so it is never seen half made. The rule to keep: reading costs milliseconds, and imports no library of pictures.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gatepost.enrolment.symbols import BadIndex, SymbolIndex, from_bytes

SYMBOLS = "symbols.index"
MAX_INDEX_BYTES = 64 * 2**20  # some hundreds of marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Everything that is enrolled; None where there is nothing of a kind."""

    symbols: SymbolIndex | None = None


def read_enrolled(folder: Path) -> Enrolled:
    """What is enrolled in this folder; nothing where there is no folder. BadIndex where it cannot be used."""
    path = folder / SYMBOLS
    try:
        with path.open("rb") as file:
            data = file.read(MAX_INDEX_BYTES + 1)
    except FileNotFoundError:
        return Enrolled()
    if len(data) > MAX_INDEX_BYTES:
        raise BadIndex(f"{path} is larger than {MAX_INDEX_BYTES} bytes")
    return Enrolled(symbols=from_bytes(data))


def enrolled_stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when something is enrolled or removed: cheap enough to ask every second."""
    stamps = []
    for name in (SYMBOLS,):
        with suppress(FileNotFoundError):
            seen = (folder / name).stat()
            stamps.append((name, seen.st_mtime_ns, seen.st_size))
    return tuple(stamps)
