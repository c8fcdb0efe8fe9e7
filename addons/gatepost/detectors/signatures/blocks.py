"""E-mail signatures: lines of a text become the places of blocks that end a letter from the agency.

A block opens with somebody's name; below it stand the agency, alone on its line or with a title before it or a place
behind it (or its e-mail address), and something else that such blocks have: a title, a classification, a division, a
telephone number. The rule to keep: what opens with no name is an address, and what has nothing else a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources

SHORT = 100  # characters: a line of a signature is no sentence
_LONG = 400  # characters: prose, which is not looked into
_BELOW = 8  # lines of a block below the name of the person, at most
_MANY_LINES = 400
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LINE = re.compile(r"[^\n]+")
_BARS = re.compile(r"\s*[|\u2022\u00b7]\s*")
_PERSON = re.compile(
    r"([^\W\d_][\w.'-]{0,24}) {1,3}(?:[^\W\d_][\w.'-]{0,24} {1,3}){0,2}([^\W\d_][\w.'-]{1,24})"  # two to four words
    r"(?:\s?[,(|~-]\s?([\w./|,) '-]{1,60}))?"  # a degree, pronouns, a title
)
_CONTACT = re.compile(
    r"\b(?:tel|cell|fax|phone|telephone|mobile)\b\.? ?:|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\w@[\w-]{1,40}\.\w"
)
_GROUP = re.compile(r"(?<!\w)[a-z]{2}-0?\d{1,2}(?!\w)")  # a classification of the public service: EC-05, AS-02
_ADDRESS = re.compile(r"([\w.-]{1,60})@(?:statcan(?:\.gc)?|canada)\.ca(?!\w)")
_AGENCY_LINE = re.compile(
    r"(?P<title>[^\n]{0,60}?)(?P<link>[,/|@(-]\s?|\b(?:at|chez|a|with) )?"
    r"A{3,60}(?:[\W_]{1,5}[AG]{3,60}){0,4}(?:[\W_]{0,4}$|\s?[,|(/-]\s?(?P<rest>[^\n]{0,80}))"
)
# Three words or more with small ones among them, below a name that stands apart: no list has that beside the agency.
_TITLE_LIKE = re.compile(r"[a-z][a-z'-]{1,20}(?:,? [a-z'&-]{1,20}){2,5}")
_PROSE = re.compile(r"\b(?:i|i'm|my|we|we're|is|are|was|has|have|je|j'|mon|ma|mes|est|sont|nous|c'est|ont)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a part of one between bars: where it is in the reading, and its folded text with names marked."""

    start: int
    end: int
    marked: str


def lines_of(marked: str) -> list[Line]:
    """The lines that have a word on them, without what decorates them."""
    return [line for match in _LINE.finditer(marked) if (line := _bare(marked, *match.span()))]


def _bare(marked: str, start: int, end: int) -> Line | None:
    if end - start > _LONG:
        return Line(start=start, end=end, marked=marked[start:end])
    text = marked[start:end]
    bare = _EDGES.sub("", text)
    start += text.find(bare)
    return Line(start=start, end=start + len(bare), marked=bare) if bare else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Finds signature blocks; see the module."""

    titles: re.Pattern[str]
    units: re.Pattern[str]
    not_people: re.Pattern[str]

    def find(self, reading: Reading, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
        for place, line in enumerate(lines[:_MANY_LINES]):
            parts = _parts(line)
            below = parts[1:] if len(parts) > 2 else lines[place + 1 : place + 1 + _BELOW]
            end = self._end(reading, parts[0] if len(parts) > 2 else line, below, on_one_line=len(parts) > 2)
            if end:
                yield line.start, end

    def _end(self, reading: Reading, first: Line, below: Sequence[Line], *, on_one_line: bool) -> int | None:
        """Where the signature ends that opens with this line, when it is one."""
        person = _PERSON.fullmatch(first.marked) if below and len(first.marked) <= SHORT else None
        if person is None or self._is_no_name(person):
            return None
        agency, reached, titled = None, False, self._titled(person[3] or "")
        apart = reading.folded.endswith("\n\n", 0, first.start)
        for line in below:
            if len(line.marked) > SHORT:
                break
            named = self._names_agency(line)
            address = _ADDRESS.search(reading.folded, line.start, line.end)
            reached = reached or _CONTACT.search(line.marked) is not None
            titled = titled or (self._titled(line.marked) and not _PROSE.search(line.marked))
            titled = titled or (apart and _TITLE_LIKE.fullmatch(line.marked) is not None)
            agency = line if named or address else agency
            signed = address is not None and person[2].strip(".") in address[1]
            if agency and (signed or self._named(reading, first, person)) and (reached or (titled and not on_one_line)):
                return line.end
        return None

    def _is_no_name(self, person: re.Match[str]) -> bool:
        name = person.string[: person.end(2)]
        return any(kind.search(name) for kind in (self.titles, self.units, self.not_people)) or "AAA" in name

    def _titled(self, marked: str) -> bool:
        return any(kind.search(marked) for kind in (self.titles, self.units, _GROUP))

    def _names_agency(self, line: Line) -> bool:
        match = _AGENCY_LINE.fullmatch(line.marked)
        if match is None or _PROSE.search(match["rest"] or ""):
            return False
        title = match["title"].strip()
        return not title or (match["link"] is not None and self._titled(title) and not _PROSE.search(title))

    @staticmethod
    def _named(reading: Reading, first: Line, person: re.Match[str]) -> bool:
        """Whether both the first and the last name are written as names are."""
        starts = (first.start + person.start(1), first.start + person.start(2))
        return all(reading.written(start, start + 1)[:1].isupper() for start in starts)


def blocks(resources: Resources) -> Blocks:
    return Blocks(
        titles=phrase_pattern(resources, "roles", "titles"),
        units=phrase_pattern(resources, "signature-units"),
        not_people=phrase_pattern(resources, "not-people"),
    )


def _parts(line: Line) -> list[Line]:
    """What stands between the bars of a line, or the line."""
    if len(line.marked) > _LONG or not any(bar in line.marked for bar in "|\u2022\u00b7"):
        return [line]
    parts: list[Line] = []
    start = 0
    for text in _BARS.split(line.marked):
        start = line.marked.index(text, start)
        parts.append(Line(start=line.start + start, end=line.start + start + len(text), marked=text))
        start += len(text)
    return [part for part in parts if part.marked]
