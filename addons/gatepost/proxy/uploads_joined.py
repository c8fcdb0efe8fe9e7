"""Pieces of an upload, in whatever order and however often they came -> the one file that they are.

A platform may take the first or the last of two pieces for the same place, so they have to be the same. The rule to keep:
what has a gap, a contradiction or another length than was said is put together as far as it goes, and never counts as seen.
"""

import os
from collections.abc import Sequence
from io import FileIO

from gatepost.proxy.spill import open_held
from gatepost.state import Held, WaitingPiece

_AT_ONCE = 1024 * 1024

type Placed = tuple[int, WaitingPiece]  # the byte of the whole that a piece begins at


def join(pieces: Sequence[WaitingPiece], target: FileIO) -> str:
    """Write the whole to the target; why it is not whole (a value of `uninspectable`), or empty."""
    lost = next((one.lost for one in pieces if one.lost), "")
    ordered, problem = placed([one for one in pieces if one.held])
    end = 0
    for start, one in ordered:
        if start > end or not _add(one, start, end, target):
            problem = "corrupt"
            break
        end = max(end, start + one.size)
    if any(one.piece.total not in (None, end) for one in pieces):
        problem = problem or "corrupt"
    return lost or problem


def placed(pieces: Sequence[WaitingPiece]) -> tuple[list[Placed], str]:
    """Where each piece begins, in that order, and what is wrong with what they say of themselves."""
    numbers = {one.piece.number for one in pieces}
    if None not in numbers:
        return _by_number(pieces)
    if len(numbers) > 1:
        return [], "corrupt"
    return sorted(((one.piece.offset or 0, one) for one in pieces), key=lambda placed: placed[0]), ""


def _by_number(pieces: Sequence[WaitingPiece]) -> tuple[list[Placed], str]:
    """Each begins where the one before it ends; a piece that came again, at the same place as before."""
    ordered: list[Placed] = []
    following, start, end = 0, 0, 0
    for one in sorted(pieces, key=lambda one: one.piece.number or 0):
        again = one.piece.number == following - 1
        if not again and one.piece.number != following:
            return ordered, "corrupt"
        if again and one.size != end - start:
            return ordered, "corrupt"
        if not again:
            following, start, end = following + 1, end, end + one.size
        ordered.append((start, one))
    return ordered, ""


def _add(one: WaitingPiece, start: int, end: int, target: FileIO) -> bool:
    """Write what of a piece is beyond the end; whether it was to be had, and the rest of it is what stands there."""
    file = open_held(one.held) if one.held else None
    if file is None or one.held is None:
        return False
    with file:
        for at in range(start, start + one.size, _AT_ONCE):
            data = _read(file, one.held, at - start, min(_AT_ONCE, start + one.size - at))
            known = max(0, min(len(data), end - at))
            if not data or data[:known] != os.pread(target.fileno(), known, at):
                return False
            os.pwrite(target.fileno(), data[known:], at + known)
    return True


def _read(file: FileIO, held: Held, start: int, size: int) -> bytes:
    """So many bytes of a piece, or none when they are not all there."""
    data = os.pread(file.fileno(), size, held.start + start)
    return data if len(data) == size else b""
