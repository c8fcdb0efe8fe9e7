"""Records of respondents, pasted as a table or told as a list: `microdata`, its value the number of rows."""

from gatepost.detectors.microdata.detector import build

__all__ = ["build"]
