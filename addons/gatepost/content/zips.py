"""A ZIP becomes its entries: those that its directory lists, and those that only stand in the file.

A ZIP says everything twice, in the directory at its end and in a header before each entry, and programs differ in which
they believe. Nor does a stated size bind anyone. So both sides are read: an entry as often as there are opinions about it,
and to its own end. The rule to keep: no byte of the file belongs to two listed entries, because bombs are made of that
(https://www.bamsoftware.com/hacks/zipbomb/); the later one is `corrupt`.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Inner, Passage, Piece
from gatepost.content.inflating import STREAMS, stored, unpack
from gatepost.content.zip_records import Entry, find_directory, listed, local, unlisted

MOST_ENTRIES = 20_000  # twenty times what large documents have

_ENCRYPTED, _ENDS_ITSELF = 0x1, 0x2  # flags (4.4.4)
_METHODS = {8: "deflate", 12: "bzip2", 93: "zstandard"}  # 4.4.5
_STORED, _LZMA = 0, 14
_DESCRIPTOR = 24  # 4.3.9: the most that may follow an entry and is nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a ZIP consists of: its entries in the order in which they stand, the stretches that belong to none, its
    comment, and the reasons why not everything could be listed.
    """

    entries: tuple[Entry, ...]
    strangers: tuple[tuple[int, int], ...]
    comment: str = field(repr=False)
    problems: frozenset[str]


def looks_like_zip(data: Data) -> bool:
    """Whether there is a directory at the end, or, where that is cut off, an entry at the beginning."""
    return data[:4] == b"PK\x03\x04" or find_directory(data) is not None


def mentions(data: Data, name: re.Pattern[bytes]) -> bool:
    """Whether the directory has such a name."""
    directory = find_directory(data)
    return directory is not None and name.search(data, directory.start, directory.end) is not None


def list_entries(data: Data) -> Listing:
    """Everything that is in a ZIP, by both of its sides."""
    directory = find_directory(data)
    told = list(islice(listed(data, directory), MOST_ENTRIES)) if directory else [None]
    whole = [entry for entry in told if entry is not None]
    apart = _apart(whole)
    entries = [opinion for entry in apart for opinion in _opinions(data, entry)]
    strangers = []
    for start, end in _gaps(apart, directory.start if directory else len(data)):
        found = list(unlisted(data, start, end, MOST_ENTRIES))
        entries += found
        if (found[0].header if found else end) - start > _DESCRIPTOR:
            strangers.append((start, found[0].header if found else end))
    problems = {"corrupt"} if len(apart) < len(told) else set()
    if max(len(told), len(entries)) >= MOST_ENTRIES:
        problems.add("too-large")
    return Listing(
        entries=tuple(sorted(entries, key=lambda entry: entry.header)[:MOST_ENTRIES]),
        strangers=tuple(strangers[:MOST_ENTRIES]),
        comment=directory.comment if directory else "",
        problems=frozenset(problems),
    )


def read_entry(data: Data, entry: Entry, budget: Budget) -> Iterator[bytes]:
    """What an entry holds, in pieces that are paid for. Unreadable where it cannot be read, or not to its end."""
    if entry.flags & _ENCRYPTED:
        raise Unreadable("encrypted")
    if entry.size > budget.left("inflated"):
        raise Unreadable("too-large")  # at once, so that something is left for the others
    if entry.method == _STORED:
        yield from stored(data, entry.start, entry.end, budget)
    elif entry.method == _LZMA:
        packed = _as_lzma(data[entry.start : entry.end], entry)
        yield from unpack(STREAMS["lzma"](), packed, 0, len(packed), budget)
    elif entry.method in _METHODS:
        yield from unpack(STREAMS[_METHODS[entry.method]](), data, entry.start, entry.end, budget)
    else:
        raise Unreadable("unknown-format")


def read_rest(data: Data, listing: Listing, budget: Budget) -> Iterator[Piece]:
    """What a ZIP holds besides its entries: its comment, and what stands around them."""
    if listing.comment.strip():
        budget.characters(len(listing.comment))
        yield Passage(text=listing.comment)
    for start, end in listing.strangers:
        yield Inner(data=b"".join(stored(data, start, end, budget)))


def _as_lzma(packed: bytes, entry: Entry) -> bytes:
    """5.8.8 puts a version and a length before the properties; lzma's own files have the size behind them."""
    size = b"\xff" * 8 if entry.flags & _ENDS_ITSELF else struct.pack("<Q", entry.size)
    return packed[4:9] + size + packed[9:]


def _apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that do not reach into one that stands before them."""
    apart: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.header):
        if not apart or entry.header >= apart[-1].end:
            apart.append(entry)
    return apart


def _opinions(data: Data, entry: Entry) -> Iterator[Entry]:
    """An entry as the directory tells it, and as its header does where that says something else."""
    yield entry
    other = local(data, entry.header, entry.end)
    if other and (other.name, other.method, other.packed) != (entry.name, entry.method, entry.packed):
        yield other


def _gaps(entries: Sequence[Entry], end: int) -> Iterator[tuple[int, int]]:
    """What lies before, between and behind these entries."""
    ends = [0, *(entry.end for entry in entries)]
    starts = [*(entry.header for entry in entries), end]
    yield from ((left, right) for left, right in zip(ends, starts, strict=True) if left < right)
