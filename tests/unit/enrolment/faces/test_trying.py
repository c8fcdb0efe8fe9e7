"""Only a network that tells faces the way YuNet does is enrolled."""

import hashlib

import pytest

from gatepost.enrolment.faces import LARGEST
from gatepost.enrolment.faces.trying import tried
from gatepost.errors import GatepostError
from tests.unit.detectors.faces.networks import a_network


def test_a_network_that_runs_is_taken_as_it_is() -> None:
    network = a_network()
    model = tried("yunet.onnx", network)
    assert model.onnx == network
    assert model.digest == hashlib.sha256(network).hexdigest()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no model of YuNet that this OpenCV"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:8f23\nsize 232589\n", "is no model of YuNet"),
        (a_network()[:-40], "is no model of YuNet"),
        (a_network({"cls": 1, "obj": 1, "bbox": 4}), "is no model of YuNet"),
        (a_network({"cls": 2, "obj": 1, "bbox": 4, "kps": 10}), "cls_8 has 192 numbers for 96"),
        (a_network({"cls": 1, "obj": 1, "bbox": 3, "kps": 10}), "bbox_8 has 288 numbers for 384"),
        (b"\0" * (LARGEST + 1), "larger than 16 MiB"),
    ],
    ids=["empty", "pointer", "cut short", "without points", "two classes", "half a box", "too large"],
)
def test_anything_else_is_refused_with_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(GatepostError, match=message):
        tried("yunet.onnx", data)
