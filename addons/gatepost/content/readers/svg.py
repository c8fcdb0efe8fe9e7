"""SVG: its words as text, the files within it, and how it looks, drawn without asking anything outside for anything.

What resvg is given is written anew from what was parsed: without a document type, without instructions, and without any
reference that does not point into the picture itself, since resvg opens files that it is pointed to. The rule to keep: a
reference is kept when it is known to be harmless, never because nothing is known against it.
"""

import base64
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes
from xml.sax.saxutils import escape, quoteattr

import resvg_py
from PIL import Image as Pillow

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Inner, Passage, Piece
from gatepost.content.pictures.plain import plain
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, parse

_SIDE = 1600  # pixels, the longer one of the drawing
_MOST_DRAWN = 50_000  # elements, each counted as often as it is used: a second or two
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}>\s*|<!--(?:[^-]|-[^-]){0,5000}-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\]\s*)?>\s*)"
    rb"{0,20}<(?:[A-Za-z_][\w.-]{0,50}:)?svg[\s>/]",
    re.IGNORECASE,
)
_HEAD = 12_000
_PIECE = 64 * 1024
_REFERENCES = frozenset({"href", "src"})
_SAID = frozenset({"title", "label", "aria-label", "alt", "aria-description"})
_UNSEEN = frozenset({"style", "script"})
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp|svg\+xml)[;,])", re.IGNORECASE)
_DATA = re.compile(r"\s*data:[^,;]{0,100}(?:;(?!base64)[^,;]{0,100}){0,5}(;base64)?,", re.IGNORECASE)


class _Rewritten:
    """The picture written anew, with what was read on the way."""

    def __init__(self) -> None:
        self.markup: list[str] = []
        self.said: list[str] = []
        self.files: list[bytes] = []
        self._names = LocalNames()
        self._open: list[str] = []
        self._ids: list[str] = [""]
        self._drawn: Counter[str] = Counter()
        self._used: defaultdict[str, list[str]] = defaultdict(list)

    def start(self, name: str, attributes: Attributes) -> None:
        local = self._names[name]
        if len(self._open) >= DEEPEST:
            raise Unreadable("too-deep")
        self._open.append(local)
        self._ids.append(attributes.get("id", self._ids[-1]))
        if attributes.get("id"):
            self._used[self._ids[-2]].append(attributes["id"])
        self._drawn[self._ids[-1]] += 1
        kept = {key: value for key, value in attributes.items() if self._kept(local, key, value)}
        self.markup.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")
        if local == "tspan" and not kept.keys().isdisjoint({"y", "dy"}):
            self.said.append("\n")
        self.said += [f"\n{value}\n" for key, value in attributes.items() if self._names[key] in _SAID]

    def _kept(self, element: str, name: str, value: str) -> bool:
        if self._names[name] not in _REFERENCES:
            return True
        if element == "use" and value.strip().startswith("#"):
            self._used[self._ids[-1]].append(value.strip()[1:])
        if (packed := _DATA.match(value)) is not None:
            content = value[packed.end() :]
            self.files.append(base64.b64decode(content) if packed.group(1) else unquote_to_bytes(content))
        return _INSIDE.match(value) is not None

    def end(self, name: str) -> None:
        self.markup.append(f"</{name}>")
        if self._open.pop() != "tspan":
            self.said.append("\n")
        self._ids.pop()

    def text(self, text: str) -> None:
        self.markup.append(escape(text))
        if self._open[-1] not in _UNSEEN:
            self.said.append(text)

    def drawn(self) -> int:
        """How many elements would be drawn, each as often as it is used. What uses itself, resvg refuses."""
        known: dict[str, int] = {}

        def count(place: str, within: frozenset[str]) -> int:
            if place in within or len(within) > DEEPEST:
                return 0
            if place not in known:
                inner = within | {place}
                parts = (count(used, inner) for used in self._used[place])
                known[place] = min(self._drawn[place] + sum(parts), _MOST_DRAWN + 1)
            return known[place]

        return count("", frozenset())


def _looks(data: Data) -> bool:
    head = bytes(data[:_HEAD])
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "replace").encode()
    return _ROOT.match(head) is not None


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    budget.inflate(len(data))
    rewritten = _Rewritten()
    for _ in parse((data[at : at + _PIECE] for at in range(0, len(data), _PIECE)), rewritten):
        budget.check_time()
    lines = (" ".join(line.split()) for line in "".join(rewritten.said).splitlines())
    text = "\n".join(filter(None, lines))
    if text:
        budget.characters(len(text))
        yield Passage(text=text)
    yield from (Inner(data=file) for file in rewritten.files)
    if rewritten.drawn() > _MOST_DRAWN:
        raise Unreadable("too-large")
    budget.picture(_SIDE, _SIDE)
    picture = resvg_py.svg_to_bytes(svg_string="".join(rewritten.markup), width=_SIDE, height=_SIDE)
    with Pillow.open(io.BytesIO(picture), formats=("PNG",)) as drawn:
        yield from plain(drawn)


FORMATS = (Format(name="svg", looks=_looks, read=_read),)
