"""Copies of enrolled pictures: compressed again, resized, squashed, mirrored, framed, or with a little cut off.

Not found: a picture turned askew or shown small within another, and one that much was written over. Charts of one
template with other figures are not copies of each other. The rule to keep: whether a document is public by now is not
for readers to say (`published.py`), so what is found in a file once holds for always.
"""

from gatepost.detectors.base import PictureDetector
from gatepost.enrolment import Resources


def build_for_pictures(resources: Resources) -> PictureDetector | None:
    if resources.copies is None:
        return None
    from gatepost.detectors.copies.comparing import Copies  # noqa: PLC0415 - only readers load libraries of pictures

    return Copies(resources.copies)
