"""Gatepost holds what leaves an agency's network for social platforms to the agency's social media guidelines."""

__version__ = "0.1.0"
