"""What a reader of files is, and the pieces that it makes of one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from mmap import mmap

from gatepost.content.budget import Budget

type Data = bytes | mmap  # a long file stays where it is: slices of it are bytes
type Box = tuple[int, int, int, int]  # left, top, width, height in pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text that is read by itself: a page, a slide, a sheet, a comment, a caption.

    `words` are start and end of words in it, with their boxes, where it was read from a picture.
    """

    text: str = field(repr=False)
    page: int | None = None
    time: timedelta | None = None
    words: tuple[tuple[int, int, Box], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """Pixels, ready to be looked at: rows of red, green and blue from the top left, upright, on white where transparent.

    `read` says whether the text in it is known already (it was rendered from text), so that it need not be read again.
    """

    width: int
    height: int
    pixels: bytes = field(repr=False)
    page: int | None = None
    time: timedelta | None = None
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A file within this one. Its name is text that a person sees, and tells nothing of what the file is."""

    data: bytes = field(repr=False)
    name: str = field(default="", repr=False)
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A fact that the file says of itself: `sensitivity-label` and its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something in the file that could not be looked into; `reason` is a value of the label `uninspectable`."""

    reason: str
    page: int | None = None
    time: timedelta | None = None


type Piece = Passage | Image | Inner | Label | Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how its bytes tell (whatever a name or a header says), and who reads it.

    `looks` is asked of the whole file and must cost next to nothing; a file may be of several formats, and is read as
    each. `read` raises Unreadable; any other exception of it is the file's fault as well, and becomes `corrupt`.
    """

    name: str
    looks: Callable[[Data], bool]
    read: Callable[[Data, Budget], Iterator[Piece]]
