"""A body that is a file -> the File. What it is, its own first bytes say: clients declare `*/*` or a form."""

from gatepost.platforms.media_types import HeaderValue, sniff
from gatepost.platforms.tree import File, Node

MEDIA_TYPES = frozenset({"application/octet-stream", "application/pdf", "application/zip"})


def looks(body: bytes) -> bool:
    return bool(sniff(body))


def decode(body: bytes, declared: HeaderValue) -> Node:
    return File(media_type=declared.value, data=body)
