"""The lines of one chain's files -> what holds, what does not, and what nothing vouches for yet.

Three things are checked: that every line is what was chained, that the lines follow one another from the chain's
beginning, and that its heads are signed and true. Lines after the last good head are reported as not covered: they
are chained, but whoever can write the files could have written them anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gatepost.events.breaks import (
    CHANGED,
    CUT,
    DOES_NOT_FOLLOW,
    HEADLESS,
    MISPLACED,
    NO_LINE,
    NOT_SIGNED,
    OTHER_HASH,
    UNFINISHED,
    WRITTEN_ANEW,
    Break,
)
from gatepost.events.chain import Link, genesis, unlink
from gatepost.events.heads import HEAD_EVERY_RECORDS, Head, read_head, signed_by

_MOST_BREAKS = 20  # per file; one wrong line is reason enough to look


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What was found in one file. `unfinished` is a last line without its end."""

    name: str
    records: int
    heads: int
    purged: int
    unfinished: bool
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What was found in one chain. `uncovered` lines at its end are after the last good head."""

    name: str
    files: tuple[FileReport, ...]
    breaks: tuple[Break, ...]
    uncovered: int

    @property
    def unfinished(self) -> bool:
        """Whether the chain ends in the beginning of a line: one is being written, or a crash cut it short."""
        return bool(self.files) and self.files[-1].unfinished

    @property
    def good(self) -> bool:
        return not self.breaks and not any(file.breaks for file in self.files)


@dataclass(slots=True)
class _Walk:
    """How far the chain has been followed."""

    chain: str
    keys: Sequence[Ed25519PublicKey]
    expected: dict[int, str]
    prev: str
    count: int = 0
    covered: int = 0


def verify(
    chain: str,
    files: Iterable[tuple[str, Iterable[bytes]]],
    *,
    keys: Sequence[Ed25519PublicKey],
    heads: Iterable[Head] = (),
) -> ChainReport:
    """Follow a chain through its files, in order. `heads` are copies that were kept elsewhere."""
    expected = {head.count: head.signed for head in heads if head.chain == chain}
    walk = _Walk(chain, keys, expected, genesis(chain))
    reports = tuple(_verify_file(walk, name, lines) for name, lines in files)
    breaks = (*_unfinished(reports[:-1]), *_beyond(walk))
    return ChainReport(name=chain, files=reports, breaks=breaks, uncovered=walk.count - walk.covered)


def _unfinished(files: Sequence[FileReport]) -> Iterator[Break]:
    """A writer that goes on cuts off what is unfinished first, so no file before the last can end so."""
    yield from (Break(UNFINISHED, {"file": file.name}) for file in files if file.unfinished)


def _beyond(walk: _Walk) -> Iterator[Break]:
    """What the end of the chain says about it."""
    last = max(walk.expected, default=0)
    if last > walk.count:
        yield Break(CUT, {"last": last, "here": walk.count})
    if walk.count - walk.covered > 2 * HEAD_EVERY_RECORDS:
        yield Break(HEADLESS, {"lines": walk.count - walk.covered, "every": HEAD_EVERY_RECORDS})


def _verify_file(walk: _Walk, name: str, lines: Iterable[bytes]) -> FileReport:
    breaks: list[Break] = []
    records = heads = purged = 0
    unfinished = False
    for number, line in enumerate(lines, start=1):
        link = unlink(line)
        if not line.endswith(b"\n"):
            unfinished = True
            continue
        if link is None:
            breaks.append(Break(NO_LINE, line=number))
            continue
        records += 1
        breaks += (replace(wrong, line=number) for wrong in _follow(walk, link))
        heads += read_head(link.payload) is not None
        purged += not link.whole and link.purged
    return FileReport(
        name=name,
        records=records,
        heads=heads,
        purged=purged,
        unfinished=unfinished,
        breaks=tuple(breaks[:_MOST_BREAKS]),
    )


def _follow(walk: _Walk, link: Link) -> Iterator[Break]:
    """One step along the chain, and what is wrong with it."""
    good = True
    if link.prev != walk.prev:
        good = False
        yield Break(DOES_NOT_FOLLOW)
    if not link.chained:
        good = False
        yield Break(OTHER_HASH)
    if not link.whole and not link.purged:
        good = False
        yield Break(CHANGED)
    if head := read_head(link.payload):
        wrong = _wrong_head(walk, head, link)
        if wrong:
            yield Break(wrong)
        elif good:
            walk.covered = walk.count + 1
    walk.count, walk.prev = walk.count + 1, link.hash
    if walk.expected.get(walk.count, link.hash) != link.hash:
        yield Break(WRITTEN_ANEW, {"count": walk.count})


def _wrong_head(walk: _Walk, head: Head, link: Link) -> str:
    if not signed_by(link.payload, walk.keys):
        return NOT_SIGNED
    if head != Head(walk.chain, walk.count, walk.prev):
        return MISPLACED
    return ""
