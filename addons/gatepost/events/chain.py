"""An event -> one line of the journal, chained to the line before.

A line is one JSON object: the payload in its canonical form (keys sorted, no spaces, ASCII), then `digest`, `hash` and
`prev`. `digest` is the SHA-256 of the payload, and `hash` that of `prev` and `digest`: the chain runs over digests, so
that a payload may be taken out when its time is over and the chain still holds. A change, a removal or another order
shows at the next line; that nobody wrote the whole chain anew is what signed heads are for (`heads.py`).

The rule to keep: the canonical form never changes. What is verified is the bytes of the line, not a reading of them.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from gatepost.model import Event

SCHEMA = 1
PURGED_FIELDS = frozenset({"schema", "id", "kind", "at", "about", "number", "purged"})  # what a purged payload may keep
_OWN_FIELDS = frozenset({"schema", "id", "kind", "at", "about", "purged", "digest", "hash", "prev"})

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode
_TAIL = re.compile(rb',"digest":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","prev":"([0-9a-f]{64})"\}\n\Z')
_TAIL_BYTES = len(',"digest":"","hash":"","prev":""}\n') + 3 * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One line taken apart. `payload` is its canonical JSON."""

    payload: bytes
    digest: str
    hash: str
    prev: str

    @property
    def whole(self) -> bool:
        """Whether the payload is the one that was chained."""
        return hashlib.sha256(self.payload).hexdigest() == self.digest

    @property
    def chained(self) -> bool:
        """Whether the hash is that of the digest and the previous hash."""
        return _chain(self.prev, self.digest) == self.hash

    @property
    def purged(self) -> bool:
        """Whether the payload says that it was taken out, and says nothing else."""
        try:
            fields = json.loads(self.payload)
        except (ValueError, RecursionError):
            return False
        return isinstance(fields, dict) and fields.get("purged") is True and fields.keys() <= PURGED_FIELDS


def genesis(chain: str) -> str:
    """What the first line of a chain is chained to: its name, so that no chain passes for another."""
    return hashlib.sha256(f"gatepost journal {chain}".encode()).hexdigest()


def rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def payload(event: Event) -> bytes:
    """The canonical JSON of an event."""
    if not _OWN_FIELDS.isdisjoint(event.fields):
        raise ValueError(f"fields of an event cannot be called {sorted(_OWN_FIELDS & event.fields.keys())}")
    own = {"schema": SCHEMA, "id": event.id, "kind": event.kind, "at": rfc3339(event.at)}
    if event.about:
        own["about"] = event.about
    return canonical(own | dict(event.fields))


def canonical(fields: Mapping[str, object]) -> bytes:
    return _encode(fields).encode("ascii")


def link(prev: str, content: bytes) -> tuple[bytes, str]:
    """The line for a payload, and its hash, which is `prev` for the next."""
    digest = hashlib.sha256(content).hexdigest()
    own = _chain(prev, digest)
    return b'%b,"digest":"%b","hash":"%b","prev":"%b"}\n' % (
        content[:-1],
        digest.encode("ascii"),
        own.encode("ascii"),
        prev.encode("ascii"),
    ), own


def unlink(line: bytes) -> Link | None:
    """A line with its newline, taken apart; None when it is not a line of a journal."""
    tail = _TAIL.search(line, max(0, len(line) - _TAIL_BYTES))
    if tail is None or not line.startswith(b"{"):
        return None
    digest, own, prev = (group.decode("ascii") for group in tail.groups())
    return Link(line[: tail.start()] + b"}", digest, own, prev)


def _chain(prev: str, digest: str) -> str:
    return hashlib.sha256(f"{prev}{digest}".encode("ascii")).hexdigest()
