"""A body that is a text -> that text. Bytes that are none are Undecodable."""

from gatepost.errors import Undecodable
from gatepost.platforms.charset import readings
from gatepost.platforms.media_types import HeaderValue, is_text
from gatepost.platforms.tree import Node, several

MEDIA_TYPES = frozenset({"text/plain", "text/vtt", "text/csv", "text/html", "text/markdown"})


def looks(body: bytes) -> bool:
    """Never: almost everything looks like text. It is what is left when nothing else is."""
    return False


def decode(body: bytes, declared: HeaderValue) -> Node:
    if not (is_text(body) or (declared.value.startswith("text/") and b"\0" not in body)):
        raise Undecodable("neither a known format nor a text", "unknown-format")
    return several(readings(body, declared.parameters.get("charset", "")))
