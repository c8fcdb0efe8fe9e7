"""Security markings of the Government of Canada, English and French: `classification`."""

from gatepost.detectors.markings.detector import build

__all__ = ["build"]
