"""What is found inside one file of a post: read as items, each looked at by the detectors, with excerpts made on the spot.

This runs where hostile bytes are opened (`gatepost.readers`), so that nothing leaves that process but findings. The rule
to keep: findings come one by one, as soon as they are known, because the process may not live to tell them at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.content.budget import Budget
from gatepost.content.format import Box, Data, Passage
from gatepost.content.reading import Read, Reader
from gatepost.content.redaction import redact
from gatepost.detectors import Detectors, detect_all
from gatepost.detectors.base import PictureDetector
from gatepost.model import Finding, Item, Picture, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Everything that looks into files."""

    reader: Reader
    detectors: Detectors
    of_pictures: Sequence[PictureDetector]

    def look_inside(self, part: str, data: Data, budget: Budget, labels: frozenset[str]) -> Iterator[Finding]:
        """The findings of these labels in a file that is this part of a post, and `uninspectable` for what was not seen."""
        for read in self.reader.read(part, data, budget):
            if isinstance(read, Finding):
                yield read
            elif isinstance(read.item, Picture):
                yield from self._in_picture(read.item, labels)
            else:
                yield from (_boxed(finding, read) for finding in self._in_item(read.item, labels))

    def look_at(self, text: Text, labels: frozenset[str]) -> Iterator[Finding]:
        """The findings of these labels in a text of the post's own, too long to be looked at where others wait."""
        yield from self._in_item(text, labels)

    def _in_item(self, item: Item, labels: frozenset[str]) -> Iterable[Finding]:
        return redact(detect_all((item,), self.detectors, labels), (item,))

    def _in_picture(self, picture: Picture, labels: frozenset[str]) -> Iterator[Finding]:
        for detector in self.of_pictures:
            if not labels.isdisjoint(detector.labels):
                seen = (finding for finding in detector.detect(picture) if finding.label in labels)
                yield from (_sized(finding, (picture.width, picture.height)) for finding in seen)


def _boxed(finding: Finding, read: Read) -> Finding:
    """With the box around the words that it was found in, where they were read from a picture."""
    boxes = _boxes(read.passage, finding.where.span) if read.passage and finding.where.span else ()
    boxed = replace(finding, where=replace(finding.where, box=_around(boxes))) if boxes else finding
    return _sized(boxed, read.size) if read.size else boxed


def _sized(finding: Finding, size: tuple[int, int]) -> Finding:
    """With the size of the picture that its box is in, so that somebody who has not the picture sees where in it."""
    width, height = size
    return (
        replace(finding, details=(*finding.details, ("picture", f"{width}x{height}"))) if finding.where.box else finding
    )


def _boxes(passage: Passage, span: tuple[int, int]) -> Sequence[Box]:
    return [box for start, end, box in passage.words if start < span[1] and span[0] < end]


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top
