"""The XML of a document becomes its lines: paragraphs, rows with tabs, captions, and whatever else holds words.

What the names of elements mean is a table (`Vocabulary`), one for each family of formats. Where a table is silent, words
are a line of their own: an element that nobody thought of is still read. A paragraph with tracked changes is two lines, as
it is and as it was. The rule to keep: nothing is left out but what no program shows and no person wrote (`quiet`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Passage
from gatepost.content.stretches import stretches_by_page
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, parse

_LETTER = re.compile(r"[^\W\d_]")
_SHORT_CELL = 200  # characters: a row of such cells is a row of a table, one of longer ones is how a page is laid out
_WIDEST = 256  # columns
_MOST_REPEATED = 64  # empty cells, blanks: more than a person would see as a distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What elements mean, by their local names."""

    paragraphs: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    inline: frozenset[str]  # what stands right in these belongs to the paragraph; none named: what stands in any
    marks: Mapping[str, str]  # elements that are characters
    attributes: Mapping[str, frozenset[str]]  # those that hold words
    quiet: frozenset[str] = frozenset()  # what stands right in these nobody wrote
    pages: frozenset[str] = frozenset()  # each begins a page
    added: frozenset[str] = frozenset()  # tracked changes
    removed: frozenset[str] = frozenset()
    not_marks: frozenset[str] = frozenset()  # within these, marks are settings
    repeats: frozenset[str] = frozenset()  # attributes that say how often a cell or a mark stands there
    prompts: frozenset[str] = frozenset()  # elements that make their shape a place to type in
    shape: str = ""


type _Start = Callable[[str, Attributes], None]
type _End = Callable[[], None]


@dataclass(slots=True)
class _Paragraph:
    now: list[str] = field(default_factory=list)
    was: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    times: int


class Flow:
    """A sink that collects lines in `done`, each with its page."""

    def __init__(
        self, vocabulary: Vocabulary, budget: Budget, page: int | None = None, *, hides_prompts: bool = False
    ) -> None:
        self.budget = budget
        self.done: list[tuple[int | None, str]] = []
        self._vocabulary, self._page, self._hides_prompts = vocabulary, page, hides_prompts
        self._names = LocalNames()
        self._open: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[list[_Cell]] = []
        self._aside: list[str] = []
        self._added = self._removed = self._fallback = 0
        self._prompting = False
        self._chosen: set[str] | None = None
        self._starts, self._ends = self._actions(vocabulary)

    def _actions(self, vocabulary: Vocabulary) -> tuple[dict[str, _Start], dict[str, _End]]:
        """What is done where an element begins and where it ends."""
        table: tuple[tuple[Iterable[str], _Start | None, _End | None], ...] = (
            (vocabulary.marks, self._mark, None),
            (vocabulary.paragraphs, self._begin_paragraph, self._end_paragraph),
            (vocabulary.rows, self._begin_row, self._end_row),
            (vocabulary.cells, self._begin_cell, None),
            (vocabulary.pages, self._begin_page, None),
            (vocabulary.added, self._begin_added, self._end_added),
            (vocabulary.removed, self._begin_removed, self._end_removed),
            (("Choice",), self._begin_choice, None),
            (("Fallback",), self._begin_fallback, self._end_fallback),
            (vocabulary.prompts, self._begin_prompt, None),
            ((vocabulary.shape,), None, self._end_shape),
        )
        starts = {name: start for names, start, _ in table for name in names if start}
        ends = {name: end for names, _, end in table for name in names if end}
        return starts, ends

    def start(self, name: str, attributes: Attributes) -> None:
        local = self._names[name]
        if self._aside:
            self._flush_aside()
        self._open.append(local)
        if len(self._open) > DEEPEST:
            raise Unreadable("too-large")
        if local in self._starts:
            self._starts[local](local, attributes)
        if local in self._vocabulary.attributes:
            self._read_attributes(self._vocabulary.attributes[local], attributes)

    def end(self, name: str) -> None:
        if self._aside:
            self._flush_aside()
        local = self._open.pop()
        if local in self._ends:
            self._ends[local]()

    def text(self, text: str) -> None:
        place, vocabulary = self._open[-1], self._vocabulary
        if place in vocabulary.inline:
            self._write(text)
        elif place in vocabulary.quiet:
            return
        elif vocabulary.inline:
            self._aside.append(text)
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            self._aside.append(text)
            return
        if not self._removed:
            self._paragraphs[-1].now.append(text)
        if not self._added:
            self._paragraphs[-1].was.append(text)

    def _flush_aside(self) -> None:
        text = "".join(self._aside).strip()
        self._aside.clear()
        if _LETTER.search(text):
            self._emit(text)

    def _read_attributes(self, wanted: frozenset[str], attributes: Attributes) -> None:
        for name, value in attributes.items():
            if self._names[name] in wanted and _LETTER.search(value):
                self._emit(value)

    def _emit(self, line: str) -> None:
        """One more line: of the page, or of the cell that is open. A fallback only says what the choice did not."""
        if self._prompting or (self._fallback and self._chosen and line in self._chosen):
            return
        if self._chosen is not None and not self._fallback:
            self._chosen.add(line)
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].lines.append(line)
        else:
            self.done.append((self._page, line))

    def _begin_paragraph(self, local: str, attributes: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        now, was = "".join(paragraph.now).strip(), "".join(paragraph.was).strip()
        if now:
            self._emit(now)
        if was and was != now:
            self._emit(was)

    def _begin_row(self, local: str, attributes: Attributes) -> None:
        self._rows.append([])

    def _begin_cell(self, local: str, attributes: Attributes) -> None:
        if self._rows:
            self._rows[-1].append(_Cell(times=self._repeated(attributes)))

    def _end_row(self) -> None:
        cells = self._rows.pop() if self._rows else []
        joined = [" ".join(cell.lines).replace("\n", " ") for cell in cells]
        if all(len(cell) <= _SHORT_CELL for cell in joined):
            repeated = (text for text, cell in zip(joined, cells, strict=True) for _ in range(cell.times))
            line = "\t".join(islice(repeated, _WIDEST)).rstrip("\t")
            if line:
                self._emit(line)
        else:
            for cell in cells:
                for line in cell.lines:
                    self._emit(line)

    def _repeated(self, attributes: Attributes) -> int:
        written = next((attributes[name] for name in attributes if self._names[name] in self._vocabulary.repeats), "1")
        return max(1, min(int(written), _MOST_REPEATED)) if written.isdecimal() and len(written) < 10 else 1

    def _mark(self, local: str, attributes: Attributes) -> None:
        parent = self._open[-2] if len(self._open) > 1 else ""
        if parent not in self._vocabulary.not_marks and self._paragraphs:
            self._write(self._vocabulary.marks[local] * self._repeated(attributes))

    def _begin_page(self, local: str, attributes: Attributes) -> None:
        if not self._rows:
            self.budget.page()
            self._page = (self._page or 0) + 1

    def _begin_added(self, local: str, attributes: Attributes) -> None:
        self._added += 1

    def _end_added(self) -> None:
        self._added -= 1

    def _begin_removed(self, local: str, attributes: Attributes) -> None:
        self._removed += 1

    def _end_removed(self) -> None:
        self._removed -= 1

    def _begin_choice(self, local: str, attributes: Attributes) -> None:
        if self._chosen is None:
            self._chosen = set()

    def _begin_fallback(self, local: str, attributes: Attributes) -> None:
        self._fallback += 1

    def _end_fallback(self) -> None:
        self._fallback -= 1

    def _begin_prompt(self, local: str, attributes: Attributes) -> None:
        """Of the places to type in, footers, headers and dates hold what somebody typed."""
        self._prompting = self._hides_prompts and attributes.get("type", "body") not in {"ftr", "hdr", "dt", "sldNum"}

    def _end_shape(self) -> None:
        self._prompting = False


def read_flow(pieces: Iterable[bytes], flow: Flow) -> Iterator[Passage]:
    """The passages of an XML part, page by page."""
    yield from stretches_by_page(_lines(pieces, flow), flow.budget)


def _lines(pieces: Iterable[bytes], flow: Flow) -> Iterator[tuple[int | None, str]]:
    try:
        for _ in parse(pieces, flow):
            done, flow.done = flow.done, []
            yield from done
    except Unreadable:
        yield from flow.done
        raise
