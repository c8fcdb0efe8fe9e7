"""A body that is nothing else is a text, if it is one."""

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.decoders.text import decode, looks
from gatepost.platforms.media_types import parse_header


def test_text_is_itself() -> None:
    assert decode("Été".encode(), parse_header("text/plain")) == "Été"
    assert decode(b"\xc9t\xe9", parse_header("text/plain; charset=iso-8859-1")) == "Été"
    assert decode(b"no type", parse_header("")) == "no type"


@pytest.mark.parametrize("body", [b"\0\1\2", b"\xff\xfb\x90"])
def test_bytes_are_no_text(body: bytes) -> None:
    with pytest.raises(Undecodable) as caught:
        decode(body, parse_header(""))
    assert caught.value.reason == "unknown-format"


def test_it_is_never_guessed() -> None:
    assert not looks(b"hello")
