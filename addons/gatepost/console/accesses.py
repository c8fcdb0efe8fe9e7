"""The console's journals -> what people did in it, newest first: events `access`, and `policy` for what they changed.

Read backwards from the journals themselves, as these are the record: what an auditor sees does not wait for an index.
How much is read for one page is bounded; `before` goes on from there.
"""

import json
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from gatepost.events.chain import unlink
from gatepost.events.files import chains, is_consoles

PAGE = 100
_MOST_BYTES = 64 * 1024 * 1024
_KINDS = {b'"access"': "access", b'"policy"': "policy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One thing that was done. `by` and `account` are ids of accounts; `more` is what else it says."""

    id: str
    at: datetime
    did: str
    by: str
    account: str
    about: str
    more: Mapping[str, object]


def accesses(journals: Path, *, before: str = "", by: str = "", did: str = "") -> list[Access]:
    """A page of them; `before` is the id of the last one of the page before."""
    found = (
        access
        for access in _newest_first(journals)
        if (not before or access.id < before) and by in ("", access.by) and did in ("", access.did)
    )
    return list(islice(found, PAGE))


def _newest_first(journals: Path) -> Iterator[Access]:
    """One console after another; where several wrote at a time, sorted within what a page reads."""
    paths = [path for chain, files in chains(journals).items() if is_consoles(chain) for path in files]
    left = _MOST_BYTES
    for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True):
        for line in _backwards(path):
            left -= len(line)
            if left < 0:
                return
            if access := _access(line):
                yield access


def _backwards(path: Path) -> Iterator[bytes]:
    """The whole lines of a file, last first."""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end = content.rfind(b"\n")
        while end >= 0:
            begin = content.rfind(b"\n", 0, end)
            yield content[begin + 1 : end + 1]
            end = begin


def _access(line: bytes) -> Access | None:
    link = unlink(line)
    if link is None or not any(word in link.payload for word in _KINDS):
        return None
    told: dict[str, Any] = json.loads(link.payload)
    if told.get("kind") not in _KINDS.values():
        return None
    known = ("id", "at", "did", "by", "account", "about")
    texts = {name: str(told.get(name, "")) for name in known}
    texts["did"] = texts["did"] or str(told.get("change", ""))
    more = {name: value for name, value in told.items() if name not in (*known, "schema", "kind", "change", "gateway")}
    return Access(**texts | {"at": datetime.fromisoformat(texts["at"])}, more=more)  # type: ignore[arg-type] # all texts but one
