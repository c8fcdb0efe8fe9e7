"""Readings for tests of what reads them."""

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading
from gatepost.folding import text_item
from gatepost.model import Where


def a_reading(text: str) -> Reading:
    """The text as it stands."""
    return next(readings(text_item(Where(part="text"), text)))
