"""What every decoder makes of a body: plain JSON-like values, with files and with places that have several readings.

A `Several` stands where one place of the body holds more than one value: a duplicate key, a repeated field, two
possible character sets. Paths go through it into all of them, so that whichever one the platform reads has been
judged. The one rule to keep: no walk over a tree is recursive without a bound, and none loses a value.
"""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from gatepost.errors import Undecodable

MAX_DEPTH = 128  # the deepest body known (a rich-text tree in a server-driven form) nests about thirty levels
MAX_NODES = 100_000  # values that one walk visits; a tree with more of them is `too-large`

type Node = Any  # None, bool, int, float, str, bytes, list, dict, File or Several: JSON with three additions


class Several(tuple[Node, ...]):
    """All the readings of one place."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Bytes that came as a file, and what their sender said of them."""

    filename: str = ""
    media_type: str = ""
    data: bytes = field(repr=False)


def several(readings: Iterable[Node]) -> Node:
    """One reading as itself, more of them as a `Several` without nesting, none as None."""
    flat: list[Node] = []
    for reading in readings:
        flat.extend(reading) if type(reading) is Several else flat.append(reading)
    return flat[0] if len(flat) == 1 else Several(flat) if flat else None


def text_of(node: Node) -> str | None:
    """A value as the text that a platform would make of it, or None if it has none."""
    if isinstance(node, str):
        return node
    if isinstance(node, bool) or node is None:
        return None
    if isinstance(node, int | float):
        return str(node)
    return node.decode("utf-8", "replace") if isinstance(node, bytes) else None


def nodes(root: Node) -> Iterator[Node]:
    """Every value of a tree that holds no others, in order. Raises Undecodable beyond MAX_NODES."""
    waiting, left = [root], MAX_NODES
    while waiting:
        node = waiting.pop()
        left -= 1
        if left < 0:
            raise Undecodable(f"more than {MAX_NODES:,} values", "too-large")
        if isinstance(node, dict):
            waiting.extend(reversed(node.values()))
        elif isinstance(node, list | tuple):
            waiting.extend(reversed(node))
        else:
            yield node


def texts(root: Node) -> Iterator[str]:
    """The string leaves of a tree, in order."""
    return (node for node in nodes(root) if isinstance(node, str))


def files(root: Node) -> Iterator[File]:
    """The files of a tree: parts that came as such, and media inline in a `data:` URI."""
    for node in nodes(root):
        if isinstance(node, File):
            yield node
        elif isinstance(node, str) and (inline := data_uri(node)) is not None:
            yield inline


def data_uri(text: str) -> File | None:
    """The file in `data:image/png;base64,...`; None where there is no such thing."""
    head = _DATA_URI.match(text)
    if head is None:
        return None
    data: bytes | None = unquote_to_bytes(text[head.end() :])
    if data and head["parameters"].lower().endswith(";base64"):
        data = from_base64(data)
    return File(media_type=(head["type"] or "").lower(), data=data) if data else None


_DATA_URI = re.compile(
    r"data:(?P<type>[\w.+-]{1,80}/[\w.+-]{1,80})?(?P<parameters>(?:;[^;,]{0,100}){0,8}),", re.IGNORECASE
)


def from_base64(data: bytes) -> bytes | None:
    """Base64 in either alphabet, padded or not; None if it is not base64."""
    packed = data.translate(_URL_SAFE, b" \t\r\n").rstrip(b"=")
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


_URL_SAFE = bytes.maketrans(b"-_", b"+/")

# Keys under which rich-text trees (ProseMirror, RTJSON, rich_text blocks, content blocks) hold what is read ...
_WRITTEN = ("text", "t", "alt_text", "alt", "title", "caption", "url", "href", "u")
# ... and the kinds of node that do not begin a new line.
_INLINE = frozenset(
    {"text", "link", "emoji", "mention", "user", "channel", "usergroup", "raw", "spoilertext", "u/", "r/"}
)


def flatten(root: Node) -> str:
    """A structured text as it reads: its leaf strings in order, blocks on lines of their own, link targets after them."""
    pieces: list[str] = []
    waiting, left = [root], MAX_NODES
    while waiting:
        node = waiting.pop()
        left -= 1
        if left < 0:
            raise Undecodable(f"more than {MAX_NODES:,} values", "too-large")
        if isinstance(node, list | tuple):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if pieces and (node.get("type") or node.get("e") or "text") not in _INLINE:
                pieces.append("\n")
            pieces.extend(_written(node))
            waiting.extend(reversed([value for value in node.values() if isinstance(value, dict | list | tuple)]))
    return "".join(pieces).strip()


def _written(node: dict[str, Node]) -> Iterator[str]:
    said = ""
    for key in _WRITTEN:
        value = node.get(key)
        if isinstance(value, str) and value and value != said:
            yield f" {value} " if key in ("url", "href", "u") else value
            said = value
