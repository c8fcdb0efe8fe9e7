"""What a writer finds of its chain when it starts: where to go on, and what a crash left half written.

A record is acknowledged when its whole line, newline included, was given to the system. So what stands after the last
newline was never acknowledged: it is cut off, and the cut is itself put on record. Whole lines are never cut, however
odd they look: whether they are damage or tampering is for `verify` to say, from the evidence.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gatepost.events.chain import genesis, unlink
from gatepost.events.heads import read_head


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """The beginning of a line that was cut off."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """Where a chain goes on: after how many lines, with which hash, and how many since its last head."""

    prev: str
    count: int
    since_head: int
    torn: Torn | None


def resume(chain: str, files: Sequence[Path]) -> Resumed:
    """Cut a torn last line off the newest file, and find the end of the chain."""
    torn = _cut(files[-1]) if files else None
    prev, after = "", 0
    for path in reversed(files):
        for line in reversed(path.read_bytes().splitlines(keepends=True)):
            if (link := unlink(line)) is None:
                continue
            prev = prev or link.hash
            after += 1
            if head := read_head(link.payload):
                return Resumed(prev=prev, count=head.count + after, since_head=after - 1, torn=torn)
    return Resumed(prev=prev or genesis(chain), count=after, since_head=after, torn=torn)


def _cut(path: Path) -> Torn | None:
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    if end == len(content):
        return None
    os.truncate(path, end)
    return Torn(bytes=len(content) - end, sha256=hashlib.sha256(content[end:]).hexdigest())
