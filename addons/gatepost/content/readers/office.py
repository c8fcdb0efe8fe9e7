"""Word, Excel and PowerPoint files, and their kin with macros and templates, become what is in them, hidden or not.

What the document says of itself comes first and what stands on each of its pages next, so that no long text is ahead of
them when the budget is spent; then the parts in the order in which a person comes to them: text, notes, comments, charts and
pictures where they belong. A slide or a sheet is a page. The rule to keep: a part that nothing here knows is still read, as
XML or as a file of its own, and one that cannot be read is said to be so without the others.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from gatepost.content.apart import read_apart
from gatepost.content.budget import Budget, Unreadable
from gatepost.content.flow import Flow, read_flow
from gatepost.content.format import Data, Format, Inner, Label, Passage, Piece
from gatepost.content.legacy.binary_workbook import area, words_beside
from gatepost.content.legacy.excel import MOST_CELLS
from gatepost.content.legacy.excel import read_cells as read_binary_cells
from gatepost.content.office.cells import Cells, read_cells
from gatepost.content.office.numbers import Shown
from gatepost.content.office.package import Package, Part, Reference
from gatepost.content.office.pivots import read_definition, read_records
from gatepost.content.office.properties import as_lines, labels, read_properties
from gatepost.content.office.vocabulary import OFFICE
from gatepost.content.office.workbook import Formats, Sheets, Strings, read_sheets
from gatepost.content.sampling import sample
from gatepost.content.stretches import stretches, stretches_by_page
from gatepost.content.xml import Sink, parse
from gatepost.content.zip_records import Entry
from gatepost.content.zips import mentions, read_rest

_CONTENT_TYPES = re.compile(rb"\[content_types\]\.xml", re.IGNORECASE)
_PROPERTIES = frozenset({"core-properties", "extended-properties", "custom-properties", "classificationlabels"})
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_PAGES = _SHEETS | {"slide"}
_ON_EACH_PAGE = frozenset({"header", "footer", "slideMaster", "slideLayout", "notesMaster", "handoutMaster"})
_PROMPTING = frozenset({"slideLayout", "slideMaster", "notesMaster", "handoutMaster"})
# Files of their own, whatever they begin with: a picture may be XML, and so may a web page that was put in.
_FILES = frozenset({"image", "thumbnail", "aFChunk", "package", "oleObject", "media", "audio", "video"})
# How a printer is set, which font is carried along, and in which order cells are worked out: nobody wrote or sees these.
_UNSEEN = frozenset({"printerSettings", "font", "calcChain"})
_READ_WITH_OTHERS = frozenset({"sharedStrings", "pivotCacheRecords"})
_LONGEST_HEADERS = 4096  # characters; Excel allows 255 in each of six
_UNSEEN_RECORDS = frozenset({"styles", "xlBinaryIndex"})


def _looks(data: Data) -> bool:
    return mentions(data, _CONTENT_TYPES)


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    yield from _Document(data, budget).read()


class _Document:
    """One file while it is read: its package, and what its sheets need to know of each other."""

    def __init__(self, data: Data, budget: Budget) -> None:
        self._data, self._budget = data, budget
        self._package = Package(data, budget)
        self._workbook = ""
        self._sheets = Sheets()
        self._sampled: frozenset[int] = frozenset()
        self._known: tuple[Sequence[str], Mapping[str, Shown]] | None = None
        self._said: set[int] = set()

    def read(self) -> Iterator[Piece]:
        package = self._package
        early = _PROPERTIES | _ON_EACH_PAGE
        walked = sorted(package.walk(self._ordered), key=lambda part: part.kind not in early)
        parts = ((part.page, self._part(part)) for part in walked)
        others = ((None, self._other(entry)) for entry in package.others())
        yield from read_apart(chain(parts, others), package.problems)
        yield from read_rest(self._data, package.listing, self._budget)

    def _other(self, entry: Entry) -> Iterator[Piece]:
        yield Inner(data=self._package.read(entry), name=entry.name)

    def _ordered(self, part: Part, references: Sequence[Reference]) -> Sequence[tuple[Reference, int | None]]:
        """Properties first, sheets and slides in their order, and no way back from these to others of them."""
        if part.kind == "officeDocument":
            return self._by_sheet(part, references)
        if part.page is not None:
            return [(each, None) for each in references if each.kind not in _PROMPTING | {"slide"}]
        return sorted(((each, None) for each in references), key=lambda one: one[0].kind not in _PROPERTIES)

    def _by_sheet(self, part: Part, references: Sequence[Reference]) -> Sequence[tuple[Reference, int | None]]:
        if any(each.kind in _PAGES for each in references) and self._is_xml(part.name):
            self._workbook, self._sheets = part.name, read_sheets(self._package.pieces(part.name))
            self._sampled = frozenset(sample(len(self._sheets.sheets), self._budget.left("pages")))
        pages = {sheet.reference: page for page, sheet in enumerate(self._sheets.sheets, start=1)}
        last = len(pages) + 1
        return sorted(
            ((each, pages.get(each.id)) for each in references), key=lambda one: last if one[1] is None else one[1]
        )

    def _part(self, part: Part) -> Iterator[Piece]:
        if part.kind not in _UNSEEN | _READ_WITH_OTHERS:
            if part.kind in _PAGES:
                self._take_page(part)
            if part.kind in _FILES:
                yield self._file(part)
            elif self._is_xml(part.name):
                yield from self._xml(part)
            else:
                yield from self._records(part)
        outside = [each.target for each in self._package.references(part.name) if each.outside]
        yield from stretches(outside, self._budget, part.page)

    def _take_page(self, part: Part) -> None:
        """Of more sheets or slides than may be read, some of all of them are."""
        if part.page is not None and part.page - 1 not in self._sampled:
            raise Unreadable("too-large")
        self._budget.page()

    def _is_xml(self, name: str) -> bool:
        first = next(self._package.pieces(name), b"")
        return first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))

    def _file(self, part: Part) -> Inner:
        return Inner(data=b"".join(self._package.pieces(part.name)), name=part.name, page=part.page)

    def _records(self, part: Part) -> Iterator[Piece]:
        """A part of an XLSB, or a file of its own."""
        if part.kind == "officeDocument":
            yield from self._binary_cells(part)
        elif part.kind in _SHEETS | {"comments"}:
            yield from stretches(words_beside(b"".join(self._package.pieces(part.name))), self._budget, part.page)
        elif part.kind not in _UNSEEN_RECORDS:
            yield self._file(part)

    def _binary_cells(self, workbook: Part) -> Iterator[Piece]:
        """The cells, if all that their reader opens is paid for, and small enough."""
        package, cells = self._package, 0
        for each in package.references(workbook.name):
            name = package.target(workbook.name, each)
            content = b"".join(package.pieces(name)) if name in package else b""
            cells += area(content) if each.kind in _SHEETS else 0
        if cells > MOST_CELLS:
            raise Unreadable("too-large")
        yield from stretches_by_page(read_binary_cells(self._data, self._budget), self._budget)

    def _xml(self, part: Part) -> Iterator[Piece]:
        if part.kind in _PROPERTIES:
            yield from self._properties(part)
        elif part.kind in _SHEETS and self._workbook:
            yield from self._cells(part)
        elif part.kind == "pivotCacheDefinition":
            yield from self._pivot(part)
        else:
            yield from self._flow(part)

    def _flow(self, part: Part) -> Iterator[Piece]:
        """Text once, however many parts say it: first, even and odd headers are mostly one. What is no XML after all
        (drawings of the nineties are HTML at heart) is given on as a file.
        """
        flow = Flow(OFFICE, self._budget, part.page, hides_prompts=part.kind in _PROMPTING)
        try:
            for passage in read_flow(self._package.pieces(part.name), flow):
                if hash(passage.text) not in self._said:
                    yield passage
                self._said.add(hash(passage.text))
        except Unreadable as error:
            if error.reason != "corrupt":
                raise
            yield self._file(part)

    def _properties(self, part: Part) -> Iterator[Piece]:
        read = read_properties(self._package.pieces(part.name))
        yield from (Label(name="sensitivity-label", value=label) for label in read.labels)
        yield from labels(dict(read.fields))
        yield from stretches(as_lines(read.fields), self._budget)

    def _cells(self, part: Part) -> Iterator[Passage]:
        if self._known is None:
            self._known = self._strings(), self._formats()
        cells = Cells(*self._known)
        rows = read_cells(self._package.pieces(part.name), cells)
        try:
            yield from stretches(rows, self._budget, part.page)
        except Unreadable as error:
            if error.reason == "too-large":
                deque(rows, maxlen=0)  # headers and footers stand behind the cells
                yield from _headers(cells, part.page)
            raise

    def _pivot(self, part: Part) -> Iterator[Passage]:
        """The rows that it remembers, and the values that it lists."""
        definition = read_definition(self._package.pieces(part.name))
        for name in self._of_kind("pivotCacheRecords", part.name):
            yield from stretches(read_records(self._package.pieces(name), definition), self._budget)
        listed = ("\t".join((name, *values)) for name, values in zip(definition.names, definition.values, strict=True))
        yield from stretches(listed, self._budget)

    def _strings(self) -> Sequence[str]:
        """The shared strings, as far as they can be read: cells that have others are read without them."""
        sink = Strings(self._budget)
        self._into(sink, "sharedStrings")
        return sink.strings

    def _formats(self) -> Mapping[str, Shown]:
        sink = Formats()
        self._into(sink, "styles")
        return sink.shown(since_1904=self._sheets.since_1904)

    def _into(self, sink: Sink, kind: str) -> None:
        try:
            for name in self._of_kind(kind, self._workbook):
                deque(parse(self._package.pieces(name), sink), maxlen=0)
        except Unreadable as error:
            self._package.problems.add(error.reason)

    def _of_kind(self, kind: str, referring: str) -> Sequence[str]:
        package = self._package
        names = (package.target(referring, each) for each in package.references(referring) if each.kind == kind)
        return [name for name in names if name in package]


def _headers(cells: Cells, page: int | None) -> Iterator[Passage]:
    """The headers and footers of a sheet for whose cells there was no room: so few words that they are not paid for."""
    if said := "\n".join(cells.headers)[:_LONGEST_HEADERS]:
        yield Passage(text=said, page=page)


FORMATS = (Format(name="office", looks=_looks, read=_read),)
