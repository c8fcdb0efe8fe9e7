"""The closed set of changes that a locator may make."""

import base64
import json

import pytest

from gatepost.platforms.address import parse_address
from gatepost.platforms.paths import Context, parse_locator
from gatepost.platforms.transforms import NEED_ARGUMENT, TRANSFORMS
from tests.platforms.fixture import request_of


def changed(transforms: str, value: object) -> list[object]:
    return parse_locator(f". | {transforms}").find(Context(address=parse_address(""), unit=value))


def b64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


TOKEN = "h." + b64('{"sub": "did:plc:abc", "aid": 12}') + ".s"
MESSAGE = base64.b64encode(request_of({"url": "", "protobuf": {"2": {"1": "video-id!"}}})["body"]).decode()


@pytest.mark.parametrize(
    ("transforms", "value", "found"),
    [
        ("after u=", "u=12", ["12"]),
        ("after u=", "12", []),
        ("before -", "12-made-up", ["12"]),
        ("before -", "12", ["12"]),
        ("tail :", "urn:li:organization:12", ["12"]),
        ("digits", "id-12-34", ["12"]),
        ("digits", "none", []),
        ("if-starts did:", "did:plc:a", ["did:plc:a"]),
        ("if-starts did:", "a.example", []),
        ("unless-starts did:", "a.example", ["a.example"]),
        ("unless-starts did:", "did:plc:a", []),
        ("percent", "u%3D12", ["u=12"]),
        ("percent | after u=", "u%3D12", ["12"]),
        ("jwt sub", f"Bearer {TOKEN}", ["did:plc:abc"]),
        ("jwt aid", f"DPoP {TOKEN}", ["12"]),
        ("jwt sub", "opaque", []),
        ("jwt sub", "a.!!.c", []),
        ("jwt sub", "a." + b64("[1]") + ".c", []),
        ("jwt none", TOKEN, []),
        ("base64", b64("feedback:12_34"), ["feedback:12_34"]),
        ("base64", "////", [b"\xff\xff\xff"]),
        ("base64", "no base64!", []),
        ("base64", None, []),
        ("json", '{"a": 1}', [{"a": 1}]),
        ("json", {"a": 1}, [{"a": 1}]),
        ("json", "nothing", []),
        ("protobuf 2.1", MESSAGE, ["video-id!"]),
        ("protobuf 2.1", MESSAGE.replace("=", "%3D"), ["video-id!"]),
        ("protobuf 9", MESSAGE, []),
        ("protobuf", "not base64!", []),
        ("protobuf", "AAAA", []),
        ("flatten", {"content": [{"type": "text", "text": "hello"}]}, ["hello"]),
        ("flatten", json.dumps({"document": [{"e": "text", "t": "hello"}]}), ["hello"]),
        ("flatten", "plain words", ["plain words"]),
        ("flatten", {}, []),
        ("after x", 12, []),
        ("before x", 12, ["12"]),
    ],
)
def test_a_transform_gives(transforms: str, value: object, found: list[object]) -> None:
    assert changed(transforms, value) == found


@pytest.mark.parametrize("name", sorted(TRANSFORMS))
@pytest.mark.parametrize("value", [None, True, "", "\ud800", b"\xff", [], {}, 1e400, "[" * 10_000])
def test_no_transform_raises(name: str, value: object) -> None:
    list(TRANSFORMS[name](value, "x" if name in NEED_ARGUMENT else ""))
