from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.model import Piece
from gatepost.state import ExpectedFile, Held, UploadId, WaitingPiece, open_pieces
from gatepost.state.expected import EXPECTED_KEPT
from gatepost.state.pieces import PIECES_KEPT, STEPS, Pieces, forget
from gatepost.state.schema import connect
from gatepost.testing import A_TUESDAY, FakeClock

UPLOAD = UploadId(platform="x", principal="emp-104", media="77")
OTHERS = [
    UploadId(platform="mastodon", principal="emp-104", media="77"),
    UploadId(platform="x", principal="emp-105", media="77"),
    UploadId(platform="x", principal="emp-104", media="78"),
]


def a_piece(number: int = 0, *, pid: int = 1, inode: int = 5, size: int = 10) -> WaitingPiece:
    held = Held(pid=pid, descriptor=9, inode=inode, start=0)
    return WaitingPiece(piece=Piece(number=number), size=size, held=held)


@pytest.fixture
async def pieces(tmp_path: Path) -> AsyncIterator[Pieces]:
    pieces = open_pieces(tmp_path, FakeClock())
    yield pieces
    await pieces.close()


async def test_pieces_wait_in_the_order_in_which_they_came(pieces: Pieces):
    kept = [
        a_piece(1),
        a_piece(0),
        WaitingPiece(piece=Piece(offset=7, total=9, last=True), size=2, lost="too-large"),
    ]
    for piece in kept:
        await pieces.keep(UPLOAD, piece)
    assert await pieces.of(UPLOAD) == tuple(kept)


@pytest.mark.parametrize("other", OTHERS, ids=["platform", "person", "media"])
async def test_an_upload_is_of_one_platform_person_and_id(pieces: Pieces, other: UploadId):
    await pieces.keep(UPLOAD, a_piece())
    assert await pieces.of(other) == ()
    await pieces.let_go(other)
    assert await pieces.of(UPLOAD)


async def test_what_waits_is_counted_for_the_process_that_holds_it(pieces: Pieces):
    await pieces.keep(UPLOAD, a_piece(0, size=10))
    await pieces.keep(UPLOAD, a_piece(1, pid=2, inode=6, size=5))
    await pieces.keep(UPLOAD, WaitingPiece(piece=Piece(number=2), size=1000, lost="too-large"))
    assert await pieces.waiting_bytes() == {1: 10, 2: 5}
    assert await pieces.upload_bytes(UPLOAD) == 1015
    assert await pieces.waiting_files(1) == {5}
    await pieces.let_go(UPLOAD)
    assert await pieces.waiting_bytes() == {}
    assert await pieces.waiting_files(1) == frozenset()


async def test_pieces_that_nobody_goes_on_with_are_forgotten(tmp_path: Path, pieces: Pieces):
    await pieces.keep(UPLOAD, a_piece())
    db = connect(tmp_path / "pieces.sqlite3", STEPS, wait_ms=0)
    left = []
    for late in (timedelta(), timedelta(seconds=1)):
        list(forget(db, A_TUESDAY + PIECES_KEPT + late))
        left.append(len(await pieces.of(UPLOAD)))
    db.close()
    assert left == [1, 0]


async def test_what_one_person_has_waiting_is_counted_for_each_process(pieces: Pieces):
    await pieces.keep(UPLOAD, a_piece(0, size=10))
    await pieces.keep(OTHERS[0], a_piece(0, pid=2, size=5))
    await pieces.keep(OTHERS[1], a_piece(0, size=100))
    assert await pieces.person_bytes("emp-104") == {1: 10, 2: 5}


async def test_what_comes_to_an_address_is_known_for_a_day(tmp_path: Path, pieces: Pieces):
    places = [None, Piece(number=3), Piece(offset=0)]
    files = [
        ExpectedFile(platform="linkedin", principal="emp-104", address=f"a{number}", media="77", piece=piece)
        for number, piece in enumerate(places)
    ]
    await pieces.expect(files)
    await pieces.expect(files)
    assert [await pieces.expected("linkedin", "emp-104", one.address) for one in files] == files
    for other in (("linkedin", "emp-105", "a0"), ("x", "emp-104", "a0"), ("linkedin", "emp-104", "b")):
        assert await pieces.expected(*other) is None
    db = connect(tmp_path / "pieces.sqlite3", STEPS, wait_ms=0)
    left = []
    for late in (timedelta(), timedelta(seconds=1)):
        list(forget(db, A_TUESDAY + EXPECTED_KEPT + late))
        left.append(await pieces.expected("linkedin", "emp-104", "a0"))
    db.close()
    assert left == [files[0], None]


def test_a_piece_is_held_or_lost():
    with pytest.raises(ValueError, match="held, or lost"):
        WaitingPiece(piece=Piece(number=0), size=1)
