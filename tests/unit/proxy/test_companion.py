"""A process beside the workers: started again when it ends, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gatepost.proxy import companion
from gatepost.proxy.companion import Companion

_NOTES_ITSELF = """
import os, sys
with open(sys.argv[1], "a") as notes:
    notes.write(f"{os.getpid()}\\n")
os.read(int(sys.argv[2]), 1)
"""


def _started(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().split()] if notes.exists() else []


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_one_that_was_killed_is_started_again_after_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(companion, "_FIRST_PAUSE_SECONDS", 0.2)
    notes = tmp_path / "notes"
    beside = Companion("console", (sys.executable, "-c", _NOTES_ITSELF, str(notes)))
    try:
        _until(lambda: len(_started(notes)) == 1)
        os.kill(_started(notes)[0], signal.SIGKILL)

        def again() -> bool:
            beside.look()
            return len(_started(notes)) == 2

        _until(again)
    finally:
        beside.stop()
    assert all(map(_gone, _started(notes)))


def test_its_settings_are_for_it_alone(tmp_path: Path):
    notes = tmp_path / "notes"
    told = "import os, sys; open(sys.argv[1], 'w').write(sys.stdin.read()); os.read(int(sys.argv[2]), 1)"
    beside = Companion("console", (sys.executable, "-c", told, str(notes)), "postgresql://gatepost:long-secret@db")
    try:
        _until(lambda: notes.exists() and notes.read_text() == "postgresql://gatepost:long-secret@db")
        below = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        assert below
        assert not [pid for pid in below if b"long-secret" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    finally:
        beside.stop()


def test_it_ends_with_whoever_started_it_however_that_ends(tmp_path: Path):
    notes = tmp_path / "notes"
    program = (
        "import sys, time; from gatepost.proxy.companion import Companion; "
        f"Companion('console', (sys.executable, '-c', {_NOTES_ITSELF!r}, {str(notes)!r})); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as parent:
        _until(lambda: len(_started(notes)) == 1)
        parent.kill()
    _until(lambda: _gone(_started(notes)[0]))
