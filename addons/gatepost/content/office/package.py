"""A ZIP becomes parts that refer to each other (ECMA-376, part 2): who refers to whom, as what, and on which page.

Programs find a part by the reference to it, whatever its name says, and so does this. Parts that nothing refers to come
last: no program shows them, and they leave with the file all the same. The rule to keep: each part is given out once.
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, local_attributes, parse
from gatepost.content.zip_records import Entry
from gatepost.content.zips import Listing, list_entries, read_entry

MOST_REFERENCES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """From one part to another, or to something outside. `kind` is the last word of its type."""

    id: str
    kind: str
    target: str = field(repr=False)
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part as it is reached: by which kind of reference, and on which page."""

    name: str = field(repr=False)
    kind: str
    page: int | None = None


type Ordered = Callable[[Part, Sequence[Reference]], Sequence[tuple[Reference, int | None]]]


class References:
    """A sink for `.rels` parts."""

    def __init__(self) -> None:
        self.found: list[Reference] = []
        self._names = LocalNames()
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST or len(self.found) > MOST_REFERENCES:
            raise Unreadable("too-large")
        if self._names[name] == "Relationship":
            local = local_attributes(attributes, self._names)
            self.found.append(
                Reference(
                    id=local.get("Id", ""),
                    kind=local.get("Type", "").rpartition("/")[2],
                    target=local.get("Target", ""),
                    outside=local.get("TargetMode") == "External",
                )
            )

    def end(self, name: str) -> None:
        self._depth -= 1

    def text(self, text: str) -> None:
        """References have none."""


class Package:
    """The parts of one file. Names are compared as programs do: without regard to case, from the root."""

    def __init__(self, data: Data, budget: Budget) -> None:
        self.listing: Listing = list_entries(data)
        self._data, self._budget = data, budget
        self._entries: dict[str, list[Entry]] = {}
        for entry in self.listing.entries:
            self._entries.setdefault(_normal(entry.name), []).append(entry)
        self._references: dict[str, tuple[Reference, ...]] = {}
        self.problems = set(self.listing.problems)

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._entries

    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a part holds; where there are several of that name, of the one that the directory lists last."""
        yield from read_entry(self._data, self._entries[name][-1], self._budget)

    def others(self) -> Iterator[Entry]:
        """Entries with the name of another, of which a program reads one and its neighbour the other."""
        for entries in self._entries.values():
            yield from entries[:-1]

    def read(self, entry: Entry) -> bytes:
        return b"".join(read_entry(self._data, entry, self._budget))

    def references(self, name: str) -> tuple[Reference, ...]:
        """What a part refers to (the package itself has no name), as far as that can be read."""
        if name not in self._references:
            self._references[name] = tuple(self._read_references(name))
        return self._references[name]

    def _read_references(self, name: str) -> Sequence[Reference]:
        folder, _, base = name.rpartition("/")
        where = _normal(f"{folder}/_rels/{base}.rels")
        if where not in self._entries:
            return ()
        sink = References()
        try:
            for _ in parse(self.pieces(where), sink):
                pass
        except Unreadable as error:
            self.problems.add(error.reason)
        return sink.found

    def target(self, name: str, reference: Reference) -> str:
        """The name of the part that is referred to."""
        return _normal(posixpath.join(posixpath.dirname("/" + name), unquote(reference.target).partition("#")[0]))

    def walk(self, ordered: Ordered) -> Iterator[Part]:
        """Every part once, in the order in which a person would come to it; `ordered` says what comes next."""
        waiting = [Part(name="", kind="")]
        seen: set[str] = set()
        while waiting:
            part = waiting.pop()
            if part.name in seen:
                continue
            seen.add(part.name)
            if part.name:
                yield part
            following = [
                Part(name=self.target(part.name, reference), kind=reference.kind, page=page or part.page)
                for reference, page in ordered(part, self.references(part.name))
                if not reference.outside
            ]
            waiting.extend(part for part in reversed(following) if part.name in self._entries)
        yield from (Part(name=name, kind="") for name in self._entries if name not in seen and not _is_folder(name))


def _normal(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).strip("/").lower() + ("/" if name.endswith("/") else "")


def _is_folder(name: str) -> bool:
    return name.endswith("/")
