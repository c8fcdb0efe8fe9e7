"""A policy folder on disk, as the texts that the core loads.

The folder is an operator's and still not trusted: its size is bounded, links that lead out of it are not followed,
and only the kinds of file that a policy has are read.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from gatepost.errors import PolicyError, PolicyErrors

# A policy is some hundred kilobytes; lexicons grow. Enough for both, and small beside a worker's memory.
MAX_FILES = 2_000
MAX_FILE_BYTES = 2 * 1024 * 1024
SUFFIXES = frozenset({".yaml", ".txt", ".md"})


def read_folder(folder: Path) -> dict[str, str]:
    """Relative path (with `/`) -> text. PolicyErrors for what cannot be read; OSError where there is no such folder."""
    files: dict[str, str] = {}
    mistakes: list[PolicyError] = []
    for path in policy_files(folder):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > MAX_FILE_BYTES:
            mistakes.append(PolicyError(f"larger than {MAX_FILE_BYTES} bytes: split it", file=name))
            continue
        try:
            files[name] = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            mistakes.append(PolicyError("not UTF-8: save the file as UTF-8", file=name, line=line))
    if mistakes:
        raise PolicyErrors(mistakes)
    return files


def policy_files(folder: Path) -> tuple[Path, ...]:
    """The files of a policy folder, in name order. NotADirectoryError or FileNotFoundError where there is none."""
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a policy folder: `gatepost init {folder}` makes one")
    inside = folder.resolve()
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and path.is_file() and path.resolve().is_relative_to(inside)
    )
    if len(found) > MAX_FILES:
        raise PolicyErrors([PolicyError(f"more than {MAX_FILES} files in one policy folder", file=str(folder))])
    return tuple(found)


def stamp_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of the folder does: names, times, sizes. Cheap enough to ask every second.

    Where a link leads is not asked, as that takes most of the time: a link out of the folder is watched, and not read.
    """
    try:
        return tuple(sorted(_stamps(folder)))
    except OSError:
        return ()


def _stamps(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """A thousand files take some milliseconds: a `Path` for each would take ten times as long."""
    with os.scandir(folder) as entries:
        for entry in islice(entries, MAX_FILES):
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path)
            elif entry.name.endswith(tuple(SUFFIXES)):
                with suppress(FileNotFoundError):  # a link that leads nowhere
                    seen = entry.stat()
                    yield entry.path, seen.st_mtime_ns, seen.st_size
