"""Parts of posts -> sealed files in `evidence/` of the var folder, one a part, for as long as the policy says.

A file is called `<event>.<number>.sealed`, and opens as that alone. What it is (name and type of the part) is inside.
The rule to keep: nothing is written here that was not sealed first, and nothing is ever unsealed to a disk.
"""

import json
import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from nacl.public import PrivateKey

from gatepost.events.chain import canonical
from gatepost.events.disk import force_folder
from gatepost.model import FiledPart, Part
from gatepost.sealing.readers import Reader
from gatepost.sealing.stream import Unopened, seal, unseal

_FILE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,2})\.sealed")
_CHUNK_BYTES = 256 * 1024
_LONGEST_NAME = 200
_MOST_BYTES = 1024 * 1024 * 1024  # beyond any `limits.evidence`: more was not written by the gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One part as it was sent. The content is in memory and nowhere else."""

    part: str
    media_type: str
    content: bytes


def evidence_in(var: Path) -> Path:
    return var / "evidence"


def reviewers_in(var: Path) -> Path:
    """The folder with the public keys of those who may open evidence."""
    return var / "keys" / "evidence"


def keep(folder: Path, event: str, parts: Sequence[Part], readers: Sequence[Reader]) -> list[dict[str, object]]:
    """Seal the parts of an incident, and say what was kept, for its event. OSError when it cannot be written."""
    if not parts or not readers:
        return []
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number, part in enumerate(parts):
        _keep(folder / f"{event}.{number}.sealed", part, readers)
    force_folder(folder)
    return [{"part": part.name, "bytes": part.size} for part in parts]


def kept(folder: Path, event: str) -> tuple[Path, ...]:
    """The sealed files of an event, in the order of its parts."""
    found = [path for path in folder.glob(f"{UUID(event)}.*.sealed") if _FILE.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda path: int(path.suffixes[0][1:])))


def opened(path: Path, key: PrivateKey) -> Opened:
    """Open one file with a reviewer's key. Unopened when it is not for that key, or not what was sealed."""
    if path.stat().st_size > _MOST_BYTES:
        raise Unopened("this is longer than anything that is kept")
    with path.open("rb") as file:
        about, _, content = b"".join(unseal(file, key, context=path.name)).partition(b"\n")
    told = json.loads(about)
    return Opened(part=told["part"], media_type=told["type"], content=content)


def forget(folder: Path, *, before: datetime, ids: Collection[str], held: Collection[str]) -> int:
    """Remove what is older than that or belongs to these events; how many files that were. Nothing that is held goes."""
    gone = [path for path, event in _all(folder) if event not in held and (event in ids or _at(event) < before)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _keep(path: Path, part: Part, readers: Sequence[Reader]) -> None:
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
            seal(file, _content(part), readers, context=path.name)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _content(part: Part) -> Iterator[bytes]:
    yield canonical({"part": part.name[:_LONGEST_NAME], "type": part.media_type[:_LONGEST_NAME]}) + b"\n"
    if not isinstance(part, FiledPart):
        yield part.data
        return
    for start in range(0, part.size, _CHUNK_BYTES):
        yield os.pread(part.file.fileno(), min(_CHUNK_BYTES, part.size - start), start)


def _all(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _FILE.fullmatch(path.name):
            yield path, match[1]


def _at(event: str) -> datetime:
    """When the event was, as its id says (UUIDv7)."""
    return datetime.fromtimestamp((UUID(event).int >> 80) / 1000, UTC)
