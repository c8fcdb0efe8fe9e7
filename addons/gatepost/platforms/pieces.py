"""A fragment -> where the file in it belongs, when a definition says that uploads come in pieces.

What is said of numbers and lengths is the client's word, held against the bytes only when the file is put together. The
rule to keep: whatever cannot be a place makes no piece, and the file is judged by itself.
"""

import re

from gatepost.errors import Undecodable
from gatepost.model import Piece
from gatepost.platforms.paths import Context, Locator, first_text
from gatepost.platforms.spec import Verdict
from gatepost.platforms.units import Fragment

_WHOLE_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)  # no file has more bytes


def piece_of(fragment: Fragment) -> Piece | None:
    """The place of the file in this fragment; None where it is whole."""
    pieces, context = fragment.endpoint.pieces, fragment.context
    if pieces is None or not context.raw:
        return None
    number, offset = whole_number(pieces.number, context), whole_number(pieces.offset, context)
    last = bool(pieces.last) and all(condition.judge(context) is not Verdict.NO for condition in pieces.last)
    if number is not None and number >= pieces.first:
        return Piece(number=number - pieces.first, last=last)
    if offset is None:
        return None
    return Piece(offset=offset, total=whole_number(pieces.total, context), last=last)


def whole_number(places: tuple[Locator, ...], context: Context) -> int | None:
    """The number at the first of these places that has anything; None where that is no number."""
    try:
        written = first_text(places, context)
    except Undecodable:
        return None
    return int(written) if _WHOLE_NUMBER.fullmatch(written) else None
