"""Expressions into a matcher, for the shell: once for a policy, in a child process, kept on disk.

An operator's expressions may take the compiler long, or all memory: so a child with limits does it, and a policy that
asks too much is refused while the old one stays. What was compiled is kept under the digest of what it was made of, and
so is whom the hints belong to, as making them takes longer than all else; what is damaged, foreign or of another version
is made anew. The rule to keep: the folder is ours alone, for whoever can
write into it decides what is found.
"""

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import hyperscan
from pydantic import TypeAdapter

from gatepost.enrolment.matcher import (
    Both,
    Compile,
    Compiled,
    Hint,
    Hinted,
    Matcher,
    RejectedExpression,
    Row,
    Serialized,
    first_rejected,
    serialize,
)

SECONDS = 120  # ten thousand expressions take a quarter of it
MEMORY_BYTES = 4 * 1024**3
_KEPT = 8  # files of each kind in the folder: the present policy's, the one before, those of a few being tried
_NO_EXPRESSION = -1


def compiler_in(folder: Path) -> Compile:
    """A `Compile` that keeps what it made in this folder. It raises RejectedExpression, with the place -1 for them all."""

    def compiled(made_of: bytes, ask: Callable[[], Hinted], patterns: tuple[str, ...]) -> Compiled:
        index = folder / f"{_digest(_code(), made_of, json.dumps(patterns).encode())}.hints"
        try:
            known = _KNOWN.validate_json(_unsealed(index.read_bytes()))
            matcher = Matcher(_apart(_unsealed((folder / known.automata).read_bytes())))
            return Compiled(matcher, known.owners, known.always)
        except (OSError, ValueError):
            hinted = ask()
        asked = _asked(hinted.hints, patterns)
        automata = folder / f"{_digest(asked)}.hs"
        try:
            matcher = Matcher(_apart(_unsealed(automata.read_bytes())))
        except (OSError, ValueError):
            made = _in_child(asked)
            _keep(automata, made)
            matcher = Matcher(_apart(made))
        _keep(index, _KNOWN.dump_json(_Known(automata.name, hinted.owners, hinted.always)))
        return Compiled(matcher, hinted.owners, hinted.always)

    return compiled


class _Known(NamedTuple):
    """What hints came to: the file of their automata, and whom they belong to."""

    automata: str
    owners: tuple[frozenset[int], ...]
    always: frozenset[int]


_KNOWN = TypeAdapter(_Known)


@cache
def _code() -> bytes:
    """The version of the engine, and our own code: with what it is given, all that hints depend on."""
    sources = sorted(path for path in _PACKAGE.rglob("*.py") if path.relative_to(_PACKAGE).parts[0] in _MAKING_HINTS)
    return "".join([version("hyperscan"), *(_digest(path.read_bytes()) for path in sources)]).encode()


_PACKAGE = Path(__file__).parent.parent
_MAKING_HINTS = frozenset({"detectors", "enrolment", "folding.py", "lookalikes.py"})


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def cache_folder(var: Path | None = None) -> Path:
    """Where compiled lists are kept: where the environment says that caches are, else in the variable data, else at home."""
    if home := os.environ.get("XDG_CACHE_HOME"):
        return Path(home) / "gatepost"
    return var / "cache" if var is not None else Path.home() / ".cache/gatepost"


def _asked(hints: tuple[Hint, ...], patterns: tuple[str, ...]) -> bytes:
    """What the child is asked, and with the version of the engine all that its answer depends on."""
    return json.dumps([version("hyperscan"), [_written(hint) for hint in hints], patterns]).encode()


def _written(hint: Hint) -> list[str]:
    match hint:
        case Row(words):
            return ["row", words]
        case Both(one, other):
            return ["both", one, other]
        case _:
            return ["expression", hint]


_READ: Mapping[str, Callable[..., Hint]] = {"row": Row, "both": Both, "expression": str}


def _together(serialized: Serialized) -> bytes:
    """Both automata, behind a line that tells the length of the first, and the rest."""
    header = json.dumps([len(serialized.rows), serialized.both]).encode()
    return b"%b\n%b%b" % (header, serialized.rows, serialized.expressions)


def _apart(made: bytes) -> Serialized:
    header, _, automata = made.partition(b"\n")
    end, both = json.loads(header)
    return Serialized(automata[:end], automata[end:], both)


def _in_child(asked: bytes) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603 - this very module, under the interpreter that runs now
            [sys.executable, "-m", __name__, str(MEMORY_BYTES)],
            input=asked,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired as error:
        raise RejectedExpression(_NO_EXPRESSION, f"they take longer than {SECONDS} s to compile") from error
    if child.returncode == 0:
        return child.stdout
    if child.returncode == _REJECTED:
        place, reason = json.loads(child.stdout)
        raise RejectedExpression(place, reason)
    raise RejectedExpression(_NO_EXPRESSION, f"they are too large to compile ({MEMORY_BYTES >> 30} GiB are allowed)")


_REJECTED = 3


def _compile_in_this_process(memory_bytes: int) -> int:
    """What the child does: what is asked from standard input, the automata or the reason against them to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, written, patterns = json.load(sys.stdin)
    hints = [_READ[kind](*parts) for kind, *parts in written]
    try:
        made = serialize(hints, patterns)
    except hyperscan.error as error:
        blamed = first_rejected(patterns) or RejectedExpression(_NO_EXPRESSION, str(error))
        sys.stdout.write(json.dumps([blamed.place, blamed.reason]))
        return _REJECTED
    sys.stdout.buffer.write(_together(made))
    return 0


def _keep(path: Path, serialized: bytes) -> None:
    """Written aside and moved into place, so that nobody reads half of it. A folder that cannot be written costs time only."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # readable by its owner alone
            file.write(_sealed(serialized))
        Path(file.name).replace(path)
        compiled = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda kept: kept.stat().st_mtime)
        for old in compiled[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _sealed(serialized: bytes) -> bytes:
    return hashlib.sha256(serialized).digest() + serialized


def _unsealed(kept: bytes) -> bytes:
    """What was kept, whole. ValueError where the disk or somebody changed it."""
    digest, serialized = kept[:32], kept[32:]
    if hashlib.sha256(serialized).digest() != digest:
        raise ValueError("damaged")
    return serialized


if __name__ == "__main__":
    sys.exit(_compile_in_this_process(int(sys.argv[1])))
