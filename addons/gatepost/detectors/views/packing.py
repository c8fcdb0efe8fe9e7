"""Runs of letters and digits that are text in base64, base32, hexadecimal or binary.

A run counts only when it decodes to text: words for the most part, no controls, valid UTF-8. By chance nothing of this
length does, so words, keys, digests and pictures stay what they are.
"""

import base64
import binascii
import re
import string
from collections.abc import Callable
from itertools import pairwise

from gatepost.detectors.views.codes import Code, edges
from gatepost.detectors.views.rewriting import Stretch

_SHORTEST = 6  # characters: less is found by chance
_LONG = 16  # characters that pack something: from here on by their number alone
_ASCII, _BEYOND_ASCII = bytes(range(128)), bytes(range(128, 256))
_IN_WORDS = (string.ascii_letters + string.digits + " \n\r\t").encode() + _BEYOND_ASCII
_IN_TEXT = _IN_WORDS + string.punctuation.encode()


def readable(data: bytes) -> str | None:
    """The bytes as text, if that is what they are."""
    signs, foreign = len(data.translate(None, _IN_WORDS)), len(data.translate(None, _ASCII))
    if len(data) < _SHORTEST or data.translate(None, _IN_TEXT) or 4 * signs > len(data):
        return None
    if 3 * foreign > 2 * len(data):
        return None  # not even French with an accent on every other letter
    try:
        said = data.decode()
    except UnicodeDecodeError:
        return None
    return said if said.isascii() or "".join(said.split()).isprintable() else None


def _unpacking(bits: int, quantum: int, unpack: Callable[[str], bytes]) -> Callable[[re.Match[str]], Stretch | None]:
    """A decoder of a code of so many bits a character; a run may have a few characters too many at either end."""

    def decode(run: re.Match[str]) -> Stretch | None:
        packed = run.group(1)
        if len(packed) < _LONG and packed in {packed.upper(), packed.lower(), packed.capitalize()}:
            return None  # a word; packed, so short a text has letters of both cases
        for skipped in range(min(quantum, len(packed) - quantum)):
            if unpack(packed[skipped : skipped + quantum]).translate(None, _IN_TEXT):
                continue  # what does not begin as text is none
            said = _unpacked(packed[skipped:], quantum, unpack)
            if said is not None:
                start = run.start() + skipped
                places = edges(said)
                starts = [start + 8 * place // bits for place in places]
                ends = [start - -8 * place // bits for place in places]
                return Stretch(start, run.end(), said, starts[:-1], [*ends[1:-1], run.end()])
        return None

    return decode


def _unpacked(packed: str, quantum: int, unpack: Callable[[str], bytes]) -> str | None:
    """What was packed, once what is too much at the end is cut."""
    for cut in range(3):
        kept = packed[: len(packed) - cut]
        try:
            return readable(unpack(kept + "=" * (-len(kept) % quantum)))
        except (binascii.Error, ValueError):
            continue
    return None


def _in_numbers(base: int, number: str, telling: str) -> Callable[[re.Match[str]], Stretch | None]:
    """A decoder of bytes written as numbers, of which a run has what tells them from those that people write."""
    pattern, told = re.compile(number), re.compile(telling)

    def decode(run: re.Match[str]) -> Stretch | None:
        if not told.search(run.group()):
            return None
        spans = [found.span(1) for found in pattern.finditer(run.string, *run.span())]
        said = readable(bytes(int(run.string[start:end], base) for start, end in spans))
        if said is None:
            return None
        within = list(pairwise(edges(said)))
        starts = [run.start(), *(spans[left][0] for left, _ in within[1:])]
        ends = [spans[right - 1][1] for _, right in within]
        return Stretch(run.start(), ends[-1], said, starts, ends)

    return decode


PACKED = (
    Code(
        look="[A-Za-z0-9+/]{4}[a-z][A-Z0-9][A-Za-z0-9+/]{4}|[A-Z0-9+/]{10}",
        run=re.compile(r"([A-Za-z0-9+/]{8,40000})={0,2}"),
        decode=_unpacking(6, 4, binascii.a2b_base64),
    ),
    Code(
        look="[A-Z2-7]{16}",
        run=re.compile(r"(?<![A-Za-z0-9])([A-Z2-7]{16,40000})={0,6}(?![A-Za-z0-9])"),
        decode=_unpacking(5, 8, base64.b32decode),
    ),
    Code(
        look="((0x)?[2-9a-fA-F][0-9A-Fa-f][ ,:-]{0,2}){6}",
        run=re.compile(r"(?<![A-Za-z0-9])(?:(?:0x)?[2-9a-fA-F][0-9A-Fa-f][ ,:-]{0,2}){6,20000}(?![A-Za-z0-9])"),
        decode=_in_numbers(16, "(?:0x)?([2-9a-fA-F][0-9A-Fa-f])", "[a-fA-F]"),
    ),
    Code(
        look="([01]{8}[ ,]?){6}",
        run=re.compile(r"(?<![A-Za-z0-9])(?:[01]{8}[ ,]?){6,5000}(?![A-Za-z0-9])"),
        decode=_in_numbers(2, "([01]{8})", "1"),
    ),
)
