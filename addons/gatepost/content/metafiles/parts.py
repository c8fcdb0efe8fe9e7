"""Records, and the parts of one, which tells their places itself.

The rule to keep: what lies outside of a record is damage, never less text.
"""

from typing import NamedTuple

from gatepost.content.budget import Unreadable


class Record(NamedTuple):
    """One drawing call, and where it is in the file."""

    kind: int
    start: int
    end: int


def part(record: bytes, place: int, size: int) -> bytes:
    if place + size > len(record):
        raise Unreadable("corrupt")
    return record[place : place + size]


def wide(written: bytes) -> str:
    return written.decode("utf-16-le", "replace")
