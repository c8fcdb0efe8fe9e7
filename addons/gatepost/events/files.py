"""Where journals lie: the files of each chain in a folder, by name, and the claim of one writer on a chain.

A file is called `<chain>.<day>.<number>.jsonl`; the number goes up by one through the whole life of the chain, so that
the files sort in the order they were written even when the clock of the machine did not.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from gatepost.errors import GatepostFault

_FILE = re.compile(
    r"(?P<chain>[A-Za-z0-9_][A-Za-z0-9_.-]{0,99})\.(?P<day>\d{4}-\d\d-\d\d)\.(?P<number>\d{6,12})\.jsonl"
)
_CHAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,89}")
_CONSOLES = re.compile(r".*-console(-\d+)?")
_MOST_WRITERS = 64


def file_name(chain: str, day: date, number: int) -> str:
    return f"{chain}.{day.isoformat()}.{number:06d}.jsonl"


def number_in(path: Path) -> int:
    """The number in a journal file's name; 0 when it is not one."""
    match = _FILE.fullmatch(path.name)
    return int(match["number"]) if match else 0


def day_in(path: Path) -> date | None:
    """The day in a journal file's name: that of its first record."""
    match = _FILE.fullmatch(path.name)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None


def chains(folder: Path) -> Mapping[str, tuple[Path, ...]]:
    """The journal files of each chain in a folder, in the order they were written."""
    found: dict[str, list[Path]] = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _FILE.fullmatch(path.name):
            found.setdefault(match["chain"], []).append(path)
    return {chain: tuple(sorted(found[chain], key=number_in)) for chain in sorted(found)}


def is_consoles(chain: str) -> bool:
    """Whether a console writes this chain: what people do there is in no other."""
    return _CONSOLES.fullmatch(chain) is not None


def claim(folder: Path, name: str) -> tuple[str, int]:
    """Become the one writer of a chain: its name, and the locked file that must stay open.

    Where another process has the name, `name-2`, `name-3` and so on are tried: every writer has a chain of its own.
    """
    if not _CHAIN.fullmatch(name):
        raise ValueError(f"a journal cannot be called {name!r}: use letters, digits, '.', '_' and '-'")
    for chain in _candidates(name):
        lock = os.open(folder / f"{chain}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return chain, lock
    raise GatepostFault(f"{_MOST_WRITERS} processes write journals called {name}", stage="journal", reason="io")


def _candidates(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in range(2, _MOST_WRITERS + 1))
