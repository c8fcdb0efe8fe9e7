"""The folder of decoders: all found, in name order, none for what another one reads."""

import importlib
from types import SimpleNamespace

import pytest

from gatepost.errors import GatepostFault
from gatepost.platforms import decoders


def test_every_module_with_a_decode_is_used_in_name_order() -> None:
    found = decoders.load_decoders()
    assert list(found) == ["json_body", "multipart", "protobuf", "raw", "text", "urlencoded"]


def test_two_decoders_for_one_media_type_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = SimpleNamespace(MEDIA_TYPES=frozenset({"application/json"}), looks=bool, decode=print)
    monkeypatch.setattr(importlib, "import_module", lambda name: twin)
    with pytest.raises(GatepostFault):
        decoders.load_decoders()
