"""Public sources and figures: `source-cited` and `statistic`."""

from gatepost.detectors.citations.detector import build

__all__ = ["build"]
