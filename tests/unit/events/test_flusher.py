import threading
import time

from gatepost.events.flusher import Flusher


class Disk:
    """Something to force, that can fail and says how often it was asked."""

    def __init__(self) -> None:
        self.written = self.forces = 0
        self.error: OSError | None = None

    def force(self) -> int:
        self.forces += 1
        if self.error:
            raise self.error
        return self.written


def _wait(flusher: Flusher, record: int) -> OSError | None:
    """What the flusher calls back with."""
    done, told = threading.Event(), []

    def forced(error: OSError | None) -> None:
        told.append(error)
        done.set()

    flusher.when_forced(record, forced)
    assert done.wait(5)
    assert len(told) == 1
    return told[0]


def test_whoever_waits_is_told_when_the_record_is_on_disk():
    disk = Disk()
    flusher = Flusher(disk.force, group_seconds=0.01)
    disk.written = 3
    assert _wait(flusher, 3) is None
    flusher.close()


def test_nobody_is_told_of_a_record_that_is_not_there_yet():
    disk = Disk()
    flusher = Flusher(disk.force, group_seconds=0.01)
    told = threading.Event()
    flusher.when_forced(1, lambda _error: told.set())
    assert not told.wait(0.1)
    disk.written = 1
    flusher.wrote()
    assert told.wait(5)
    flusher.close()


def test_whoever_waits_is_told_of_a_failure():
    disk = Disk()
    disk.error = OSError(5, "Input/output error")
    flusher = Flusher(disk.force, group_seconds=0.01)
    assert _wait(flusher, 1) is disk.error
    flusher.close()


def test_rounds_are_apart_however_much_is_written():
    disk = Disk()
    flusher = Flusher(disk.force, group_seconds=0.05)
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        disk.written += 1
        flusher.wrote()
        time.sleep(0.001)
    assert 2 <= disk.forces <= 8
    flusher.close()


def test_closing_forces_what_is_left():
    disk = Disk()
    flusher = Flusher(disk.force, group_seconds=10)
    flusher.wrote()
    time.sleep(0.05)
    before = disk.forces
    flusher.close()
    assert disk.forces == before + 1
