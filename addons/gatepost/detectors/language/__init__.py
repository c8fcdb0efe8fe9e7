"""Language that would not be acceptable in the workplace: `profanity` (strong, mild) and `abuse` (agency, person, group)."""

from gatepost.detectors.language.detector import build

__all__ = ["build"]
