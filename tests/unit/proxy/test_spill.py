import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gatepost.proxy import spill
from gatepost.proxy.spill import Spill, is_alive, open_held, write_at
from gatepost.state import Held, UploadId

UPLOAD = UploadId(platform="x", principal="emp-104", media="77")

_HOLDER = """
import sys
from pathlib import Path
from gatepost.proxy.spill import Spill, write_at
from gatepost.state import UploadId

spill = Spill(Path(sys.argv[1]))
held = spill.place(UploadId(platform="x", principal="emp-104", media="77"), 5)
write_at(held, b"bytes")
print(held.pid, held.descriptor, held.inode, held.start, flush=True)
sys.stdin.read()
"""


def kept(one: Spill, data: bytes, upload: UploadId = UPLOAD) -> Held:
    held = one.place(upload, len(data))
    assert held
    write_at(held, data)
    return held


def read(held: Held, size: int) -> bytes | None:
    file = open_held(held)
    if file is None:
        return None
    with file:
        return os.pread(file.fileno(), size, held.start)


def test_every_piece_has_its_own_place(tmp_path: Path):
    one = Spill(tmp_path)
    pieces = {data: kept(one, data) for data in (b"first", b"second piece", b"")}
    assert {data: read(held, len(data)) for data, held in pieces.items()} == {data: data for data in pieces}
    one.close()


def test_nothing_has_a_name_and_nobody_else_may_look(tmp_path: Path):
    one = Spill(tmp_path)
    kept(one, b"some bytes")
    assert not list((tmp_path / spill.FOLDER).iterdir())
    assert stat.S_IMODE((tmp_path / spill.FOLDER).stat().st_mode) == 0o700
    one.close()


def test_what_a_kill_left_with_a_name_is_swept(tmp_path: Path):
    folder = tmp_path / spill.FOLDER
    folder.mkdir()
    (folder / "tmpabc").write_bytes(b"left behind")
    Spill(tmp_path)
    assert not list(folder.iterdir())


def test_another_process_reads_it_until_its_holder_is_killed(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        pid, descriptor, inode, start = map(int, holder.stdout.readline().split())
        held = Held(pid=pid, descriptor=descriptor, inode=inode, start=start)
        assert read(held, 5) == b"bytes"
        assert is_alive(pid)
        holder.kill()
        holder.wait()
        assert read(held, 5) is None
        assert not is_alive(pid)
    assert not list((tmp_path / spill.FOLDER).iterdir())


def test_another_file_under_the_same_number_is_not_taken_for_it(tmp_path: Path):
    one = Spill(tmp_path)
    held = kept(one, b"some bytes")
    one.close()
    files = [(tmp_path / str(number)).open("wb") for number in range(3)]
    assert any(file.fileno() == held.descriptor for file in files)
    assert read(held, 5) is None
    for file in files:
        file.close()


def test_files_that_nothing_waits_in_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    one = Spill(tmp_path)
    waiting, done = kept(one, b"waiting"), kept(one, b"done", UploadId(platform="x", principal="emp-104", media="78"))
    one.keep_only([waiting.inode])
    assert read(done, 4) == b"done", "its row may still be on its way"
    monkeypatch.setattr(spill, "_SETTLED_SECONDS", -1.0)
    one.keep_only([waiting.inode])
    assert read(waiting, 7) == b"waiting"
    assert read(done, 4) is None
    assert not one.empty
    one.close()
    assert one.empty


def test_too_many_uploads_have_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spill, "MOST_FILES", 2)
    one = Spill(tmp_path)
    places = [one.place(UploadId(platform="x", principal="emp-104", media=str(number)), 1) for number in range(3)]
    assert [place is None for place in places] == [False, False, True]
    assert one.place(UploadId(platform="x", principal="emp-104", media="0"), 1)
    one.close()
