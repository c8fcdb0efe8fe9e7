"""What a detector is.

A detector is one module or package in this package with a function `build(resources) -> Detector`; every such module is used.
It sees readings of texts (`reading.py`) and tags, never a file or a request, and says what it saw with a place and a confidence. It never carries
the text it found: excerpts are made, redacted, where all findings of a text are known (`content/redaction.py`).
"""

from collections.abc import Iterator
from typing import Protocol

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.model import Finding, Picture, Tag


class Detector(Protocol):
    @property
    def name(self) -> str:
        """The module's name; it stands in findings, metrics and the corpus."""

    @property
    def labels(self) -> frozenset[str]:
        """The labels that it can report; two detectors may not report the same one."""

    @property
    def reads(self) -> frozenset[View]:
        """The views that it is shown: `USUAL`, or `EVERY` when what it finds cannot be chance in reversed or rotated letters."""

    def hints(self) -> Hints:
        """A reading that has none of them is not shown to this detector. Empty: it sees all. Asked once, if at all: they
        may take a second to make, and are known from the last time where nothing that they are made of has changed.
        """

    @property
    def whole(self) -> bool:
        """Whether it sees a long text whole (what it finds is told by what stands far away: by a table's other rows, or
        by the top of a page), or the sections of it that a hint stands in.
        """

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        """What it sees in one reading of a text, or in a tag. What several readings show is said once, by whoever asks."""


class PictureDetector(Protocol):
    """One that looks at pictures: a module or package here with `build_for_pictures(resources) -> PictureDetector | None`.

    None: this machine has not what it takes, or there is nothing to look for. Only readers look at pictures, so its
    libraries are imported when it is built, and not with the module.
    """

    @property
    def name(self) -> str:
        """The module's name."""

    @property
    def labels(self) -> frozenset[str]:
        """The labels that it can report."""

    def detect(self, picture: Picture) -> Iterator[Finding]:
        """What it sees, with a box in pixels of the picture."""
