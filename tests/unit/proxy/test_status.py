from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gatepost.proxy.status import WorkerStatus, read_status, write_status
from gatepost.testing import A_TUESDAY


def a_status(**changes: Any) -> WorkerStatus:
    values: dict[str, Any] = {
        "worker": "1",
        "pid": 4711,
        "at": A_TUESDAY,
        "mode": "enforce",
        "version": "2026.11",
        "digest": "d" * 64,
        "loaded_at": A_TUESDAY - timedelta(hours=1),
        "state": "var/state.sqlite3",
        "exception_days": 90,
        "state_works": True,
    }
    return WorkerStatus(**values | changes)


def test_what_a_worker_says_is_read(tmp_path: Path):
    write_status(tmp_path, a_status())
    assert read_status(tmp_path) == (a_status(),)


def test_only_the_last_word_counts(tmp_path: Path):
    write_status(tmp_path, a_status())
    last = a_status(at=A_TUESDAY + timedelta(seconds=1))
    write_status(tmp_path, last)
    assert read_status(tmp_path) == (last,)


def test_workers_are_told_apart_and_come_by_name(tmp_path: Path):
    for name in ("2", "1"):
        write_status(tmp_path, a_status(worker=name))
    assert [status.worker for status in read_status(tmp_path)] == ["1", "2"]


def test_nobody_has_said_anything(tmp_path: Path):
    assert read_status(tmp_path) == ()


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b"{}", b"null", b"\xff", b'{"at": "soon", "loaded_at": "now"}'])
def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path, written: bytes):
    write_status(tmp_path, a_status())
    (tmp_path / "status/2.json").write_bytes(written)
    assert read_status(tmp_path) == (a_status(),)


def test_times_are_aware_even_if_somebody_edited_the_file(tmp_path: Path):
    write_status(tmp_path, a_status())
    path = tmp_path / "status/1.json"
    path.write_text(path.read_text().replace("+00:00", ""))
    assert all(status.at.tzinfo and status.loaded_at.tzinfo for status in read_status(tmp_path))


def test_others_cannot_look_into_the_folder_and_no_drafts_are_left(tmp_path: Path):
    write_status(tmp_path, a_status())
    assert (tmp_path / "status").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "status").iterdir()] == ["1.json"]
