"""The network that finds faces, where IT supplies one: YuNet, as OpenCV's model zoo has it, in a file of 230 kB.

Without it, cascades of Debian's opencv-data find faces. The rule to keep: what is read here is the file that was tried when
it was enrolled, byte for byte, or nothing is looked at with it.
"""

import hashlib
import re
from dataclasses import dataclass, field

from gatepost.enrolment.symbols import BadIndex

LARGEST = 16 * 2**20  # bytes; it has less than half of one
_HEADER = re.compile(rb"gatepost faces 1 (?P<digest>[0-9a-f]{64})\n")
_LONGEST_HEADER = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceModel:
    """A network in the form that OpenCV reads (ONNX), and its SHA-256, which its publisher tells as well."""

    digest: str
    onnx: bytes = field(repr=False)


def model_of(onnx: bytes) -> FaceModel:
    return FaceModel(digest=hashlib.sha256(onnx).hexdigest(), onnx=onnx)


def to_bytes(model: FaceModel) -> bytes:
    """The model as a file of the enrolled folder: what it is, and its digest before it."""
    return f"gatepost faces 1 {model.digest}\n".encode() + model.onnx


def from_bytes(data: bytes) -> FaceModel:
    """The model out of its file, unaltered since it was enrolled, or BadIndex."""
    header = _HEADER.match(data[:_LONGEST_HEADER])
    model = model_of(data[header.end() :] if header else b"")
    if not header or model.digest != header["digest"].decode():
        raise BadIndex(
            "the model that finds faces was altered or cut short: `gatepost enrol faces FILE` enrols it again"
        )
    return model
