"""Embargo notices: `embargo`, English and French, with the time that they state."""

from gatepost.detectors.embargo.detector import build

__all__ = ["build"]
