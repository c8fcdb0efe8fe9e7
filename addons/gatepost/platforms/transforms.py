"""The closed set of small changes a locator may make to what it found: `cookie:twid | percent | after u=`.

Each takes one value and gives the values it becomes (none: there was nothing of that kind). Adding one is a line in
the table at the end and a line in docs/platforms.md.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from gatepost.errors import Undecodable
from gatepost.platforms.decoders import json_body, protobuf
from gatepost.platforms.media_types import HeaderValue
from gatepost.platforms.tree import Node, Several, flatten, from_base64, text_of

type Transform = Callable[[Node, str], Iterable[Node]]

_MAX_TEXT = 64 * 1024  # of a value that names an account or a target; `json`, `base64` and `flatten` take any length


def _text(change: Callable[[str, str], str | None]) -> Transform:
    """A transform of texts; an empty result is none."""

    def transform(node: Node, argument: str) -> Iterable[Node]:
        text = text_of(node)
        changed = change(text[:_MAX_TEXT], argument) if text else None
        return (changed,) if changed else ()

    return transform


def _after(text: str, mark: str) -> str | None:
    return text.partition(mark)[2]


def _before(text: str, mark: str) -> str | None:
    return text.partition(mark)[0]


def _tail(text: str, mark: str) -> str | None:
    return text.rpartition(mark)[2]


def _digits(text: str, _: str) -> str | None:
    found = re.search(r"[0-9]+", text)
    return found[0] if found else None


def _if_starts(text: str, prefix: str) -> str | None:
    return text if text.startswith(prefix) else None


def _unless_starts(text: str, prefix: str) -> str | None:
    return None if text.startswith(prefix) else text


def _percent(text: str, _: str) -> str | None:
    return unquote(text)


def _jwt(text: str, claim: str) -> str | None:
    """A claim of a JSON Web Token, which is not verified: it only says who the sender claims to be."""
    pieces = text.rpartition(" ")[2].split(".")  # without a scheme: Bearer, DPoP
    payload = from_base64(pieces[1].encode("utf-8", "replace")) if len(pieces) >= 2 else None
    try:
        claims = json_body.parse(payload.decode()) if payload else None
    except (Undecodable, UnicodeDecodeError):
        return None
    return text_of(claims.get(claim)) if isinstance(claims, dict) else None


def _base64(node: Node, _: str) -> Iterable[Node]:
    data = _bytes(node)
    decoded = from_base64(data) if data else None
    if not decoded:
        return ()
    try:
        return (decoded.decode(),)
    except UnicodeDecodeError:
        return (decoded,)


def _bytes(node: Node) -> bytes:
    return node if isinstance(node, bytes) else (text_of(node) or "").encode("utf-8", "replace")


def _json(node: Node, _: str) -> Iterable[Node]:
    """JSON inside a string; what is JSON already stays as it is."""
    text = text_of(node) if isinstance(node, str | bytes) else None
    if text is None:
        return (node,)
    try:
        return (json_body.parse(text),)
    except Undecodable:
        return ()


def _protobuf(node: Node, path: str) -> Iterable[Node]:
    """A message in base64, percent-encoded or not; or what a field of it (`2.1`) holds."""
    data = node if isinstance(node, bytes) else from_base64(unquote(text_of(node) or "").encode("utf-8", "replace"))
    try:
        found = [protobuf.decode(data, HeaderValue())] if data else []
    except Undecodable:
        return ()
    for number in filter(None, path.split(".")):
        readings = [one for node in found for one in (node if isinstance(node, Several) else (node,))]
        found = [reading[number] for reading in readings if isinstance(reading, dict) and number in reading]
    return found


def _flatten(node: Node, _: str) -> Iterable[Node]:
    if isinstance(node, str):  # a tree that travels as a JSON string
        parsed = tuple(_json(node, ""))
        node = parsed[0] if parsed and isinstance(parsed[0], dict | list) else node
    text = node if isinstance(node, str) else flatten(node)
    return (text,) if text else ()


TRANSFORMS: dict[str, Transform] = {
    "after": _text(_after),
    "before": _text(_before),
    "tail": _text(_tail),
    "digits": _text(_digits),
    "if-starts": _text(_if_starts),
    "unless-starts": _text(_unless_starts),
    "percent": _text(_percent),
    "jwt": _text(_jwt),
    "base64": _base64,
    "json": _json,
    "protobuf": _protobuf,
    "flatten": _flatten,
}
NEED_ARGUMENT = frozenset({"after", "before", "tail", "if-starts", "unless-starts", "jwt"})
MAY_HAVE_ARGUMENT = NEED_ARGUMENT | {"protobuf"}
