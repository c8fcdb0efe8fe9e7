"""A body that is a file is that file."""

from gatepost.platforms.decoders.raw import decode, looks
from gatepost.platforms.media_types import parse_header
from gatepost.platforms.tree import File


def test_a_body_is_the_file() -> None:
    assert decode(b"\x89PNG\r\n\x1a\n", parse_header("*/*")) == File(media_type="*/*", data=b"\x89PNG\r\n\x1a\n")


def test_files_are_known_by_their_first_bytes() -> None:
    assert looks(b"%PDF-1.7")
    assert not looks(b"hello")
