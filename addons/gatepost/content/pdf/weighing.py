"""A page's drawing is weighed before it is drawn: how many bytes of instructions it comes to with all forms in it.

A form may draw others, and each of these others again: twenty of them make a million drawings out of two kilobytes, and no
library counts them. One that draws itself makes pdfium end its process. The rule to keep: what a page comes to is worked out
from each form's own instructions once.
"""

import re
from collections import Counter

import pikepdf

from gatepost.content.budget import Unreadable
from gatepost.content.pdf.objects import readable

MOST_INSTRUCTIONS = 1 << 26  # bytes of one page
_OF_A_FORM = 1 << 12  # bytes that pdfium keeps for each form that is drawn, whatever is in it
_DEEPEST = 28  # forms in forms; pdfium stops there as well
_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]{1,127})\s{1,9}Do\b")


class DrawsItselfError(ValueError):
    """A form is part of itself: what is on the page has no end."""


class Known(dict[tuple[int, int], int]):
    """What the forms of a document come to, as far as they were weighed; `_OPEN` while one is."""


_OPEN = -1


def weigh(page: pikepdf.Page, known: Known) -> int:
    """How many bytes of instructions a page comes to; `known` are the forms of the document that were weighed before.

    DrawsItselfError for a page that must not be drawn at all.
    """
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    own = b"\n".join(readable(stream) for stream in streams if isinstance(stream, pikepdf.Stream))
    resources = _resources(page.obj)
    drawn = sum(_weigh_form(form, resources, known, 1) for form in _appearances(page))
    return drawn + _weigh(own, resources, known, 0)


def _resources(node: pikepdf.Object) -> pikepdf.Object:
    """The resources of a page: its own, or else those of what it is part of. (ISO 32000-2, 7.7.3.4)"""
    for _ in range(_DEEPEST):
        parent = node.get("/Parent")
        if "/Resources" in node or not isinstance(parent, pikepdf.Dictionary):
            break
        node = parent
    return node.get("/Resources", pikepdf.Dictionary())


def _appearances(page: pikepdf.Page) -> list[pikepdf.Object]:
    """How comments, stamps and fields look: forms as well. (ISO 32000-2, 12.5.5)"""
    annotations = page.obj.get("/Annots")
    looks = [
        annotation.get("/AP", pikepdf.Dictionary()).get("/N")
        for annotation in (annotations if isinstance(annotations, pikepdf.Array) else ())
        if isinstance(annotation, pikepdf.Dictionary)
    ]
    return [look for look in looks if isinstance(look, pikepdf.Stream)]


def _weigh_form(form: pikepdf.Object, outer: pikepdf.Object, known: Known, depth: int) -> int:
    key = form.objgen
    if key not in known:
        known[key] = _OPEN
        resources = form.get("/Resources", outer)
        known[key] = _weigh(readable(form), resources, known, depth)
    if known[key] == _OPEN:
        raise DrawsItselfError
    return known[key]


def _weigh(instructions: bytes, resources: pikepdf.Object, known: Known, depth: int) -> int:
    things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    weight = len(instructions)
    if isinstance(things, pikepdf.Dictionary):
        for name, times in Counter(_DRAWN.findall(instructions)).items():
            thing = things.get("/" + name.decode("latin-1"))
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form:
                if depth >= _DEEPEST:
                    raise Unreadable("too-large")
                weight += times * (_OF_A_FORM + _weigh_form(thing, resources, known, depth + 1))
    if weight > MOST_INSTRUCTIONS:
        raise Unreadable("too-large")
    return weight
