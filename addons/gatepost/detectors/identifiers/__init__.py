"""Identifiers of persons and businesses, English and French: `personal-identifier`, its value the kind."""

from gatepost.detectors.identifiers.detector import build

__all__ = ["build"]
