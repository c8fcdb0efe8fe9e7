"""An upload cut anywhere, sent in any order and repeated is the same file; what is not that file is said to be cut short."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.model import Piece
from gatepost.proxy.spill import Spill, write_at
from gatepost.proxy.uploads_joined import join
from gatepost.state import UploadId, WaitingPiece

UPLOAD = UploadId(platform="x", principal="emp-104", media="77")
FILE = bytes(range(256)) * 12
THREE = [FILE[:1000], FILE[1000:2000], FILE[2000:]]

type Sent = tuple[Piece, bytes]


@pytest.fixture(scope="module")
def spill() -> Iterator[Spill]:
    with tempfile.TemporaryDirectory() as folder:
        one = Spill(Path(folder))
        yield one
        one.close()


def joined(spill: Spill, sent: Iterable[Sent], *more: WaitingPiece) -> tuple[bytes, str]:
    waiting = []
    for piece, data in sent:
        held = spill.place(UPLOAD, len(data))
        assert held
        write_at(held, data)
        waiting.append(WaitingPiece(piece=piece, size=len(data), held=held))
    with spill.temporary() as target:
        problem = join([*waiting, *more], target)
        target.seek(0)
        return target.read(), problem


def numbered(*pieces: bytes) -> list[Sent]:
    return [(Piece(number=number), data) for number, data in enumerate(pieces)]


def placed(*pieces: bytes, total: int | None = None) -> list[Sent]:
    starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
    return [(Piece(offset=start, total=total), data) for start, data in zip(starts, pieces, strict=True)]


@st.composite
def any_way(draw: st.DrawFn) -> tuple[bytes, Sequence[Sent]]:
    data = draw(st.binary(max_size=200))
    cuts = sorted(draw(st.sets(st.integers(0, len(data)), max_size=6)) | {0, len(data)})
    pieces = [data[start:end] for start, end in pairwise(cuts)] or [b""]
    sent = draw(st.sampled_from([numbered(*pieces), placed(*pieces), placed(*pieces, total=len(data))]))
    again = draw(st.lists(st.sampled_from(sent), max_size=4))
    return data, draw(st.permutations([*sent, *again]))


@given(any_way())
def test_however_it_comes_it_is_the_same_file(spill: Spill, upload: tuple[bytes, Sequence[Sent]]):
    data, sent = upload
    assert joined(spill, sent) == (data, "")


def test_pieces_may_overlap_where_they_are_the_same(spill: Spill):
    sent = [(Piece(offset=0), FILE[:1500]), (Piece(offset=1000), FILE[1000:2500]), (Piece(offset=500), FILE[500:])]
    assert joined(spill, sent) == (FILE, "")


def test_long_pieces_are_copied_in_parts(spill: Spill):
    data = FILE * 1000
    assert joined(spill, numbered(data[: len(data) // 2], data[len(data) // 2 :])) == (data, "")


@pytest.mark.parametrize(
    ("sent", "head"),
    [
        pytest.param(numbered(*THREE)[::2], THREE[0], id="a number is missing"),
        pytest.param(numbered(*THREE)[1:], b"", id="the first number is missing"),
        pytest.param(placed(*THREE)[::2], THREE[0], id="there is a gap"),
        pytest.param(placed(*THREE)[1:], b"", id="the beginning is missing"),
        pytest.param(placed(*THREE, total=len(FILE))[:2], FILE[:2000], id="the end is missing"),
        pytest.param(placed(*THREE, total=9), FILE, id="it is longer than was said"),
        pytest.param([*numbered(*THREE), (Piece(number=1), b"x" * 1000)], FILE[:2000], id="a number has two contents"),
        pytest.param([*numbered(*THREE), (Piece(number=1), THREE[1][:-1])], FILE[:2000], id="one is shorter"),
        pytest.param([*placed(*THREE), (Piece(offset=1500), b"x" * 20)], FILE[:2000], id="a place has two contents"),
        pytest.param([*numbered(THREE[0]), *placed(*THREE)], b"", id="numbers and offsets"),
    ],
)
def test_what_is_not_one_file_is_corrupt(spill: Spill, sent: Sequence[Sent], head: bytes):
    assert joined(spill, sent) == (head, "corrupt")


def test_a_piece_that_was_lost_says_why(spill: Spill):
    lost = WaitingPiece(piece=Piece(number=1), size=1000, lost="too-large")
    assert joined(spill, numbered(*THREE)[::2], lost) == (THREE[0], "too-large")


def test_a_piece_whose_holder_is_gone_is_missing(tmp_path: Path):
    gone = Spill(tmp_path)
    held = gone.place(UPLOAD, 4)
    assert held
    write_at(held, b"gone")
    gone.close()
    other = Spill(tmp_path)
    with other.temporary() as target:
        assert join([WaitingPiece(piece=Piece(number=0), size=4, held=held)], target) == "corrupt"
    other.close()
