"""Passwords, keys and tokens: `credential`, its value the kind."""

from gatepost.detectors.credentials.detector import build

__all__ = ["build"]
