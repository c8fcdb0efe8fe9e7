"""A part that others made -> how a page shows it: as a picture, as text, or as a file to save.

What it is, its first bytes say; what it was said to be only tells text from the rest. The rule to keep: nothing is
decoded, drawn or run by this process. The browser shows pictures of four kinds and text as text; all else it saves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gatepost.events.stored import StoredEvent
from gatepost.evidence.vault import Opened
from gatepost.platforms.media_types import sniff

type How = Literal["picture", "text", "file"]
_MOST_CHARACTERS = 20_000
_LONGEST_CHARACTER = 4  # bytes, in UTF-8
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")
_OFFICE = "application/vnd.openxmlformats-officedocument."
# What a saved file is called at its end. Nothing that a browser or a shell runs is among them.
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/zip": "zip",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One part on the page. `boxes` are the places in it where something was found, in pixels."""

    number: int
    part: str
    media_type: str
    size: int
    how: How
    text: str
    boxes: Sequence[Sequence[int]]


def as_shown(number: int, part: Opened, event: StoredEvent) -> Shown:
    how = _how(part)
    return Shown(
        number=number,
        part=part.part,
        media_type=part.media_type,
        size=len(part.content),
        how=how,
        text=_beginning(part.content) if how == "text" else "",
        boxes=_boxes(part, event) if how == "picture" else (),
    )


def picture_type(part: Opened) -> str:
    """The media type of a picture that a browser may show; empty for anything else."""
    kind = sniff(part.content)
    return kind if kind in _PICTURES else ""


def ending(part: Opened) -> str:
    """The end of a saved file's name. Documents of Office are told from other archives by what they were said to be."""
    kind = sniff(part.content)
    said = part.media_type if kind == "application/zip" and part.media_type.startswith(_OFFICE) else kind
    return _ENDINGS.get(said, "bin")


def _how(part: Opened) -> How:
    if picture_type(part):
        return "picture"
    return "text" if not sniff(part.content) and part.media_type.startswith(_TEXTS) else "file"


def _beginning(content: bytes) -> str:
    return content[: _MOST_CHARACTERS * _LONGEST_CHARACTER].decode("utf-8", "replace")[:_MOST_CHARACTERS]


def _boxes(part: Opened, event: StoredEvent) -> list[Sequence[int]]:
    places = (finding.get("where", {}) for finding in event.get("findings", ()))
    return [place["box"] for place in places if place.get("part") == part.part and len(place.get("box", ())) == 4]
