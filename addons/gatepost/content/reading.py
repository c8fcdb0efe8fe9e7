"""A file becomes the items that detectors see, with all files within it, and a finding for whatever was not seen.

What a file is, its bytes tell; one that is several things at once is read as each of them. Pictures are looked at as
pictures and read as text. The rule to keep: a file from which nothing came, and nothing said why, was not inspected.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Image, Inner, Label, Passage, Piece, Unread
from gatepost.folding import text_item
from gatepost.model import Finding, Picture, Role, Tag, Text, Where

_LONGEST_NAME = 255

type ReadPicture = Callable[[Image, Budget], Iterator[Passage]]  # the text in a picture, as far as it can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One item out of a file, with what is known of the places of its words (see Passage) and the size of their picture."""

    item: Text | Tag | Picture
    passage: Passage | None = field(default=None, repr=False)
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Everything that reads: the formats, and the text in pictures (None: nothing reads it on this machine)."""

    formats: Sequence[Format]
    read_picture: ReadPicture | None

    def read(self, part: str, data: Data, budget: Budget) -> Iterator[Read | Finding]:
        """The items of a file, as they are read, and a finding for each piece that is not. Raises nothing."""
        yield from self._file(Where(part=part), data, budget, depth=1)

    def _file(self, where: Where, data: Data, budget: Budget, depth: int) -> Iterator[Read | Finding]:
        if not len(data):
            return
        known = [format_ for format_ in self.formats if _looks(format_, data)]
        if not known:
            yield _uninspectable("unknown-format", where)
        for format_ in known:
            yield from self._as(format_, where, data, budget, depth)

    def _as(self, format_: Format, where: Where, data: Data, budget: Budget, depth: int) -> Iterator[Read | Finding]:
        pieces = format_.read(data, budget)
        count = within = 0
        while True:
            try:
                budget.check_time()
                piece = next(pieces, None)
            except Exception as error:  # noqa: BLE001 - whatever a library says of a hostile file, it is the file that is at fault
                yield _uninspectable(_reason(error), where)
                return
            if piece is None:
                break
            count += 1
            within += isinstance(piece, Inner)
            yield from self._piece(piece, where, budget, depth, within)
        if not count:
            yield _uninspectable("corrupt", where)  # a file from which nothing came was not seen

    def _piece(self, piece: Piece, where: Where, budget: Budget, depth: int, within: int) -> Iterator[Read | Finding]:
        match piece:
            case Passage():
                place = Where(part=where.part, page=piece.page or where.page, time=piece.time or where.time)
                yield Read(item=text_item(place, piece.text, Role.ATTACHMENT), passage=piece)
            case Label(name=name, value=value):
                yield Read(item=Tag(where=where, name=name, value=value))
            case Unread(reason=reason, page=page, time=time):
                yield _uninspectable(reason, Where(part=where.part, page=page or where.page, time=time or where.time))
            case Image():
                yield from self._image(piece, where, budget)
            case Inner(data=data, name=name, page=page):
                inner = Where(part=f"{where.part}/{within}", page=page or where.page)
                if name:
                    yield Read(item=text_item(inner, name[:_LONGEST_NAME], Role.ATTACHMENT))
                try:
                    budget.file(depth + 1)
                except Unreadable as error:
                    yield _uninspectable(error.reason, inner)
                    return
                yield from self._file(inner, data, budget, depth + 1)

    def _image(self, image: Image, where: Where, budget: Budget) -> Iterator[Read | Finding]:
        place = Where(part=where.part, page=image.page or where.page, time=image.time or where.time)
        yield Read(item=Picture(where=place, width=image.width, height=image.height, pixels=image.pixels))
        if image.read or self.read_picture is None:
            return
        try:
            for passage in self.read_picture(image, budget):
                text = text_item(place, passage.text, Role.ATTACHMENT)
                yield Read(item=text, passage=passage, size=(image.width, image.height))
        except Exception as error:  # noqa: BLE001 - as above
            yield _uninspectable(_reason(error), place)


def _looks(format_: Format, data: Data) -> bool:
    """Where even that fails, its reader shall say what is wrong."""
    try:
        return format_.looks(data)
    except Exception:  # noqa: BLE001 - as above
        return True


def _reason(error: Exception) -> str:
    """A process of little memory may run out of it before the budget does."""
    if isinstance(error, Unreadable):
        return error.reason
    return "too-large" if isinstance(error, MemoryError) else "corrupt"


def _uninspectable(reason: str, where: Where) -> Finding:
    return Finding(detector="content", label="uninspectable", value=reason, confidence=1.0, where=where)
