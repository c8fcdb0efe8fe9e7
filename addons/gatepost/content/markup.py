"""An HTML page becomes its lines as a person reads them, and everything in it that a person does not see at first.

Text flows through elements that are inline and ends with those that are not; cells of a row are one line with tabs. Hidden
elements, comments, scripts, titles and values of fields are read like the rest. The rule to keep: the page is fed to the
parser in small pieces with a look at the clock between, because a page can be written so that each letter takes longer.
"""

import binascii
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from gatepost.content.budget import Budget
from gatepost.content.cutting import cut
from gatepost.content.format import Inner, Passage

_PIECE = 1 << 14
# What does not end a line; all other elements do.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1:place",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_AS_WRITTEN = frozenset({"pre", "textarea", "script", "style", "xmp", "plaintext", "listing"})
_WORDS = frozenset(
    {
        "alt", "title", "placeholder", "value", "content", "label", "summary", "abbr", "srcdoc", "href",
        "action", "cite", "aria-label", "aria-description", "aria-placeholder", "aria-valuetext",
        "aria-roledescription",
    }
)  # fmt: skip
_SECTION = "<![CDATA["
_LINE_BREAKS = re.compile(r"\n[\n\t ]{1,1000}")
_DATA = re.compile(r"data:[\w/+.;=-]{0,200},", re.IGNORECASE)
_IN_STYLE = re.compile(r"url\(\s{0,9}[\"']?(data:[^\"')\s]{1,10000000})", re.IGNORECASE)

type _Attributes = list[tuple[str, str | None]]


def read_page(page: str, budget: Budget) -> Iterator[Passage | Inner]:
    """The passages of a page and the files in its `data:` addresses."""
    parser = _Page()
    for text in cut(_lines(page, parser, budget), budget):
        yield Passage(text=text)
        yield from parser.files(budget)
    yield from parser.files(budget)


def _lines(page: str, parser: "_Page", budget: Budget) -> Iterator[str]:
    start = 0
    while start < len(page):
        budget.check_time()
        # What is still open is looked at again with each piece: twice as much each time is linear in all.
        end = start + max(_PIECE, len(parser.rawdata))
        parser.take(page[start:end])
        yield parser.said()
        start = end
    # What was never closed is text. (The parser's own end would look for the end of each one in all the rest.)
    yield f"\n{parser.rawdata}"


class _Page(HTMLParser):
    """Collects what is said; `said` and `files` take what was collected since."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._files: list[str] = []
        self._as_written = 0

    def take(self, piece: str) -> None:
        """As `feed`, which in newer versions of Python puts short pieces aside, so that nobody could tell what is left."""
        self.rawdata += piece
        self.goahead(end=False)

    def said(self) -> str:
        text = "".join(self._said)
        self._said = []
        return _LINE_BREAKS.sub("\n", text)

    def files(self, budget: Budget) -> Iterator[Inner]:
        found, self._files = self._files, []
        for address in found:
            data = _data(address)
            budget.inflate(len(data))
            if data:
                yield Inner(data=data)

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if tag in _CELLS:
            self._said.append("\t")
        else:
            self._border(tag)
        self._as_written += tag in _AS_WRITTEN
        for name, value in attrs:
            if value:
                self._attribute(name, value)

    def handle_endtag(self, tag: str) -> None:
        self._as_written -= tag in _AS_WRITTEN and self._as_written > 0
        if tag not in _CELLS:
            self._border(tag)

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._as_written:
            self._said.append(_IN_STYLE.sub(self._kept, data))
        else:
            words = " ".join(data.split())
            self._said.append(f"{' ' * data[:1].isspace()}{words}{' ' * (data[-1:].isspace() and bool(words))}")

    def handle_comment(self, data: str) -> None:
        self._said.append(f"\n{data}\n")

    def handle_decl(self, decl: str) -> None:
        if not decl.lower().startswith("doctype html"):
            self.handle_comment(decl)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Sections of SGML that HTML does not have are comments to browsers; older parsers of Python's give up on them."""
        if self.rawdata.startswith(_SECTION, i) or len(self.rawdata) < i + len(_SECTION):
            return super().parse_marked_section(i, report)
        return self.parse_bogus_comment(i)

    def unknown_decl(self, data: str) -> None:
        self._said.append(data.removeprefix("CDATA["))

    def handle_pi(self, data: str) -> None:
        if not data.startswith("xml "):
            self.handle_comment(data)

    def _border(self, tag: str) -> None:
        if tag not in _INLINE:
            self._said.append("\n")

    def _attribute(self, name: str, value: str) -> None:
        if _DATA.match(value):
            self._files.append(value)
        elif name == "style":
            _IN_STYLE.sub(self._kept, value)
        elif name in _WORDS or name.startswith("data-"):
            self._said.append(f"\n{value}\n")

    def _kept(self, match: re.Match[str]) -> str:
        self._files.append(match[1])
        return ""


def _data(address: str) -> bytes:
    """The file in a `data:` address. (RFC 2397)"""
    head, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    if not head.lower().rstrip().endswith(";base64"):
        return data
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
