"""Pictures whose copies are told: withdrawn ones, ones not released yet, and published ones.

What is kept of each is its prints (`prints.py`), never the picture. The rule to keep: this module is read by every
process, so it holds plain values and imports no library of pictures.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from gatepost.enrolment.symbols import BadIndex

VERSION = 1  # of what is in an index, and of how prints are made
MOST_PICTURES = 1000  # a picture that is posted is compared with all of them in some milliseconds
_HEADER = re.compile(rb"gatepost documents (?P<version>[0-9]{1,6}) (?P<digest>[0-9a-f]{64})\n")
_LONGEST_HEADER = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An enrolled document; findings name its `id`. From `public_at` on it may be shown (None: never)."""

    id: str
    public_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyIndex:
    """What pictures are compared with: numbers, packed; `digest` is theirs."""

    digest: str
    packed: bytes = field(repr=False)


def to_bytes(packed: bytes) -> bytes:
    """The index as a file: what it is, which version, and the digest of all that follows."""
    return f"gatepost documents {VERSION} {hashlib.sha256(packed).hexdigest()}\n".encode() + packed


def from_bytes(data: bytes) -> CopyIndex:
    """The index out of its file, unaltered since it was made, or BadIndex."""
    header = _HEADER.match(data[:_LONGEST_HEADER])
    packed = data[header.end() :] if header else b""
    digest = hashlib.sha256(packed).hexdigest()
    if not header or int(header["version"]) != VERSION or digest != header["digest"].decode():
        raise BadIndex(
            "the index of documents is damaged or another version's: remove it, and enrol the documents again"
        )
    return CopyIndex(digest=digest, packed=packed)
