import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.events import journal as journal_module
from gatepost.events.chain import payload, unlink
from gatepost.events.files import chains
from gatepost.events.heads import read_head
from gatepost.events.journal import FILE_BYTES, Journal
from gatepost.testing import FakeClock
from tests.unit.events.making import a_journal, an_event, lines, payloads, verified


def test_a_record_can_be_read_as_soon_as_append_returns(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        own = journal.append(an_event(1))
        (line,) = lines(tmp_path)
        link = unlink(line)
        assert link is not None
        assert (link.hash, link.payload) == (own, payloads(tmp_path)[0])


def test_records_stand_in_the_order_they_were_written(tmp_path: Path):
    events = [an_event(number) for number in range(50)]
    with a_journal(tmp_path) as journal:
        for event in events:
            journal.append(event)
    assert payloads(tmp_path) == [payload(event) for event in events]
    assert verified(tmp_path).good


def test_closing_signs_the_end(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        journal.append(an_event())
    report = verified(tmp_path)
    assert report.good
    assert report.uncovered == 0
    assert report.files[0].heads == 1


def test_a_journal_that_recorded_nothing_leaves_no_file(tmp_path: Path):
    with a_journal(tmp_path):
        pass
    assert chains(tmp_path) == {}


def test_heads_are_signed_at_intervals(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        for number in range(2100):
            journal.append(an_event(number))
        heads = [place for place, line in enumerate(lines(tmp_path)) if read_head(line)]
        assert heads == [1000, 2001]


def test_a_head_is_signed_soon_also_when_little_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal_module, "HEAD_EVERY_SECONDS", 0.05)
    with a_journal(tmp_path) as journal:
        journal.append(an_event())
        _eventually(lambda: verified(tmp_path).uncovered == 0)


def test_a_restart_continues_the_chain(tmp_path: Path):
    for number in range(3):
        with a_journal(tmp_path) as journal:
            journal.append(an_event(number))
    report = verified(tmp_path)
    assert report.good
    assert len(report.files) == 3
    assert sum(file.records for file in report.files) == 6


def test_each_day_has_its_own_file(tmp_path: Path):
    clock = FakeClock()
    with a_journal(tmp_path, clock=clock) as journal:
        journal.append(an_event(1))
        clock.advance(timedelta(days=1))
        journal.append(an_event(2))
    assert [path.name for path in chains(tmp_path)["gateway-1"]] == [
        "gateway-1.2026-11-24.000001.jsonl",
        "gateway-1.2026-11-25.000002.jsonl",
    ]
    assert verified(tmp_path).good


def test_a_full_file_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal_module, "FILE_BYTES", 2000)
    with a_journal(tmp_path) as journal:
        for number in range(20):
            journal.append(an_event(number))
    files = chains(tmp_path)["gateway-1"]
    assert len(files) > 3
    assert all(path.stat().st_size <= 2000 for path in files)
    assert verified(tmp_path).good
    assert FILE_BYTES == 64 * 1024 * 1024


def test_a_second_writer_has_a_chain_of_its_own(tmp_path: Path):
    with a_journal(tmp_path) as one, a_journal(tmp_path) as two:
        one.append(an_event(1))
        two.append(an_event(2))
        assert (one.name, two.name) == ("gateway-1", "gateway-1-2")
    assert verified(tmp_path, "gateway-1").good
    assert verified(tmp_path, "gateway-1-2").good


def test_the_name_is_free_again_when_its_writer_is_gone(tmp_path: Path):
    with a_journal(tmp_path):
        pass
    with a_journal(tmp_path) as journal:
        assert journal.name == "gateway-1"


@pytest.mark.parametrize("name", ["", "../elsewhere", "a/b", ".hidden", "a" * 100, "a b"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str):
    with pytest.raises(ValueError, match="cannot be called"), a_journal(tmp_path, name):
        pass


def test_only_the_gateway_may_read_journals(tmp_path: Path):
    folder = tmp_path / "journal"
    with a_journal(folder) as journal:
        journal.append(an_event())
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


# --- a crash ---


def test_a_torn_last_line_is_cut_off_and_the_cut_is_on_record(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        journal.append(an_event(1))
    (path,) = chains(tmp_path)["gateway-1"]
    with path.open("ab") as file:
        file.write(b'{"schema":1,"kind":"deci')
    with a_journal(tmp_path) as journal:
        journal.append(an_event(2))
    assert verified(tmp_path).good
    recovered = json.loads(payloads(tmp_path)[1])
    assert (recovered["stage"], recovered["reason"], recovered["bytes"]) == ("journal", "recovered", 24)


def test_a_chain_goes_on_after_damage_that_is_kept_as_evidence(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        journal.append(an_event(1))
    (path,) = chains(tmp_path)["gateway-1"]
    with path.open("ab") as file:
        file.write(b"\x00" * 100 + b"\n")
    with a_journal(tmp_path) as journal:
        journal.append(an_event(2))
    report = verified(tmp_path)
    assert [str(wrong) for wrong in report.files[0].breaks] == ["line 3: not a line of a journal"]
    assert report.files[1].breaks == ()


_WRITER = """
import sys
from pathlib import Path
from gatepost.clock import SystemClock
from gatepost.events.journal import Journal
from tests.unit.events.making import KEY, an_event

journal = Journal(Path(sys.argv[1]), name="gateway-1", key=KEY, strict=False, clock=SystemClock())
for number in range(1_000_000):
    print(number, journal.append(an_event(number)), flush=True)
"""


def test_after_kill_9_every_acknowledged_record_is_there_and_a_restart_continues(tmp_path: Path):
    acknowledged: list[str] = []
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": "addons:."},
        )
        assert writer.stdout is not None
        acknowledged += [writer.stdout.readline().split()[1] for _ in range(300)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.split()[1] for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    links = [unlink(line) for line in lines(tmp_path)]
    assert set(acknowledged) <= {link.hash for link in links if link}
    with a_journal(tmp_path) as journal:
        journal.append(an_event())
        assert journal.name == "gateway-1"
    report = verified(tmp_path)
    assert report.good
    assert report.uncovered == 0


# --- a disk that is full, slow or gone ---


@contextmanager
def little_room() -> Iterator[None]:
    """Files of this process may not grow over a few lines: for writing that is a full disk.

    Around as little as possible: the test run's own output may be a file too.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _fill(journal: Journal) -> int:
    """How many records there was room for."""
    written: list[str] = []
    with pytest.raises(GatepostFault) as fault:
        _append_to(journal, written)
    assert (fault.value.stage, fault.value.reason) == ("journal", "full")
    return len(written)


def _append_to(journal: Journal, written: list[str]) -> None:
    for number in range(1000):
        written.append(journal.append(an_event(number)))  # noqa: PERF401 - what was written before a fault counts


def test_a_full_disk_is_a_fault_that_leaves_no_half_line(tmp_path: Path):
    with little_room(), a_journal(tmp_path) as journal:
        written = _fill(journal)
        assert _fill(journal) == 0
    assert len(payloads(tmp_path)) == written
    assert all(line.endswith(b"\n") for line in lines(tmp_path))


def test_a_disk_that_has_room_again_needs_no_restart(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        with little_room():
            written = _fill(journal)
        journal.append(an_event())
    assert len(payloads(tmp_path)) == written + 1
    assert verified(tmp_path).good


@pytest.mark.needs("root")
def test_a_full_file_system_is_a_fault(tmp_path: Path):
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
    try:
        with a_journal(folder) as journal:
            assert 10 < _fill(journal) < 1000
        assert verified(folder).good
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_removed_file_is_followed_by_another(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        journal.append(an_event(1))
        chains(tmp_path)["gateway-1"][0].unlink()
        journal.append(an_event(2))
        assert len(payloads(tmp_path)) == 1
    assert "does not follow" in str(verified(tmp_path).files[0].breaks[0])


def test_a_lost_folder_is_a_fault_until_it_is_back(tmp_path: Path):
    folder = tmp_path / "journal"
    with a_journal(folder) as journal:
        journal.append(an_event(1))
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        with pytest.raises(GatepostFault) as fault:
            journal.append(an_event(2))
        assert (fault.value.stage, fault.value.reason) == ("journal", "io")
        folder.mkdir()
        _eventually(lambda: _accepts(journal))
        assert len(payloads(folder)) == 1


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(GatepostFault) as fault, a_journal(tmp_path / "file" / "journal"):
        pass
    assert fault.value.reason == "io"


def test_an_event_that_is_far_too_long_is_refused(tmp_path: Path):
    with a_journal(tmp_path) as journal:
        with pytest.raises(GatepostFault, match="no event of ours"):
            journal.append(an_event(more="x" * 2_000_000))
        journal.append(an_event())
    assert verified(tmp_path).good


def test_a_disk_that_fails_is_a_fault_for_the_next_record_and_then_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with a_journal(tmp_path) as journal:
        monkeypatch.setattr(os, "fdatasync", _fails)
        journal.append(an_event(1))
        _eventually(lambda: journal._failed is not None)
        monkeypatch.undo()
        with pytest.raises(GatepostFault) as fault:
            journal.append(an_event(2))
        assert (fault.value.stage, fault.value.reason) == ("journal", "io")
        journal.append(an_event(3))
    assert len(chains(tmp_path)["gateway-1"]) == 2
    assert verified(tmp_path).good


def test_strict_mode_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    forced = _count_forces(monkeypatch)
    with a_journal(tmp_path, strict=True) as journal:
        for number in range(3):
            journal.append(an_event(number))
            assert len(forced) >= number + 1


def test_strict_mode_fails_when_the_disk_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with a_journal(tmp_path, strict=True) as journal:
        monkeypatch.setattr(os, "fdatasync", _fails)
        with pytest.raises(GatepostFault):
            journal.append(an_event())
        monkeypatch.undo()


async def test_many_records_share_one_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    forced = _count_forces(monkeypatch)
    with a_journal(tmp_path, strict=True) as journal:
        await asyncio.gather(*(journal.append_durable(an_event(number)) for number in range(100)))
        assert 1 <= len(forced) < 10
    assert len(payloads(tmp_path)) == 100


async def test_waiting_for_the_disk_does_not_hold_up_the_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fdatasync", lambda _file: time.sleep(0.2))
    with a_journal(tmp_path) as journal:
        waiting = asyncio.create_task(journal.append_durable(an_event()))
        began = time.monotonic()
        await asyncio.sleep(0.01)
        assert time.monotonic() - began < 0.15
        assert not waiting.done()
        await waiting


async def test_a_client_that_goes_away_while_it_waits_harms_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    forced = _count_forces(monkeypatch)
    with a_journal(tmp_path, strict=True) as journal:
        waiting = asyncio.create_task(journal.append_durable(an_event(1)))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
        await journal.append_durable(an_event(2))
        assert forced
    assert len(payloads(tmp_path)) == 2


async def test_what_cannot_be_brought_to_disk_is_not_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with a_journal(tmp_path) as journal:
        monkeypatch.setattr(os, "fdatasync", _fails)
        with pytest.raises(GatepostFault):
            await journal.append_durable(an_event())
        monkeypatch.undo()


def _accepts(journal: Journal) -> bool:
    """Whether a record can be written; that what went before is not on disk is one more fault."""
    try:
        journal.append(an_event())
    except GatepostFault:
        return False
    return True


def _count_forces(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk that takes a while; the list grows by each force that it has done."""
    forced: list[int] = []

    def force(file: int) -> None:
        time.sleep(0.02)
        forced.append(file)

    monkeypatch.setattr(os, "fdatasync", force)
    return forced


def _fails(_file: int) -> None:
    raise OSError(5, "Input/output error")


def _eventually(true: Callable[[], bool], seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)
