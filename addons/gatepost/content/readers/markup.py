"""HTML and XML: pages as people read them, and data with the names of what they are.

An XML file that is not well formed is still read as browsers and editors show it. The rule to keep: a file that declares
entities is not read further, because what it says is only known by expanding them.
"""

import re
from collections.abc import Iterator

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import declared_in, decode
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Passage, Piece
from gatepost.content.markup import read_page
from gatepost.content.textual import BEGINNING, Kind, kind
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, parse

_PIECE = 1 << 16
_WIDEST = 4  # bytes of a character
_ENTITY = re.compile(rb"<!ENTITY\s")
_TAG = re.compile(rb"<(?:html|body|p|div|span|br|b|i|a|table|td|li|h[1-6])[\s>/]", re.IGNORECASE)
# Runs of a paragraph, in whatever format: what does not end a line.
_INLINE = frozenset({"r", "t", "span", "b", "i", "em", "strong", "a", "s", "u", "sub", "sup", "font", "tspan", "rPr"})
_UNNAMED = _INLINE | {"", "p", "para", "text", "title", "td", "tc", "li"}  # whose names say nothing of their text
_BLANK_LINES = re.compile(r"\n\s{1,1000}")


def _is_page(data: Data) -> bool:
    told = kind(data)
    return told is Kind.HTML or (told is Kind.PLAIN and _TAG.search(data[:BEGINNING]) is not None)


def _is_xml(data: Data) -> bool:
    return kind(data) is Kind.XML


def _read_page(data: Data, budget: Budget) -> Iterator[Piece]:
    most = budget.left("characters") * _WIDEST
    beginning = data[:BEGINNING].decode("latin-1")
    seen = False
    for piece in read_page(decode(data[:most], declared_in(beginning)), budget):
        seen = True
        yield piece
    if not seen:
        yield Passage(text="")
    if len(data) > most:
        raise Unreadable("too-large")


class _Lines:
    """A sink: a line for each stretch of text, behind the name of what it is, and for each attribute and comment."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._begun = ""
        self._names = LocalNames()
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("too-large")
        self._border(name)
        self._begun = self._names[name]
        for key, value in attributes.items():
            if not key.startswith("xmlns") and value.strip():
                self.said.append(f"\n{self._names[key]}: {value}\n")

    def end(self, name: str) -> None:
        self._depth -= 1
        self._begun = ""
        self._border(name)

    def text(self, text: str) -> None:
        if self._begun not in _UNNAMED and not text.isspace():
            self.said.append(f"{self._begun}\n")
            self._begun = ""
        self.said.append(text)

    def comment(self, text: str) -> None:
        self.said.append(f"\n{text}\n")

    def _border(self, name: str) -> None:
        if self._names[name] not in _INLINE:
            self.said.append("\n")


def _read_xml(data: Data, budget: Budget) -> Iterator[Piece]:
    if _ENTITY.search(data):
        raise Unreadable("corrupt")
    seen = False
    try:
        for text in cut(_texts(data), budget):
            seen = True
            yield Passage(text=text)
    except Unreadable as error:
        if error.reason != "corrupt":
            raise
        yield from _read_page(data, budget)
    else:
        if not seen:
            yield Passage(text="")


def _texts(data: Data) -> Iterator[str]:
    lines = _Lines()
    for _ in parse((data[start : start + _PIECE] for start in range(0, len(data), _PIECE)), lines, lines.comment):
        said, lines.said = lines.said, []
        yield _BLANK_LINES.sub("\n", "".join(said))


FORMATS = (
    Format(name="html", looks=_is_page, read=_read_page),
    Format(name="xml", looks=_is_xml, read=_read_xml),
)
