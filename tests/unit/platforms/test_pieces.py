"""A file in a request is whole, or belongs somewhere in the file of an upload."""

import pytest

from gatepost.model import Activity, Piece
from gatepost.platforms import closes, given, gives
from gatepost.testing import a_post
from tests.unit.platforms.definitions import a_read_post, platforms


def piece_in(path: str = "/chunks/u1", body: str = "some bytes", **headers: str) -> Piece | None:
    return a_read_post(
        path, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=body
    ).piece


@pytest.mark.parametrize(
    ("content_range", "piece"),
    [
        ("bytes 0-9/30", Piece(offset=0, total=30)),
        ("bytes 20-29/30", Piece(offset=20, total=30)),
        ("bytes 262144-262153/*", Piece(offset=262144)),
        ("bytes */30", None),
        ("", None),
        ("pages one to two", None),
        ("bytes 99999999999999999-/30", None),
    ],
)
def test_a_piece_begins_where_its_range_does(content_range: str, piece: Piece | None) -> None:
    assert piece_in(content_range=content_range) == piece


def test_a_piece_has_its_number_counted_from_0() -> None:
    assert piece_in("/chunks/u1?part=1") == Piece(number=0)
    assert piece_in("/chunks/u1?part=12") == Piece(number=11)
    assert piece_in("/chunks/u1?part=0") is None


def test_a_piece_may_say_that_it_is_the_last() -> None:
    assert piece_in("/chunks/u1?part=2", x_command="finalize") == Piece(number=1, last=True)
    assert piece_in("/chunks/u1?part=2", x_command="upload") == Piece(number=1)


def test_without_a_body_there_is_no_piece() -> None:
    assert piece_in("/chunks/u1?part=2", body="") is None


def test_pieces_of_one_file_have_one_upload() -> None:
    posts = [a_read_post(f"/chunks/u1?part={number}", body="some bytes") for number in (1, 2)]
    assert {post.media for post in posts} == {("u1",)}


def test_any_bytes_are_a_piece() -> None:
    """Nobody tries to read them as the form that opens an upload at the same address."""
    post = a_read_post("/chunks/u1?part=2", base64="gAECAwT//v38")
    assert (post.problem, [part.size for part in post.parts]) == ("", [9])


def test_the_answer_gives_the_ids_that_posts_will_have() -> None:
    post = a_read_post("/chunks/u1", body="some bytes")
    answer = b'{"id": 77, "more": [{"id": "x78"}, {"id": 77}], "other": 5}'
    assert gives(post, platforms())
    assert given(post, answer, "application/json", platforms()) == ("77", "x78")
    assert given(post, b"<html>", "text/html", platforms()) == ()
    assert given(post, b"", "", platforms()) == ()
    assert not gives(a_read_post("/v1/attach", json={"data": ""}), platforms())


@pytest.mark.parametrize(
    ("activity", "endpoint", "complete"),
    [
        (Activity.UPLOAD, "chunk", False),
        (Activity.UPLOAD, "done", True),
        (Activity.DRAFT, "post", False),
        (Activity.DELETE, "post", False),
        (Activity.POST, "post", True),
        (Activity.MESSAGE, "whisper", True),
        (Activity.OTHER, "other", True),
    ],
)
def test_who_uses_an_upload_closes_it(activity: Activity, endpoint: str, *, complete: bool) -> None:
    assert closes(a_post(platform="chirp", activity=activity, endpoint=endpoint), platforms()) is complete
