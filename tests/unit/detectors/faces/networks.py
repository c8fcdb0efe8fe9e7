"""Networks of YuNet's form, small enough to be written here: what stands in for a face is a square of pure red.

Written byte by byte as ONNX says (its messages are Protocol Buffers), so that OpenCV reads and runs them as it does the real
one, which is trained by others and is not ours to carry.
"""

import struct
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

_FLOAT, _INT64 = 1, 7
_OUTPUTS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
_STRIDES = (8, 16, 32)
_SEEN_AT = 32  # the one stride at which red is a face; a square of that side fills one cell


def a_network(outputs: dict[str, int] | None = None) -> bytes:
    """One that sees squares of 32 red pixels; or one with other numbers for each cell."""
    wanted = outputs or _OUTPUTS
    parts = [_branch(kind, numbers, stride) for kind, numbers in wanted.items() for stride in _STRIDES]
    nodes = chain.from_iterable(nodes for nodes, _ in parts)
    tensors = chain.from_iterable(tensors for _, tensors in parts)
    graph = b"".join(
        (
            *(_field(1, node) for node in nodes),
            _field(2, b"red squares"),
            *(_field(5, tensor) for tensor in tensors),
            _field(11, _value("input", (1, 3, 640, 640))),
            *(_field(12, _value(f"{kind}_{stride}", ())) for kind in wanted for stride in _STRIDES),
        )
    )
    return _number(1, 8) + _field(7, graph) + _field(8, _number(2, 13))


def _branch(kind: str, numbers: int, stride: int) -> tuple[list[bytes], list[bytes]]:
    """Cells of an image, what is told of each, and one row for each cell."""
    name = f"{kind}_{stride}"
    weights = np.zeros((numbers, 3, stride, stride), np.float32)
    bias = np.zeros(numbers, np.float32)
    if kind in {"cls", "obj"}:
        bias[:] = -1000
        if stride == _SEEN_AT:
            weights[:, 2], bias[:] = 1 / stride**2, -200  # OpenCV gives blue, green, red
    elif kind == "bbox":
        bias[:2] = 0.5  # the middle of the cell; as wide and high as the cell
    score = f"{name}.score" if kind in {"cls", "obj"} else f"{name}.cells"
    nodes = [
        _node(
            "Conv",
            ("input", f"{name}.weights", f"{name}.bias"),
            f"{name}.cells",
            _ints("kernel_shape", (stride, stride)) + _ints("strides", (stride, stride)),
        ),
        *([_node("Sigmoid", (f"{name}.cells",), score)] if kind in {"cls", "obj"} else []),
        _node("Transpose", (score,), f"{name}.last", _ints("perm", (0, 2, 3, 1))),
        _node("Reshape", (f"{name}.last", f"{name}.shape"), name),
    ]
    shape = np.array([1, -1, numbers], np.int64)
    return nodes, [_tensor(f"{name}.weights", weights), _tensor(f"{name}.bias", bias), _tensor(f"{name}.shape", shape)]


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*made, value))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _node(kind: str, inputs: Iterable[str], output: str, attributes: bytes = b"") -> bytes:
    names = b"".join(_field(1, name.encode()) for name in inputs)
    return names + _field(2, output.encode()) + _field(3, output.encode()) + _field(4, kind.encode()) + attributes


def _ints(name: str, values: Sequence[int]) -> bytes:
    numbers = b"".join(_number(8, value) for value in values)
    return _field(5, _field(1, name.encode()) + numbers + _number(20, 7))


def _tensor(name: str, values: np.ndarray) -> bytes:
    kind = _INT64 if values.dtype == np.int64 else _FLOAT
    dimensions = b"".join(_number(1, size) for size in values.shape)
    raw = struct.pack(f"<{values.size}{'q' if kind == _INT64 else 'f'}", *values.ravel().tolist())
    return dimensions + _number(2, kind) + _field(8, name.encode()) + _field(9, raw)


def _value(name: str, shape: Sequence[int]) -> bytes:
    dimensions = b"".join(_field(1, _number(1, size)) for size in shape)
    return _field(1, name.encode()) + _field(2, _field(1, _number(1, _FLOAT) + _field(2, dimensions)))
