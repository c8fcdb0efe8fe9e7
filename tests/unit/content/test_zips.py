"""A ZIP becomes everything that is in it by either of its sides, and no byte of it is read as two things."""

import io
import struct
import zipfile

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Passage
from gatepost.content.zip_records import Entry
from gatepost.content.zips import list_entries, looks_like_zip, read_entry, read_rest
from tests.unit.content.budgets import a_budget


def a_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def read(data: bytes) -> list[tuple[str, bytes]]:
    return [(entry.name, b"".join(read_entry(data, entry, a_budget()))) for entry in list_entries(data).entries]


TWO = {"a.txt": b"first" * 100, "é.txt": b"second"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("before", [b"", b"GIF89a" * 20])
def test_entries_are_read_whatever_packs_them_and_wherever_the_file_begins(method: int, before: bytes) -> None:
    data = before + a_zip(TWO, method)
    assert looks_like_zip(data)
    assert read(data) == list(TWO.items())
    assert not list_entries(data).problems


def test_what_stands_before_the_first_entry_and_the_comment_are_given_on() -> None:
    data = b"an innocent beginning of some length" + a_zip(TWO, comment="PROTÉGÉ B".encode())
    assert list(read_rest(data, list_entries(data), a_budget())) == [
        Passage(text="PROTÉGÉ B"),
        Inner(data=b"an innocent beginning of some length"),
    ]


def test_entries_of_a_streaming_writer_are_read_once() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            written = bytes(data)  # type: ignore[call-overload]  # any buffer
            self.data += written
            return len(written)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"streamed" * 50)
        archive.writestr("b.txt", b"more")
    assert read(pipe.data) == [("a.txt", b"streamed" * 50), ("b.txt", b"more")]
    assert not list_entries(pipe.data).strangers


def test_what_the_directory_does_not_list_is_read_as_well() -> None:
    hidden = a_zip({"hidden.txt": b"PROTECTED B"})
    data = hidden[: hidden.index(b"PK\x01\x02")] + a_zip({"a.txt": b"listed"})
    assert read(data) == [("hidden.txt", b"PROTECTED B"), ("a.txt", b"listed")]


def test_a_cut_off_archive_is_read_by_its_headers_and_said_to_be_damaged() -> None:
    whole = a_zip({"a.txt": b"here" * 50, "b.txt": b"there" * 50})
    data = whole[: whole.index(b"PK\x01\x02") + 20]
    assert looks_like_zip(data)
    assert [content for _, content in read(data)] == [b"here" * 50, b"there" * 50]
    assert list_entries(data).problems == {"corrupt"}


def test_an_entry_about_which_the_two_sides_differ_is_read_both_ways() -> None:
    data = bytearray(a_zip({"innocent.txt": b"something"}, zipfile.ZIP_STORED))
    data[30:42] = b"guilty__.txt"
    assert [name for name, _ in read(bytes(data))] == ["innocent.txt", "guilty__.txt"]


def test_entries_that_share_bytes_are_read_once_and_said_to_be_damaged() -> None:
    data = bytearray(a_zip({"a.txt": b"x" * 100, "b.txt": b"y" * 100}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    listing = list_entries(bytes(data))
    assert [entry.name for entry in listing.entries] == ["a.txt", "b.txt"]  # the latter where its own header is
    assert listing.problems == {"corrupt"}


def test_a_stated_size_binds_nobody() -> None:
    data = bytearray(a_zip({"a.txt": b"z" * 10_000}))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = struct.pack("<I", 5)
    assert len(read(bytes(data))[0][1]) == 10_000


def test_an_entry_that_says_to_be_too_large_leaves_room_for_the_others() -> None:
    data = a_zip({"a.bin": bytes(3_000_000), "b.txt": b"small"})
    budget = a_budget(inflated=1_000_000)
    large, small = list_entries(data).entries
    with pytest.raises(Unreadable, match="too-large"):
        list(read_entry(data, large, budget))
    assert list(read_entry(data, small, budget)) == [b"small"]


@pytest.mark.parametrize(
    ("flags", "method", "reason"), [(1, 8, "encrypted"), (0, 97, "unknown-format"), (0, 8, "corrupt")]
)
def test_what_cannot_be_read_says_why(flags: int, method: int, reason: str) -> None:
    entry = Entry(name="a", flags=flags, method=method, header=0, start=0, packed=5, size=5)
    with pytest.raises(Unreadable, match=reason):
        list(read_entry(b"\xff" * 5, entry, a_budget()))


def test_a_million_entries_are_not_listed() -> None:
    record = struct.pack("<4s26xHHH8xI", b"PK\x01\x02", 0, 0, 0, 0)[:42] + bytes(4)
    data = b"PK\x03\x04" + bytes(26) + record * 200_000
    data += struct.pack("<4s8xIIH", b"PK\x05\x06", 46 * 200_000, 30, 0)
    assert "too-large" in list_entries(data).problems


def test_numbers_beyond_four_gigabytes_stand_elsewhere() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as entry:
        entry.write(b"long form")
    assert read(out.getvalue()) == [("a.txt", b"long form")]
