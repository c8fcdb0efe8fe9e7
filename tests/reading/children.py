"""Hostile files are read by a child, and whatever becomes of it there is an answer: what it saw, or how it ended.

The rule to keep: nothing of a file is read in the process that asks.
"""

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gatepost.readers.confinement import environment
from tests.reading.child import HEADER

ROOT = Path(__file__).parents[2]
PATIENCE = 8.0  # seconds beyond those of the budget, for one step that cannot be interrupted
_STARTING = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a child said of a file. `died` and `raised` are signatures, empty where all went as it should.

    `hidden` are the exceptions that became `corrupt`; `megabytes` is by how much memory grew at its peak.
    """

    unseen: frozenset[str] = frozenset()
    items: int = 0
    marked: bool = False
    raised: str = ""
    died: str = ""
    hidden: tuple[str, ...] = ()
    seconds: float = 0
    megabytes: float = 0

    @property
    def clean(self) -> bool:
        """Whether it was said to be seen whole."""
        return not (self.unseen or self.raised or self.died)


class Child:
    """One child at a time; another takes the place of one that ended. To be closed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.lost = 0

    def ask(self, data: bytes, seconds: float) -> Answer:
        process, patience = self._process, PATIENCE
        if process is None:
            process, patience = self._started(), _STARTING
        try:
            self._send(process, HEADER.pack(len(data), seconds) + data)
            line = self._line(process, seconds + patience)
        except (BrokenPipeError, TimeoutError) as error:
            return self._lost(process, late=isinstance(error, TimeoutError))
        if not line:
            return self._lost(process, late=False)
        answer = json.loads(line)
        answer["unseen"] = frozenset(answer["unseen"])
        answer["hidden"] = tuple(answer["hidden"])
        return Answer(**answer)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reading.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment() | {"PYTHONPATH": f"{ROOT / 'addons'}:{ROOT}", "PYTHONWARNINGS": "ignore"},
        )
        return self._process

    def _send(self, process: subprocess.Popen[bytes], message: bytes) -> None:
        assert process.stdin is not None
        process.stdin.write(message)
        process.stdin.flush()

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], seconds)[0]:
            raise TimeoutError
        return process.stdout.readline()

    def _lost(self, process: subprocess.Popen[bytes], *, late: bool) -> Answer:
        """Of one that answers no more, what it died of: the signal, and the functions that it was in."""
        if late:
            process.send_signal(signal.SIGABRT)  # on which it says where it is
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
        _, said = process.communicate()
        self._process = None
        self.lost += 1
        where = " < ".join(_functions(said.decode(errors="replace"))[:3])
        how = "late" if late else _how(process.returncode)
        return Answer(died=f"{how} in {where or 'nothing of Python'}")


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def _functions(trace: str) -> list[str]:
    """Out of what faulthandler writes: the innermost functions, without line numbers."""
    lines = trace.partition("(most recent call first):")[2].splitlines()
    found = []
    for line in lines:
        path, _, name = line.strip().partition('", line ')
        if name:
            found.append(f"{os.path.basename(path).removesuffix('.py')}.{name.rpartition(' in ')[2]}")  # noqa: PTH119 - of a text
    return found
