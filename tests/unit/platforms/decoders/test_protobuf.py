"""Protocol buffers are read by field number, without a schema."""

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.decoders.protobuf import decode, looks
from gatepost.platforms.media_types import HeaderValue
from tests.platforms.fixture import request_of


def wire(fields: dict[str, object]) -> bytes:
    body: bytes = request_of({"url": "", "protobuf": fields})["body"]
    return body


def read(body: bytes) -> object:
    return decode(body, HeaderValue())


def test_fields_are_keys() -> None:
    assert read(wire({"1": 150, "2": "été"})) == {"1": 150, "2": "été"}


def test_a_field_that_may_be_a_message_or_a_text_is_both() -> None:
    tree = read(wire({"8": {"100": {"4": "hello"}}}))
    assert isinstance(tree, dict)
    inner = tree["8"]
    assert any(isinstance(one, dict) and "100" in one for one in (inner if isinstance(inner, tuple) else (inner,)))


def test_a_repeated_field_has_all_its_values() -> None:
    assert read(wire({"1": ["one!", "two!"]})) == {"1": ("one!", "two!")}


def test_fixed_width_fields_and_bytes_are_read() -> None:
    assert read(b"\x0d\x01\0\0\0" + b"\x11\x02" + b"\0" * 7 + b"\x1a\x02\xff\xfe") == {"1": 1, "2": 2, "3": b"\xff\xfe"}


def test_a_grpc_frame_is_taken_off() -> None:
    message = wire({"1": "text!"})
    assert read(b"\0" + len(message).to_bytes(4) + message) == {"1": "text!"}


@pytest.mark.parametrize(
    "body", [b"\x0a\xff", b"\x00\x00", b"\x0b\x01", b"\xff" * 20, b"hello world", b"\x0d\x01", b"\x08"]
)
def test_what_is_no_message_says_so(body: bytes) -> None:
    with pytest.raises(Undecodable) as caught:
        read(body)
    assert caught.value.reason == "unknown-format"


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(Undecodable) as caught:
        read(b"\x08\x01" * 20_000)
    assert caught.value.reason == "too-large"


def test_deep_messages_end_at_a_bound() -> None:
    nested = b"\x08\x01"
    for _ in range(40):
        nested = b"\x0a" + bytes([len(nested)]) + nested if len(nested) < 128 else nested
    assert read(nested)


def test_it_is_never_guessed() -> None:
    assert not looks(b"\x08\x01")
