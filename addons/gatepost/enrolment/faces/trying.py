"""A file is only enrolled as the network that finds faces when it is one.

OpenCV takes any network and reads what comes out of it as if it were faces, without asking how much there is. The rule to
keep: the twelve outputs, and their sizes, are looked at before anything is read out of them. (YuNet: four outputs at each of
three strides)
"""

import cv2
import numpy as np

from gatepost.enrolment.faces import LARGEST, FaceModel, model_of
from gatepost.errors import GatepostError

_OUTPUTS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}  # numbers for each cell
_STRIDES = (8, 16, 32)  # pixels of a cell's side
_HIGH, _WIDE = 64, 96  # of the picture that it is tried with; multiples of the strides


def tried(name: str, onnx: bytes) -> FaceModel:
    """The model, or GatepostError with what is wrong with it."""
    if len(onnx) > LARGEST:
        raise GatepostError(f"{name} is larger than {LARGEST >> 20} MiB, which no model of YuNet is")
    names = [f"{output}_{stride}" for output in _OUTPUTS for stride in _STRIDES]
    try:
        network = cv2.dnn.readNetFromONNX(np.frombuffer(onnx, np.uint8))
        network.setInput(np.zeros((1, 3, _HIGH, _WIDE), np.float32))
        made = network.forward(names)
    except cv2.error as error:
        raise GatepostError(f"{name} is no model of YuNet that this OpenCV ({cv2.__version__}) can run") from error
    for output, numbers in zip(names, made, strict=True):
        kind, _, stride = output.partition("_")
        expected = _HIGH * _WIDE // int(stride) ** 2 * _OUTPUTS[kind]
        if np.size(numbers) != expected:
            raise GatepostError(f"{name} is no model of YuNet: {output} has {np.size(numbers)} numbers for {expected}")
    return model_of(onnx)
