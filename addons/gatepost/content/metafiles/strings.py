"""The strings in records of an EMF, each with its place. (MS-EMF 2.2.5, 2.3.5)"""

from collections.abc import Callable, Iterator
from functools import partial
from struct import unpack_from

from gatepost.content.budget import Unreadable
from gatepost.content.metafiles.lettering import Drawn
from gatepost.content.metafiles.parts import part, wide

_GLYPHS, _NO_BOX, _SMALL, _BOTH_WAYS = 0x10, 0x100, 0x200, 0x2000  # options (2.1.11)
_TOLD = 40  # bytes of what is told of one of several strings


def _string(record: bytes, at: int, letter: int) -> Drawn:
    """One that is told of at this place in its record, of letters of one byte or two."""
    x, y, count, place, options = unpack_from("<iiIII", record, at)
    if options & _GLYPHS:
        return Drawn(None, x, y)
    written = part(record, place, count * letter)
    (advances,) = unpack_from("<I", record, at + (20 if options & _NO_BOX else 36))
    step = 2 if options & _BOTH_WAYS else 1
    steps = unpack_from(f"<{step * count}i", part(record, advances, 4 * step * count)) if advances else ()
    return Drawn(wide(written) if letter > 1 else written.decode("cp1252", "replace"), x, y, sum(steps[::step]))


def _one(letter: int, record: bytes) -> Iterator[Drawn]:
    yield _string(record, 36, letter)


def _several(letter: int, record: bytes) -> Iterator[Drawn]:
    (count,) = unpack_from("<I", record, 36)
    if count * _TOLD > len(record):
        raise Unreadable("corrupt")
    yield from (_string(record, 40 + number * _TOLD, letter) for number in range(count))


def _small(record: bytes) -> Iterator[Drawn]:
    x, y, count, options = unpack_from("<iiII", record, 8)
    at = 36 if options & _NO_BOX else 52
    if options & _GLYPHS:
        yield Drawn(None, x, y)
    elif options & _SMALL:
        yield Drawn(part(record, at, count).decode("latin-1"), x, y)
    else:
        yield Drawn(wide(part(record, at, 2 * count)), x, y)


STRINGS: dict[int, Callable[[bytes], Iterator[Drawn]]] = {
    83: partial(_one, 1),
    84: partial(_one, 2),
    96: partial(_several, 1),
    97: partial(_several, 2),
    108: _small,
}
