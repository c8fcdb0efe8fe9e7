from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.model import Piece, Where
from gatepost.state import Held, JudgedUpload, UploadId, WaitingPiece
from gatepost.state.base import PIECES_KEPT, UPLOADS_KEPT
from gatepost.state.housekeeping import forget
from gatepost.state.schema import connect
from gatepost.testing import FakeClock, a_finding
from tests.unit.state.memory import a_state

UPLOAD = UploadId(platform="x", principal="emp-104", media="77")
OTHERS = [
    UploadId(platform="mastodon", principal="emp-104", media="77"),
    UploadId(platform="x", principal="emp-105", media="77"),
    UploadId(platform="x", principal="emp-104", media="78"),
]


def a_piece(number: int = 0, *, pid: int = 1, inode: int = 5, size: int = 10) -> WaitingPiece:
    held = Held(pid=pid, descriptor=9, inode=inode, start=0)
    return WaitingPiece(piece=Piece(number=number), size=size, held=held)


def judged(*findings: str, justified: bool = False) -> JudgedUpload:
    return JudgedUpload(findings=tuple(a_finding(name) for name in findings), justified=justified)


async def test_pieces_wait_in_the_order_in_which_they_came(tmp_path: Path):
    async with a_state(tmp_path) as state:
        kept = [
            a_piece(1),
            a_piece(0),
            WaitingPiece(piece=Piece(offset=7, total=9, last=True), size=2, lost="too-large"),
        ]
        for piece in kept:
            await state.keep_piece(UPLOAD, piece)
        assert await state.pieces(UPLOAD) == tuple(kept)


@pytest.mark.parametrize("other", OTHERS, ids=["platform", "person", "media"])
async def test_an_upload_is_of_one_platform_person_and_id(tmp_path: Path, other: UploadId):
    async with a_state(tmp_path) as state:
        await state.keep_piece(UPLOAD, a_piece())
        await state.remember_upload(UPLOAD, judged("credential"))
        assert await state.pieces(other) == ()
        assert await state.judged_upload(other) is None
        await state.close_upload(other)
        assert await state.pieces(UPLOAD)


async def test_what_waits_is_counted_for_the_process_that_holds_it(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.keep_piece(UPLOAD, a_piece(0, size=10))
        await state.keep_piece(UPLOAD, a_piece(1, pid=2, inode=6, size=5))
        await state.keep_piece(UPLOAD, WaitingPiece(piece=Piece(number=2), size=1000, lost="too-large"))
        assert await state.waiting_bytes() == {1: 10, 2: 5}
        assert await state.upload_bytes(UPLOAD) == 1015
        assert await state.waiting_files(1) == {5}
        await state.close_upload(UPLOAD)
        assert await state.waiting_bytes() == {}
        assert await state.waiting_files(1) == frozenset()


async def test_a_finding_comes_back_as_it_was_but_for_its_excerpt(tmp_path: Path):
    where = Where(part="media[0]/2", page=3, time=timedelta(seconds=1.5), box=(1, 2, 3, 4), span=(5, 6))
    finding = a_finding("microdata", where=where, details=(("rows", "12"),), excerpt="[...]")
    async with a_state(tmp_path) as state:
        await state.remember_upload(UPLOAD, JudgedUpload(findings=(finding,)))
        known = await state.judged_upload(UPLOAD)
    assert known == JudgedUpload(findings=(a_finding("microdata", where=where, details=(("rows", "12"),)),))


async def test_what_is_found_later_adds_to_what_was_found(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.remember_upload(UPLOAD, judged("credential", justified=True))
        await state.remember_upload(UPLOAD, judged("credential", "microdata"))
        known = await state.judged_upload(UPLOAD)
    assert known is not None
    assert [finding.name for finding in known.findings] == ["credential", "microdata"]
    assert not known.justified


async def test_an_upload_that_was_refused_and_then_justified_is_justified(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.remember_upload(UPLOAD, judged("credential"))
        await state.remember_upload(UPLOAD, judged("credential", justified=True))
        assert await state.judged_upload(UPLOAD) == judged("credential", justified=True)


@pytest.mark.parametrize(("kept", "table"), [(PIECES_KEPT, "pieces"), (UPLOADS_KEPT, "uploads")])
async def test_uploads_are_forgotten_in_time(tmp_path: Path, kept: timedelta, table: str):
    clock = FakeClock()
    async with a_state(tmp_path, clock) as state:
        await state.keep_piece(UPLOAD, a_piece())
        await state.remember_upload(UPLOAD, judged("credential"))
    db = connect(tmp_path / "state.sqlite3", wait_ms=0)
    left = []
    for late in (timedelta(), timedelta(seconds=1)):
        list(forget(db, clock.now() + kept + late))
        left.append(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - from the list above
    db.close()
    assert left == [1, 0]


def test_a_piece_is_held_or_lost():
    with pytest.raises(ValueError, match="held, or lost"):
        WaitingPiece(piece=Piece(number=0), size=1)
