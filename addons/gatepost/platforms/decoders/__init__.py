"""Body encodings: each module here with a `decode` is one, bytes -> tree.

A decoder has `MEDIA_TYPES` (the declared types it is for), `looks(body)` (whether the first bytes are its own) and
`decode(body, declared)`, which gives a tree or raises Undecodable, whatever the bytes. They are used in name order.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Protocol, cast

from gatepost.errors import GatepostFault
from gatepost.platforms.media_types import HeaderValue
from gatepost.platforms.tree import Node


class Decoder(Protocol):
    @property
    def MEDIA_TYPES(self) -> frozenset[str]:  # noqa: N802 - a module's constant
        """Declared media types that mean this encoding."""

    def looks(self, body: bytes) -> bool:
        """Whether a body begins as this encoding does, whatever it is declared to be."""

    def decode(self, body: bytes, declared: HeaderValue) -> Node:
        """The tree in this body. Raises Undecodable."""


def load_decoders() -> Mapping[str, Decoder]:
    """Every decoder of this folder by its name, in name order. Two for one media type are a fault of ours."""
    found: dict[str, Decoder] = {}
    claimed: dict[str, str] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        decoder = cast("Decoder", importlib.import_module(f"{__name__}.{module.name}"))
        if not hasattr(decoder, "decode"):
            continue
        for media_type in decoder.MEDIA_TYPES:
            if other := claimed.get(media_type):
                raise GatepostFault(f"{other} and {module.name} both read {media_type}", stage="read", reason="setup")
            claimed[media_type] = module.name
        found[module.name] = decoder
    return found
