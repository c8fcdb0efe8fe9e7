"""The departmental signature and agency e-mail signatures, as text: `signature`."""

from gatepost.detectors.signatures.detector import build

__all__ = ["build"]
