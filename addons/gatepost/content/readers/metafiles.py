"""Windows metafiles (EMF, EMF+, WMF): strings, titles, and bitmaps as files. Shapes are not drawn, and said to be unseen.

The rule to keep: a drawing of nothing but strings, bitmaps, straight lines and boxes (a table, a chart, the picture of a
sheet that Office keeps beside it) was read; of any other, `unknown-format` says that there is more to see.
"""

from collections.abc import Callable, Iterator
from functools import partial
from struct import error as StructError  # noqa: N812 - it is a class

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Inner, Passage, Piece, Unread
from gatepost.content.metafiles.enhanced import Enhanced
from gatepost.content.metafiles.windows import PLACEABLE, Windows

_OFTEN = 1000  # records between looks at the clock
_SIGNATURE = slice(40, 44)
_HEADERS = frozenset({b"\1\0\x09\0\0\1", b"\1\0\x09\0\0\3", b"\2\0\x09\0\0\1", b"\2\0\x09\0\0\3"})


def _is_enhanced(data: Data) -> bool:
    return data[:4] == b"\1\0\0\0" and data[_SIGNATURE] == b" EMF"


def _is_windows(data: Data) -> bool:
    return data[:4] == PLACEABLE or data[:6] in _HEADERS


def _read(make: Callable[[], Enhanced | Windows], data: Data, budget: Budget) -> Iterator[Piece]:
    drawing = make()
    try:
        for text in cut(_text(drawing, data, budget), budget):
            yield Passage(text=text.strip("\n"))
            yield from _files(drawing)
    except Unreadable:
        yield from _files(drawing)
        raise
    yield from _files(drawing)
    yield Unread(reason="unknown-format") if drawing.unseen else Passage(text="")


def _text(drawing: Enhanced | Windows, data: Data, budget: Budget) -> Iterator[str]:
    """What was drawn, a little at a time. Damage ends it, behind all that was read."""
    end = 0
    try:
        for count, record in enumerate(drawing.records(data)):
            drawing.take(record.kind, data[record.start : record.end], budget)
            end = record.end
            if not count % _OFTEN:
                budget.check_time()
                yield drawing.said()
    except (Unreadable, StructError) as error:
        yield drawing.said()
        raise (error if isinstance(error, Unreadable) else Unreadable("corrupt")) from error
    yield drawing.said()
    if rest := bytes(data[end:]).strip(b"\0"):
        drawing.files.append(Inner(data=rest))


def _files(drawing: Enhanced | Windows) -> Iterator[Inner]:
    files, drawing.files = drawing.files, []
    yield from files


FORMATS = (
    Format(name="emf", looks=_is_enhanced, read=partial(_read, Enhanced)),
    Format(name="wmf", looks=_is_windows, read=partial(_read, Windows)),
)
