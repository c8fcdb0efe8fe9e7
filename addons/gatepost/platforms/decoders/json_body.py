"""JSON -> tree, as leniently as any platform reads it.

A guard against script inclusion (`for (;;);`), several documents one after another, any UTF, duplicate keys (all
values are kept), numbers of any length. The depth is checked before the parser sees the text, without recursion.
"""

import json
import re

from gatepost.errors import Undecodable
from gatepost.platforms.charset import readings
from gatepost.platforms.media_types import HeaderValue
from gatepost.platforms.tree import MAX_DEPTH, Node, Several, several

MEDIA_TYPES = frozenset({"application/json", "text/json", "application/x-ndjson", "application/jsonl"})
MAX_DOCUMENTS = 1000  # one after another in a body; batches have tens

_GUARD = re.compile(r"\s*(?:for\s{0,4}\(;;\);|while\s{0,4}\(1\);|\)\]\}',?)")
_SPACE = re.compile(r"[\s\x00]*")
# A string whole or up to the end of the text, so that no attempt is made twice; or a bracket.
_NESTING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z|\\\Z)|[\[{]|[\]}]', re.DOTALL)
_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*(?:[\[{]|for\s{0,4}\(;;\);|\)\]\}')")


def looks(body: bytes) -> bool:
    return _START.match(body) is not None


def decode(body: bytes, declared: HeaderValue) -> Node:
    return several(_document(text) for text in readings(body, declared.parameters.get("charset", "")))


def parse(text: str) -> Node:
    """The tree in a JSON text. Raises Undecodable."""
    return _document(text)


def _document(text: str) -> Node:
    if guard := _GUARD.match(text):
        text = text[guard.end() :]
    _check_depth(text)
    for decoder in (_DECODER, _LONG_NUMBERS):
        try:
            return decoder.decode(text)
        except json.JSONDecodeError as error:
            if error.msg == "Extra data":
                return _documents(text)
            raise Undecodable("not JSON") from None
        except ValueError:  # more digits than Python turns into a number
            continue
    raise Undecodable("not JSON")


def _documents(text: str) -> Node:
    """Documents one after another: lines of JSON, or a second one after the first."""
    found: list[Node] = []
    place = _end_of_space(text, 0)
    while place < len(text):
        if len(found) >= MAX_DOCUMENTS:
            raise Undecodable("too many documents in one body", "too-large")
        try:
            document, place = _LONG_NUMBERS.raw_decode(text, place)
        except ValueError:
            raise Undecodable("not JSON after the first document") from None
        found.append(document)
        place = _end_of_space(text, place)
    return several(found)


def _end_of_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for match in _NESTING.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Undecodable(f"nested more than {MAX_DEPTH} levels deep")
        elif mark in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Node]]) -> dict[str, Node]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    values: dict[str, list[Node]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else Several(found) for key, found in values.items()}


# Control characters inside strings are let through (strict=False): so do many servers.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, strict=False)
_LONG_NUMBERS = json.JSONDecoder(object_pairs_hook=_object, strict=False, parse_int=str)
