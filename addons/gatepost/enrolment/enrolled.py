"""The folder of enrolled things, as the values that detectors are built from.

Commands write it (`gatepost enrol`), gateways read it. What a gateway reads of one kind is one file that is replaced
whole, so it is never seen half made. The rule to keep: reading costs milliseconds, and imports no library of pictures.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gatepost.enrolment import copies, faces, symbols
from gatepost.enrolment.copies import CopyIndex
from gatepost.enrolment.faces import FaceModel
from gatepost.enrolment.symbols import BadIndex, SymbolIndex

SYMBOLS, DOCUMENTS, FACES = "symbols.index", "documents.index", "faces.model"
MAX_INDEX_BYTES = 64 * 2**20  # some hundreds of marks, a thousand documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Everything that is enrolled; None where there is nothing of a kind."""

    symbols: SymbolIndex | None = None
    copies: CopyIndex | None = None
    faces: FaceModel | None = None


def read_enrolled(folder: Path) -> Enrolled:
    """What is enrolled in this folder; nothing where there is no folder. BadIndex where it cannot be used."""
    marks, documents, model = (_read(folder / name) for name in (SYMBOLS, DOCUMENTS, FACES))
    return Enrolled(
        symbols=symbols.from_bytes(marks) if marks is not None else None,
        copies=copies.from_bytes(documents) if documents is not None else None,
        faces=faces.from_bytes(model) if model is not None else None,
    )


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_INDEX_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(data) > MAX_INDEX_BYTES:
        raise BadIndex(f"{path} is larger than {MAX_INDEX_BYTES} bytes")
    return data


def enrolled_stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when something is enrolled or removed: cheap enough to ask every second."""
    stamps = []
    for name in (SYMBOLS, DOCUMENTS, FACES):
        with suppress(FileNotFoundError):
            seen = (folder / name).stat()
            stamps.append((name, seen.st_mtime_ns, seen.st_size))
    return tuple(stamps)
