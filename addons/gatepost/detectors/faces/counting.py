"""Faces that something sees in a picture become one finding: how many there are, and where the largest is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gatepost.model import Finding, Picture

_SMALLEST = 22  # pixels of a picture's short side; no face is found in less


type Box = tuple[int, int, int, int]  # left, top, width, height
type Pixels = npt.NDArray[np.uint8]


class Face(NamedTuple):
    """Where it is in the picture, and how sure that is."""

    box: Box
    confidence: float


type Look = Callable[[Pixels], Sequence[Face]]


class Faces:
    """Counts faces; see `detectors/faces`."""

    name = "faces"
    labels = frozenset({"person-pictured"})

    def __init__(self, look: Look) -> None:
        self._look = look

    def detect(self, picture: Picture) -> Iterator[Finding]:
        if min(picture.width, picture.height) < _SMALLEST:
            return
        pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
        faces = self._look(pixels)
        if not faces:
            return
        largest = max(faces, key=lambda face: face.box[2])
        yield Finding(
            detector=self.name,
            label="person-pictured",
            details=(("count", str(len(faces))),),
            confidence=largest.confidence,
            where=replace(picture.where, box=largest.box),
        )
