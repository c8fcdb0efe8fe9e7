"""The agency's corporate symbols: what is enrolled of each, and the index that pictures are compared with.

An officer enrols one drawing of each mark. From all of them together an index is built, once, on the machine where they
are enrolled; gateways only read it. The rule to keep: this module is read by every process, so it holds plain values and
imports no library of pictures.
"""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum

from gatepost.errors import GatepostError

VERSION = 1  # of what is in an index, and of how it was made: what an older one says is not compared with
_HEADER = re.compile(rb"gatepost symbols (?P<version>[0-9]{1,6}) (?P<digest>[0-9a-f]{64})\n")
_LONGEST_HEADER = 128


class BadIndex(GatepostError):
    """An index that cannot be used; it says what to do."""


class Kind(StrEnum):
    """What a mark is, which decides what must be seen of it before it counts."""

    SIGNATURE = "signature"  # a flag beside words: the flag alone is everybody's
    WORDMARK = "wordmark"  # a word with a flag in it: the word alone is everybody's too
    ARMS = "arms"
    FLAG_SYMBOL = "flag-symbol"  # a flag in a form that is the agency's own
    MARK = "mark"  # any other logo


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One enrolled mark; findings name its `id`."""

    id: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolIndex:
    """What detectors compare pictures with: numbers, packed; `digest` is theirs."""

    digest: str
    packed: bytes = field(repr=False)


def to_bytes(packed: bytes) -> bytes:
    """The index as a file: what it is, which version, and the digest of all that follows."""
    return f"gatepost symbols {VERSION} {hashlib.sha256(packed).hexdigest()}\n".encode() + packed


def from_bytes(data: bytes) -> SymbolIndex:
    """The index out of its file, unaltered since it was made, or BadIndex."""
    header = _HEADER.match(data[:_LONGEST_HEADER])
    if not header:
        raise BadIndex("this is no index of symbols: `gatepost enrol symbol rebuild` makes it anew")
    if int(header["version"]) != VERSION:
        raise BadIndex(
            "another version of Gatepost made this index of symbols: `gatepost enrol symbol rebuild` makes it anew"
        )
    packed = data[header.end() :]
    digest = hashlib.sha256(packed).hexdigest()
    if digest != header["digest"].decode():
        raise BadIndex("this index of symbols was altered or cut short: `gatepost enrol symbol rebuild` makes it anew")
    return SymbolIndex(digest=digest, packed=packed)
