"""What a detector is.

A detector is one module in this package with a function `build(resources) -> Detector`; every such module is used.
It sees items, never a file or a request, and says what it saw with a place and a confidence. It never carries
the text it found: excerpts are made, redacted, where all findings of a text are known (`content/redaction.py`).
"""

from collections.abc import Iterator
from typing import Protocol

from gatepost.model import Finding, Item


class Detector(Protocol):
    @property
    def name(self) -> str:
        """The module's name; it stands in findings, metrics and the corpus."""

    @property
    def labels(self) -> frozenset[str]:
        """The labels that it can report; two detectors may not report the same one."""

    @property
    def hints(self) -> frozenset[str]:
        """Folded substrings: a text that has none of them, in any reading, is not shown to this detector. Empty: it sees all."""

    def detect(self, item: Item) -> Iterator[Finding]:
        """What it sees in this item."""
