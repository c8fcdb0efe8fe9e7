"""The agency's corporate symbols in pictures, wherever they stand, however they are printed: `corporate-symbol`.

Each enrolled drawing is compared by its points, and what agrees is checked against the drawing itself, edge by edge and
colour by colour. It deliberately leaves alone the national flag, leaves, and the words of a mark in an ordinary typeface:
a signature counts where its words are. `docs/symbols.md` says how well it sees, and what limits it.
"""

from gatepost.detectors.base import PictureDetector
from gatepost.enrolment import Resources


def build_for_pictures(resources: Resources) -> PictureDetector | None:
    """None where nothing is enrolled. BadIndex where what is enrolled cannot be used."""
    if resources.symbols is None:
        return None
    import cv2  # noqa: PLC0415 - only readers look at pictures; 60 MB that no gateway needs

    from gatepost.detectors.symbols.detector import Symbols  # noqa: PLC0415 - as above
    from gatepost.detectors.symbols.marks import prepare, unpack  # noqa: PLC0415 - as above

    cv2.setNumThreads(1)  # a reader has one core, and may not start threads
    marks = unpack(resources.symbols)
    prepare(marks)
    return Symbols(marks=marks)
