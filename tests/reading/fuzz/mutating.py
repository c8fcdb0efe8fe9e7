"""Damaged files out of whole ones: bits flipped, blocks moved, doubled, cut out or taken from another file, sizes falsified.

What is packed would mostly fail its checksum; so half of the time a file within a ZIP is damaged and packed again. The rule
to keep: the same number always makes the same file, so that a number is all that is needed to see it again.
"""

import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

from tests.corpora.files.packages import members, packed

LONGEST = 200_000  # bytes of a seed: what is longer costs time and shows nothing else

_ORDERS: tuple[Literal["little", "big"], ...] = ("little", "big")
# What formats begin, end or count with, and what their parsers trip over.
_WORDS = (
    b"PK\3\4", b"PK\1\2", b"PK\5\6", b"%PDF-1.7\n", b"endobj", b"/Kids [3 0 R]", b"/Length 999999999", b"<< /Type /Page >>",
    b"stream\r\n", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n\x1a\n", b"IDAT", b"IEND", b"\xff\xd8\xff\xe1", b"\xff\xc0", b"GIF89a", b"RIFF", b"WEBPVP8X", b"II*\0", b"MM\0*",
    b"ftypheic", b"moov", b"stsz", b"\x1a\x45\xdf\xa3", b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<![CDATA[", b"&x;", b"</", b"<svg ",
    b"{\\rtf1", b"\\bin99999999 ", b"Content-Type: multipart/mixed; boundary=b\r\n", b"--b\r\n", b"=?utf-16?b?", b"\xff\xfe", b"\0\0\xfe\xff",
)  # fmt: skip
_NUMBERS = tuple(
    value.to_bytes(size, order)
    for size in (1, 2, 4, 8)
    for value in (0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1)
    for order in _ORDERS
)

type Damage = Callable[[bytearray, Random, bytes], None]


def mutated(number: int, seeds: Sequence[bytes]) -> bytes:
    """The damaged file of this number."""
    chance = Random(number)  # noqa: S311 - the same every time
    seed, other = chance.choice(seeds), chance.choice(seeds)
    if seed.startswith(b"PK") and chance.random() < 0.5:
        return _inside(seed, chance, other)
    return _damaged(seed, chance, other)


def _inside(seed: bytes, chance: Random, other: bytes) -> bytes:
    try:
        contents = members(seed)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        # `zipfile` cannot open what some of the hostile seeds are (it says NotImplementedError of a packing that it does
        # not know): such a file is damaged as bytes, like any other.
        return _damaged(seed, chance, other)
    name = chance.choice(list(contents))
    return packed(contents | {name: _damaged(contents[name], chance, other)})


def _damaged(seed: bytes, chance: Random, other: bytes) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 9))):
        chance.choice(_DAMAGES)(data, chance, other)
    return bytes(data)


def _place(data: bytearray, chance: Random) -> int:
    """Anywhere, and more often near the beginning or the end, where formats say what they are."""
    if not data:
        return 0
    near = min(len(data), 512)
    return chance.choice((chance.randrange(len(data)), chance.randrange(near), len(data) - 1 - chance.randrange(near)))


def _block(data: bytes | bytearray, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return bytes(data[start : start + chance.choice((1, 4, 16, 64, 512, 4096))])


def _flip(data: bytearray, chance: Random, other: bytes) -> None:
    for _ in range(chance.choice((1, 1, 2, 8)) if data else 0):
        data[_place(data, chance)] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: Random, other: bytes) -> None:
    place, number = _place(data, chance), chance.choice(_NUMBERS)
    data[place : place + len(number)] = number


def _insert_word(data: bytearray, chance: Random, other: bytes) -> None:
    place = _place(data, chance)
    data[place:place] = chance.choice(_WORDS)


def _replace_by_word(data: bytearray, chance: Random, other: bytes) -> None:
    place, word = _place(data, chance), chance.choice(_WORDS)
    data[place : place + len(word)] = word


def _cut_out(data: bytearray, chance: Random, other: bytes) -> None:
    place = _place(data, chance)
    del data[place : place + chance.choice((1, 4, 16, 64, 512, 4096))]


def _double(data: bytearray, chance: Random, other: bytes) -> None:
    place, block = _place(data, chance), _block(data, chance)
    data[place:place] = block * chance.choice((1, 1, 2, 50))


def _splice(data: bytearray, chance: Random, other: bytes) -> None:
    place, block = _place(data, chance), _block(other, chance)
    data[place : place + len(block)] = block


def _follow(data: bytearray, chance: Random, other: bytes) -> None:
    """The beginning of this file, and the end of the other."""
    del data[_place(data, chance) :]
    data += other[chance.randrange(len(other) + 1) :]


def _truncate(data: bytearray, chance: Random, other: bytes) -> None:
    del data[_place(data, chance) :]


def _noise(data: bytearray, chance: Random, other: bytes) -> None:
    place = _place(data, chance)
    data[place : place + 32] = chance.randbytes(32)


_DAMAGES: tuple[Damage, ...] = (
    _flip, _flip, _overwrite, _overwrite, _insert_word, _replace_by_word, _cut_out, _double, _splice, _follow, _truncate, _noise,
)  # fmt: skip
