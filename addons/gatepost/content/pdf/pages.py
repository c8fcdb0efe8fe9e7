"""The pages of a PDF become their text, and pictures of what is not text in them.

Comments, stamps and fields are drawn into the page first, so that they are read where they stand. Most pages are text and
nothing else, and are never drawn. The rule to keep: text that a page only shows, in a picture, in shapes or in letters
that say they are others, is read from a picture of the page.
"""

import unicodedata
from collections.abc import Iterator

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # it has no types

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.cutting import cut
from gatepost.content.format import Image, Passage, Unread
from gatepost.content.pdf.drawings import Drawings, Place, drawings

raw = pypdfium2.raw

_DOTS_TO_READ, _DOTS_TO_SEE = 200, 130  # an inch; letters of 6 points are read at 200, marks of 3 mm seen at 130
_POINTS = 72  # an inch
_LARGEST = 3840 * 2160  # pixels of a page
_LITTLE_TEXT = 40  # characters: a page number, a header, a stamp of the scanner
_LARGE_SHARE = 0.25  # of the page: that much in pictures is a scan, or a slide
_MOST_PARTS = 6  # pictures of a page that are read by themselves
_SMALLEST = 12.0  # points: lower than that no picture holds a line
_MANY_SHAPES = 150  # text that is drawn as shapes has one for each letter
_SAMPLE = 64  # characters that are asked whether they are known
_WRONG = 0.1  # of a sample: with more, the letters are not those that are seen
_BROKEN_WORD = "\ufffe"  # what pdfium gives for a hyphen at the end of a line, and the line's end


class Pages:
    """The pages of one document, in the order in which they are asked for."""

    def __init__(self, document: pypdfium2.PdfDocument, budget: Budget) -> None:
        self._document, self._budget = document, budget
        self._seen: set[Drawings] = set()

    def read(self, number: int) -> Iterator[Passage | Image | Unread]:
        """One page; they count from 1."""
        page = self._opened(number - 1)
        try:
            text, is_known = _text(page)
            for stretch in cut((text,), self._budget):
                yield Passage(text=stretch, page=number)
            yield from self._looked_at(page, number, has_text=is_known and len(text.strip()) >= _LITTLE_TEXT)
            if not text.strip():
                yield Passage(text="", page=number)  # it was seen, and there is nothing
        finally:
            page.close()

    def _opened(self, index: int) -> pypdfium2.PdfPage:
        page = self._document[index]
        if raw.FPDFPage_GetAnnotCount(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = self._document[index]
        return page

    def _looked_at(self, page: pypdfium2.PdfPage, number: int, *, has_text: bool) -> Iterator[Image | Unread]:
        try:
            shown = drawings(page, self._budget)
        except Unreadable as error:
            yield Unread(reason=error.reason, page=number)
            return
        width, height = page.get_size()
        if not has_text or _is_shown_whole(shown, width * height):
            yield self._drawn(page, number, _DOTS_TO_READ, read=False)
        elif (shown.pictures or shown.shapes) and shown not in self._seen:
            self._seen.add(shown)
            yield self._drawn(page, number, _DOTS_TO_SEE, read=True)
            for place in dict.fromkeys(shown.pictures):
                if place[3] - place[1] >= _SMALLEST:
                    yield self._drawn(page, number, _DOTS_TO_READ, read=False, place=place)

    def _drawn(
        self, page: pypdfium2.PdfPage, number: int, dots: int, *, read: bool, place: Place | None = None
    ) -> Image:
        margins = _margins(page, place) if place else (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = margins
        width, height = page.get_size()
        width, height = max(width - left - right, 1.0), max(height - bottom - top, 1.0)
        scale = min(dots / _POINTS, (_LARGEST / (width * height)) ** 0.5)
        self._budget.picture(int(width * scale) + 1, int(height * scale) + 1)
        bitmap = page.render(scale=scale, crop=margins, rev_byteorder=True, no_smoothtext=False)
        pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        return Image(width=pixels.shape[1], height=pixels.shape[0], pixels=pixels.tobytes(), page=number, read=read)


def _margins(page: pypdfium2.PdfPage, place: Place) -> Place:
    """What is left of a page around a place: at its left, bottom, right and top."""
    width, height = page.get_size()
    x, y, *_ = page.get_cropbox()
    left, bottom, right, top = place[0] - x, place[1] - y, place[2] - x, place[3] - y
    return max(left, 0.0), max(bottom, 0.0), max(width - right, 0.0), max(height - top, 0.0)


def _is_shown_whole(shown: Drawings, area: float) -> bool:
    """Whether a page is to be read from its picture, because much of it is one."""
    pictures = sum(max(right - left, 0) * max(top - bottom, 0) for left, bottom, right, top in shown.pictures)
    many = len(set(shown.pictures)) > _MOST_PARTS or len(shown.shapes) > _MANY_SHAPES
    return many or pictures > _LARGE_SHARE * area or not shown.all_seen


def _text(page: pypdfium2.PdfPage) -> tuple[str, bool]:
    """The text of a page, and whether it is the one that is seen."""
    layer = page.get_textpage()
    try:
        text = layer.get_text_range().replace(_BROKEN_WORD, "-\n").replace("\r\n", "\n")
        return text, _share_unknown(layer) <= _WRONG and _share_odd(text) <= _WRONG
    finally:
        layer.close()


def _share_unknown(layer: pypdfium2.PdfTextPage) -> float:
    """How many characters of a sample the fonts have no letters for."""
    count = layer.count_chars()
    sample = range(0, count, max(1, count // _SAMPLE))
    unknown = [place for place in sample if raw.FPDFText_HasUnicodeMapError(layer, place) == 1]
    return len(unknown) / max(len(sample), 1)


def _share_odd(text: str) -> float:
    """How many characters are no text's: private ones, unassigned ones, controls, signs for what is missing."""
    odd = [character for character in set(text) if not character.isspace() and _is_odd(character)]
    return sum(map(text.count, odd)) / max(len(text), 1)


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in {"Co", "Cn", "Cc"}
