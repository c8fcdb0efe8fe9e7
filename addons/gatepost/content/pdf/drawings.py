"""What a page shows beside its text: pictures, and shapes that are more than lines and boxes.

Letterheads repeat on every page, so that what was drawn at the same places before need not be looked at again. The rule to
keep: a picture that asks for more pixels than the budget has is never drawn, and neither is its page.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # it has no types

from gatepost.content.budget import Budget, Unreadable

raw = pypdfium2.raw

type Place = tuple[float, float, float, float]  # left, bottom, right, top in points

_MOST_LOOKED_AT = 20_000  # things on a page: behind so many, a page is looked at whole
_FEW_SEGMENTS = 8  # a box has five; a letter that is drawn has a dozen
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """The places of a page's pictures and shapes."""

    pictures: tuple[Place, ...]
    shapes: tuple[Place, ...]
    all_seen: bool


def drawings(page: pypdfium2.PdfPage, budget: Budget) -> Drawings:
    """What a page shows beside its text. Unreadable for a picture that is too large."""
    pictures: list[Place] = []
    shapes: list[Place] = []
    looked_at = 0
    for looked_at, (outermost, thing) in enumerate(_things(page)):
        if looked_at >= _MOST_LOOKED_AT:
            break
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            _check_size(thing, budget)
            pictures.append(_place(outermost))
        elif kind == raw.FPDF_PAGEOBJ_SHADING or (
            kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_CountSegments(thing) > _FEW_SEGMENTS
        ):
            shapes.append(_place(outermost))
    return Drawings(pictures=tuple(pictures), shapes=tuple(shapes), all_seen=looked_at < _MOST_LOOKED_AT)


def _things(page: pypdfium2.PdfPage) -> Iterator[tuple[object, object]]:
    """What is drawn, with the outermost form that it is part of: of what is within a form, only that has a known place."""
    for number in range(raw.FPDFPage_CountObjects(page)):
        outermost = raw.FPDFPage_GetObject(page, number)
        for thing in _parts(outermost, 1):
            yield outermost, thing


def _parts(thing: object, depth: int) -> Iterator[object]:
    if depth < _DEEPEST and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
        for number in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _parts(raw.FPDFFormObj_GetObject(thing, number), depth + 1)
    else:
        yield thing


def _check_size(picture: object, budget: Budget) -> None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = raw.FPDFImageObj_GetImagePixelSize(picture, width, height)
    if known and width.value * height.value > budget.allowance.pixels:
        raise Unreadable("too-large")


def _place(thing: object) -> Place:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *sides)
    left, bottom, right, top = (round(side.value) for side in sides)
    return left, bottom, right, top
