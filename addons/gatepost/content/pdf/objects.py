"""The objects of a PDF become what is said in them outside of its pages: comments, fields, titles, links, scripts, files.

No list of places is kept, because whatever is a string in an object is somebody's words until it is known to be a
program's. The rule to keep: streams are never unpacked but by qpdf within its own limits, which are set here.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import pikepdf

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Inner, Label, Unread
from gatepost.content.office.properties import labels
from gatepost.content.pictures.xmp import labels_of, words_of

MOST_UNPACKED = 1 << 25  # bytes of one stream: the largest drawings have some 20 MB
_MOST_OBJECTS = 500_000
_MOST_NOTES = 10_000  # of one page
_DEFLATED = 1032  # bytes that one may stand for (https://zlib.net/zlib_tech.html)
_LABEL = "/MSIP_Label_"
# What programs write for programs: identifiers, dates, names of fonts and of characters.
_QUIET = frozenset({"/ID", "/DA", "/CreationDate", "/ModDate", "/M", "/LastModified", "/NM", "/Registry", "/Ordering"})
_QUIET |= {"/CharSet", "/Lang", "/Trapped"}
_SCRIPTS = ("/JS", "/RC", "/RV", "/V")  # strings that may be streams as well

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's file is no news of ours
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    dct_max_memory=MOST_UNPACKED,
    max_stream_filters=4,
    doc_max_warnings=1000,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the objects say: lines of words, and files and facts."""

    lines: list[str] = field(default_factory=list)
    pieces: list[Inner | Label | Unread] = field(default_factory=list)
    page: int | None = None


def read_objects(pdf: pikepdf.Pdf, numbered: Mapping[int, pikepdf.Page], budget: Budget) -> Iterator[Said]:
    """What is said in each object that says something; of these pages, by their numbers, which says what.

    Unreadable for a stream that is larger than any honest one.
    """
    pages = _pages_of_notes(numbered)
    seen: set[tuple[int, int]] = set()
    for number, thing in enumerate(pdf.objects):
        if number >= _MOST_OBJECTS:
            raise Unreadable("too-large")
        if not number % 256:
            budget.check_time()
        if not isinstance(thing, pikepdf.Object):  # a number, or nothing
            continue
        try:
            yield from _read_object(thing, pages.get(thing.objgen), seen, budget)
        except Unreadable as error:
            if error.reason != "corrupt":
                raise
            yield Said(pieces=[Unread(reason="corrupt")])
    yield from _forms(pdf, budget)


def _pages_of_notes(pages: Mapping[int, pikepdf.Page]) -> dict[tuple[int, int], int]:
    """The pages on which comments and fields stand, by their objects."""
    found: dict[tuple[int, int], int] = {}
    things: tuple[pikepdf.Object, ...]
    for number, page in pages.items():
        notes = page.obj.get("/Annots")
        if isinstance(notes, pikepdf.Array):
            dictionaries = (note for note in islice(notes, _MOST_NOTES) if isinstance(note, pikepdf.Dictionary))
            things = (page.obj, notes, *dictionaries)
            found |= {thing.objgen: number for thing in things if thing.is_indirect}
    return found


def _read_object(thing: pikepdf.Object, page: int | None, seen: set[tuple[int, int]], budget: Budget) -> Iterator[Said]:
    if isinstance(thing, pikepdf.Stream) and _is_heavy(thing):
        budget.inflate(len(unpacked(thing)))
    written = thing.to_json(dereference=True)
    if b'"u:' in written or b'"b:' in written or b'"/EF"' in written:
        yield _said(thing, json.loads(written), page, seen, budget)
    elif b'"/Metadata"' in written and thing.get("/Type") == pikepdf.Name.Metadata:
        packet = taken(thing, budget)
        yield Said(list(words_of(packet)), list(labels_of(packet)))


def _said(thing: pikepdf.Object, values: object, page: int | None, seen: set[tuple[int, int]], budget: Budget) -> Said:
    said = Said(list(_words(values)), page=page)
    if isinstance(values, dict):
        if "/Type" not in values:  # as is the case with a document's own fields (14.3.3)
            said.pieces.extend(
                labels({key[1:]: _string(value) for key, value in values.items() if isinstance(value, str)})
            )
        if "/EF" in values:
            said.pieces.extend(_files(thing, seen, budget))
        for key in _SCRIPTS:
            script = thing.get(key) if key in values else None
            if isinstance(script, pikepdf.Stream):
                said.pieces.append(Inner(data=taken(script, budget)))
    return said


def _words(values: object) -> Iterator[str]:
    """The strings in an object, in the order of their keys, so that a field's name stands before its value."""
    waiting = [values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value[key] for key in reversed(value) if key not in _QUIET and not key.startswith(_LABEL))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, str) and (words := _string(value)).strip():
            yield words


def _string(value: str) -> str:
    """Of a string as qpdf writes it: `u:` and its words, or `b:` and its bytes, where accents are in the PDF's own charset.

    What has characters in it that nobody writes is a program's, and no words.
    """
    kind, _, written = value.partition(":")
    if kind == "u":
        return written
    try:
        words = bytes.fromhex(written).decode("pdfdoc") if kind == "b" else ""
    except ValueError:
        return ""
    return words if words.replace("\r", "\n").replace("\n", " ").replace("\t", " ").isprintable() else ""


def _files(thing: pikepdf.Object, seen: set[tuple[int, int]], budget: Budget) -> Iterator[Inner]:
    """The files that a file specification holds, each once. (ISO 32000-2, 7.11.4)"""
    held = thing.get("/EF")
    name = str(thing.get("/UF", thing.get("/F", "")))
    for _, file in held.items() if isinstance(held, pikepdf.Dictionary) else ():
        if isinstance(file, pikepdf.Stream) and file.objgen not in seen:
            seen.add(file.objgen)
            yield Inner(data=taken(file, budget), name=name)


def _forms(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Said]:
    """Forms in XML, whole or in packets that make one text."""
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    packets = [xfa] if isinstance(xfa, pikepdf.Stream) else list(xfa) if isinstance(xfa, pikepdf.Array) else []
    data = b"".join(taken(packet, budget) for packet in packets if isinstance(packet, pikepdf.Stream))
    if data:
        yield Said([], [Inner(data=data)])


def _is_heavy(stream: pikepdf.Stream) -> bool:
    """Whether a stream could be a bomb: deflate packs a thousand bytes into one. (Pixels are counted where they are drawn.)"""
    filters = stream.get("/Filter")
    several = isinstance(filters, pikepdf.Array) and len(filters) > 1
    if stream.get("/Subtype") == pikepdf.Name.Image and not several:
        return False
    return several or int(stream.get("/Length", 0)) * _DEFLATED > MOST_UNPACKED


def taken(stream: pikepdf.Object, budget: Budget) -> bytes:
    """What is in a stream, paid for."""
    data = unpacked(stream)
    budget.inflate(len(data))
    return data


def unpacked(stream: pikepdf.Object) -> bytes:
    """What is in a stream; qpdf's limits are what keeps it small."""
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise Unreadable("too-large" if "limit" in str(error) else "corrupt") from error


def readable(stream: pikepdf.Object) -> bytes:
    """What can be read of a stream, if anything."""
    try:
        return unpacked(stream)
    except Unreadable as error:
        if error.reason == "corrupt":
            return b""
        raise
