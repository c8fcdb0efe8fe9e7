"""OpenDocument texts, sheets and slides, packed or as one XML file, become what is in them, hidden or not.

The names are those of ODF 1.3, part 3. A sheet or a slide is a page. Cells carry what they show as text, so there is no
arithmetic. The rule to keep: styles are read as well, because headers, footers and master pages stand there.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from gatepost.content.apart import read_apart
from gatepost.content.budget import Budget, Unreadable
from gatepost.content.flow import Flow, Vocabulary, read_flow
from gatepost.content.format import Data, Format, Inner, Piece
from gatepost.content.inflating import stored
from gatepost.content.office.properties import as_lines, labels, read_properties
from gatepost.content.stretches import stretches
from gatepost.content.zips import list_entries, mentions, read_entry, read_rest

_CONTENT = re.compile(rb"content\.xml")
_MANIFEST = re.compile(rb"META-INF/manifest\.xml")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # byte order marks and blanks
_FLAT = re.compile(rb"<(?:\w{1,20}:)?document\b[^>]{0,8192}urn:oasis:names:tc:opendocument:xmlns:office:1\.0")
_BINARY = re.compile(rb"binary-data>([A-Za-z0-9+/=\s]{1,})<")
_FIRST_FEW = 16 * 1024
_MANIFEST_NAME = "META-INF/manifest.xml"
_EARLY = ("meta.xml", "styles.xml")  # properties, headers and footers: a long text must not be ahead of them
_UNSEEN = frozenset({"mimetype", "layout-cache"})  # which says what this is; where pages broke the last time
_CAPTION = frozenset({"title"})
_NAME = frozenset({"name"})

_ODF = Vocabulary(
    # The latter four stand within a paragraph and are read by themselves.
    paragraphs=frozenset({"p", "h", "annotation", "note", "title", "desc"}),
    rows=frozenset({"table-row"}),
    cells=frozenset({"table-cell", "covered-table-cell"}),
    inline=frozenset(),
    marks={"tab": "\t", "s": " ", "line-break": "\n"},
    attributes={
        "table": _NAME,
        "page": _NAME,
        "section": _NAME,
        "user-field-decl": frozenset({"name", "string-value"}),
        "variable-set": frozenset({"string-value"}),
        "help-message": _CAPTION,
        "error-message": _CAPTION,
        "content-validation": frozenset({"condition"}),
        "named-expression": _NAME,
        "database-range": _NAME,
    },
    # Where binary data stands in a flat file, it is read as what it is.
    quiet=frozenset({"binary-data", "config-item", "DigestValue", "SignatureValue", "X509Certificate", "Modulus"}),
    pages=frozenset({"page"}),
    repeats=frozenset({"number-columns-repeated", "c"}),
)
_SHEETS = replace(_ODF, pages=frozenset({"table"}))


def _looks(data: Data) -> bool:
    return mentions(data, _CONTENT) and mentions(data, _MANIFEST)


def _looks_flat(data: Data) -> bool:
    first = data[:_FIRST_FEW]
    return first.lstrip(_BEFORE_XML)[:1] == b"<" and _FLAT.search(first) is not None


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    listing = list_entries(data)
    entries = sorted(listing.entries, key=lambda entry: not entry.name.endswith(_EARLY))
    parts = {entry.name: partial(read_entry, data, entry, budget) for entry in entries}
    # An encrypted document's parts are no encrypted entries: the manifest alone knows.
    if any(b"encryption-data" in piece for piece in _pieces(parts, _MANIFEST_NAME)):
        raise Unreadable("encrypted")
    is_sheets = any(b"spreadsheet" in piece for piece in _pieces(parts, "mimetype"))
    each = ((entry.name, partial(read_entry, data, entry, budget)) for entry in entries)
    yield from read_apart(
        ((None, _part(name, pieces, budget, is_sheets=is_sheets)) for name, pieces in each), listing.problems
    )
    yield from read_rest(data, listing, budget)


type _Pieces = Callable[[], Iterator[bytes]]


def _pieces(parts: Mapping[str, _Pieces], name: str) -> Iterator[bytes]:
    return parts[name]() if name in parts else iter(())


def _part(name: str, pieces: _Pieces, budget: Budget, *, is_sheets: bool) -> Iterator[Piece]:
    if name in _UNSEEN or name.endswith("/"):
        return
    if not name.endswith((".xml", ".rdf")):
        yield Inner(data=b"".join(pieces()), name=name)
    elif name.endswith("meta.xml"):
        yield from _properties(pieces(), budget)
    elif next(pieces(), b""):  # an empty one says that there is nothing
        yield from read_flow(pieces(), Flow(_SHEETS if is_sheets else _ODF, budget))


def _properties(pieces: Iterable[bytes], budget: Budget) -> Iterator[Piece]:
    fields = read_properties(pieces, within="meta").fields
    yield from labels(dict(fields))
    yield from stretches(as_lines(fields), budget)


def _read_flat(data: Data, budget: Budget) -> Iterator[Piece]:
    is_sheets = b"opendocument.spreadsheet" in data[:_FIRST_FEW]
    yield from _properties(stored(data, 0, len(data), budget), budget)
    pieces = stored(data, 0, len(data), budget)
    yield from read_flow(pieces, Flow(_SHEETS if is_sheets else _ODF, budget))
    for match in _BINARY.finditer(data):
        budget.inflate(len(match[1]))
        yield Inner(data=b64decode(match[1]))


FORMATS = (
    Format(name="opendocument", looks=_looks, read=_read),
    Format(name="flat-opendocument", looks=_looks_flat, read=_read_flat),
)
