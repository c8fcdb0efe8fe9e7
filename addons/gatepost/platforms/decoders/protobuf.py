"""Protocol Buffers wire format -> tree, without a schema: field numbers are the keys.

On the wire a text, a message and plain bytes look alike: a field that may be both a message and a text is given as
both. A gRPC frame head (five bytes) is taken off. Everything is bounded: depth, fields, and each length by its parent.
"""

from gatepost.errors import Undecodable
from gatepost.platforms.media_types import HeaderValue
from gatepost.platforms.tree import Node, several

MEDIA_TYPES = frozenset(
    {"application/x-protobuf", "application/protobuf", "application/grpc-web+proto", "application/grpc"}
)
MAX_DEPTH = 16
MAX_FIELDS = 10_000

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_FIXED = {_FIXED64: 8, _FIXED32: 4}


def looks(body: bytes) -> bool:
    """Never: a few bytes of anything look like this. It has to be declared."""
    return False


def decode(body: bytes, declared: HeaderValue) -> Node:
    framed = len(body) >= 5 and body[0] in (0, 1) and int.from_bytes(body[1:5]) == len(body) - 5
    tree = _message(body[5:] if framed else body, MAX_DEPTH, [MAX_FIELDS])
    if tree is None:
        raise Undecodable("not a protocol buffer", "unknown-format")
    return tree


def _message(data: bytes, depth: int, budget: list[int]) -> dict[str, Node] | None:
    """The fields of a message, or None if these bytes are no message. `budget` is what is left of MAX_FIELDS."""
    fields: dict[str, list[Node]] = {}
    place = 0
    while place < len(data):
        budget[0] -= 1
        if budget[0] < 0:
            raise Undecodable(f"more than {MAX_FIELDS:,} fields", "too-large")
        key = _varint(data, place)
        value = None if key is None or key[0] < 8 else _value(data, key[1], key[0] & 7, depth, budget)
        if key is None or value is None:
            return None
        node, place = value
        fields.setdefault(str(key[0] >> 3), []).append(node)
    return {number: several(found) for number, found in fields.items()}


def _value(data: bytes, place: int, wire: int, depth: int, budget: list[int]) -> tuple[Node, int] | None:
    if wire == _VARINT:
        return _varint(data, place)
    if wire in _FIXED:
        end = place + _FIXED[wire]
        return (int.from_bytes(data[place:end], "little"), end) if end <= len(data) else None
    length = _varint(data, place) if wire == _LENGTH else None
    if length is None or length[1] + length[0] > len(data):
        return None
    end = length[1] + length[0]
    return _leaf(data[length[1] : end], depth, budget), end


def _varint(data: bytes, place: int) -> tuple[int, int] | None:
    value = 0
    for index, byte in enumerate(data[place : place + 10]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value, place + index + 1
    return None


def _leaf(data: bytes, depth: int, budget: list[int]) -> Node:
    """What a length-delimited field may be: a text, a message, or bytes."""
    found: list[Node] = []
    text = _text(data)
    if text is not None:
        found.append(text)
    message = _message(data, depth - 1, budget) if data and depth > 1 else None
    if message:
        found.append(message)
    return several(found) if found else data


def _text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or not any(ord(mark) < 32 and mark not in "\t\r\n" for mark in text) else None
