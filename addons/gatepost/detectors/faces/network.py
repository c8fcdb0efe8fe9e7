"""Faces as YuNet sees them: a small network of OpenCV's that tells boxes, and how sure it is of each.

The rule to keep: pictures are brought to one size before they are looked at, because its time grows with the pixels, and it
was trained on faces of 10 to 300 of them.
"""

import cv2
import numpy as np

from gatepost.detectors.faces.counting import Face, Pixels
from gatepost.enrolment.faces import FaceModel

_LONG = 640  # pixels of the long side that faces are looked for at
_LEAST = 32  # pixels of the short one: the network halves it five times
_SURE = 0.8  # of 1; what is below is no face
_OVERLAP = 0.3  # the share from which two are one
_MOST = 500  # places that are weighed against each other


class Network:
    """Sees faces in pictures."""

    def __init__(self, model: FaceModel) -> None:
        cv2.setNumThreads(1)  # the other cores have readers of their own
        onnx = np.frombuffer(model.onnx, np.uint8)
        self._detector = cv2.FaceDetectorYN.create(
            "onnx", onnx, np.empty(0, np.uint8), (_LONG, _LONG), _SURE, _OVERLAP, _MOST
        )

    def __call__(self, pixels: Pixels) -> list[Face]:
        high, wide = pixels.shape[:2]
        share = min(1.0, _LONG / max(high, wide))
        size = max(_LEAST, round(wide * share)), max(_LEAST, round(high * share))
        small = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2BGR)
        self._detector.setInputSize(size)
        _, found = self._detector.detect(small)
        return [] if found is None else [_face(row, wide / size[0], high / size[1]) for row in found]


def _face(row: np.ndarray, across: float, down: float) -> Face:
    """A row has left, top, width and height, five points of the face (which nobody keeps), and how sure it is."""
    left, top, width, height = row[:4]
    box = max(0, round(left * across)), max(0, round(top * down)), round(width * across), round(height * down)
    return Face(box, round(min(1.0, float(row[14])), 2))
