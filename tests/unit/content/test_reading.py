"""Whatever a reader makes of a file, or of itself, there is an answer, and nothing is silently clean."""

import time
from collections.abc import Callable, Iterator

import pytest

from gatepost.content.budget import Allowance, Budget, Unreadable
from gatepost.content.format import Data, Format, Image, Inner, Label, Passage, Piece, Unread
from gatepost.content.reading import Read, Reader
from gatepost.model import Finding, Picture, Tag, Text

EVERYTHING = Allowance(inflated=1000, characters=1000, pages=10, frames=10, files=10, pixels=1000, depth=3, seconds=60)
WHITE = Image(width=1, height=1, pixels=b"\xff\xff\xff", page=2)


def a_format(*pieces: Piece, error: Exception | None = None, begins: bytes = b"") -> Format:
    """A format that these pieces come out of, and then this error."""

    def read(data: Data, budget: Budget) -> Iterator[Piece]:
        yield from pieces
        if error is not None:
            raise error

    return Format(name="any", looks=lambda data: data[: len(begins)] == begins, read=read)


def seen(
    data: bytes, *formats: Format, read_picture: Callable[[Image, Budget], Iterator[Passage]] | None = None
) -> list[str]:
    """What comes out of a file, in a word each: a text, a tag's value, `picture`, or `!` and a reason; with its place."""
    reader = Reader(formats=formats, read_picture=read_picture)
    said = []
    for one in reader.read("media[0]", data, Budget(EVERYTHING, time.monotonic)):
        where, word = _place_and_word(one)
        said.append(f"{word} @ {where.part}" + (f" p{where.page}" if where.page else ""))
    return said


def _place_and_word(one: Read | Finding):
    if isinstance(one, Finding):
        return one.where, f"!{one.value}"
    match one.item:
        case Text() as text:
            return text.where, text.original
        case Tag() as tag:
            return tag.where, tag.value
        case Picture() as picture:
            return picture.where, "picture"


def test_pieces_become_items_with_their_places() -> None:
    pieces = (
        Passage(text="one", page=1),
        Label(name="sensitivity-label", value="secret"),
        WHITE,
        Unread(reason="encrypted", page=3),
    )
    assert seen(b"x", a_format(*pieces)) == [
        "one @ media[0] p1", "secret @ media[0]", "picture @ media[0] p2", "!encrypted @ media[0] p3",
    ]  # fmt: skip


def test_nothing_in_a_file_of_no_bytes() -> None:
    assert seen(b"", a_format(Passage(text="one"))) == []


def test_a_file_of_no_known_format_is_not_seen() -> None:
    assert seen(b"x", a_format(begins=b"y")) == ["!unknown-format @ media[0]"]


def test_a_file_that_nothing_comes_from_is_not_seen() -> None:
    assert seen(b"x", a_format()) == ["!corrupt @ media[0]"]


def test_a_file_of_two_formats_is_read_as_both() -> None:
    assert seen(b"x", a_format(Passage(text="one")), a_format(Passage(text="two"))) == [
        "one @ media[0]",
        "two @ media[0]",
    ]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Unreadable("encrypted"), "encrypted"),
        (MemoryError(), "too-large"),
        (RecursionError(), "corrupt"),
        (KeyError(1), "corrupt"),
    ],
)
def test_what_came_before_an_error_stays_and_the_rest_is_not_seen(error: Exception, reason: str) -> None:
    assert seen(b"x", a_format(Passage(text="one"), error=error)) == ["one @ media[0]", f"!{reason} @ media[0]"]


def test_a_format_that_cannot_even_tell_is_asked_to_read() -> None:
    def looks(data: Data) -> bool:
        raise IndexError

    broken = Format(name="broken", looks=looks, read=a_format(error=ValueError()).read)
    assert seen(b"x", broken) == ["!corrupt @ media[0]"]


def test_files_within_are_numbered_and_their_names_are_text() -> None:
    outer = a_format(Inner(data=b"bb", name="b.txt", page=4), Inner(data=b"b"), begins=b"a")
    inner = a_format(Passage(text="deep"), begins=b"b")
    assert seen(b"a", outer, inner) == [
        "b.txt @ media[0]/1 p4", "deep @ media[0]/1 p4", "deep @ media[0]/2",
    ]  # fmt: skip


def test_a_file_in_itself_ends_at_the_depth_that_is_allowed() -> None:
    assert seen(b"x", a_format(Inner(data=b"x"))) == ["!too-large @ media[0]/1/1/1"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [(Unreadable("timeout"), "timeout"), (RuntimeError(), "corrupt"), (MemoryError(), "too-large")],
)
def test_a_picture_whose_text_cannot_be_read_to_its_end_keeps_what_was_read(error: Exception, reason: str) -> None:
    def read_picture(image: Image, budget: Budget) -> Iterator[Passage]:
        yield Passage(text="drawn")
        raise error

    assert seen(b"x", a_format(WHITE), read_picture=read_picture) == [
        "picture @ media[0] p2",
        "drawn @ media[0] p2",
        f"!{reason} @ media[0] p2",
    ]


def test_the_text_in_a_picture_is_read_unless_it_is_known() -> None:
    known = Image(width=1, height=1, pixels=b"\0\0\0", read=True)
    read = seen(b"x", a_format(WHITE, known), read_picture=lambda image, budget: iter([Passage(text="drawn")]))
    assert read == ["picture @ media[0] p2", "drawn @ media[0] p2", "picture @ media[0]"]
