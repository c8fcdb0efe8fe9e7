"""Archives become the files in them, in memory only, and say what of them was not read."""

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Format, Inner, Passage, Piece, Unread
from gatepost.content.readers.archives import FORMATS
from tests.unit.content.budgets import a_budget
from tests.unit.content.test_zips import TWO, a_zip

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BY_NAME = {format_.name: format_ for format_ in FORMATS}


def told(data: bytes) -> list[Format]:
    return [format_ for format_ in FORMATS if format_.looks(data)]


def read(data: bytes, **budget: int) -> list[Piece]:
    (format_,) = told(data)
    return list(format_.read(data, a_budget(**budget)))


def a_tar(files: dict[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:  # type: ignore[call-overload]  # any mode
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def inners(files: dict[str, bytes]) -> list[Inner]:
    return [Inner(data=content, name=name) for name, content in files.items()]


def test_a_zip_is_the_files_in_it() -> None:
    assert read(a_zip(TWO)) == inners(TWO)


def test_names_that_climb_out_are_text_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"../../etc/out.txt": b"x", "/tmp/abs.txt": b"y", "C:\\windows\\z.txt": b"z"}  # noqa: S108 - a name in an archive
    assert read(a_zip(files)) == inners(files)
    assert len(read(a_tar(files))) == 3
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_tar_of_any_kind_is_the_files_in_it(form: int) -> None:
    files = {"a.txt": b"first" * 1000, f"{'folder/' * 20}é.txt": b"second"}
    assert read(a_tar(files, form=form)) == inners(files)


def test_links_and_devices_have_names_and_no_bytes() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("innocent")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/PROTECTED B"
        archive.addfile(link)
        device = tarfile.TarInfo("dev")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    assert read(out.getvalue()) == inners({"innocent /etc/PROTECTED B": b"", "dev": b""})


@pytest.mark.parametrize(
    ("name", "pack"),
    [("gzip", gzip.compress), ("bzip2", bz2.compress), ("xz", lzma.compress), ("zstandard", zstd.compress)],
)
class TestPackedFiles:
    def test_are_the_file_that_was_packed(self, name: str, pack: Callable[[bytes], bytes]) -> None:
        data = pack(b"PROTECTED B\n" * 10_000)
        assert told(data) == [BY_NAME[name]]
        assert read(data) == [Inner(data=b"PROTECTED B\n" * 10_000)]

    def test_are_read_to_their_last_stream(self, name: str, pack: Callable[[bytes], bytes]) -> None:
        assert read(pack(b"one ") + pack(b"two")) == [Inner(data=b"one two")]

    def test_give_what_there_is_when_cut_off(self, name: str, pack: Callable[[bytes], bytes]) -> None:
        whole = "".join(f"{number}\n" for number in range(200_000)).encode()
        pieces: list[Piece] = []
        with pytest.raises(Unreadable, match="corrupt"):
            pieces.extend(BY_NAME[name].read(pack(whole)[:-12], a_budget()))
        (piece,) = pieces
        assert isinstance(piece, Inner)
        assert len(piece.data) > 200_000
        assert whole.startswith(piece.data)

    def test_that_are_bombs_cost_no_more_than_there_is(self, name: str, pack: Callable[[bytes], bytes]) -> None:
        with pytest.raises(Unreadable, match="too-large"):
            list(BY_NAME[name].read(pack(bytes(30_000_000)), a_budget(inflated=1_000_000)))


def test_the_name_of_a_gzip_is_text() -> None:
    out = io.BytesIO()
    with gzip.GzipFile("PROTECTED B.txt", "wb", fileobj=out) as packed:
        packed.write(b"x")
    assert read(out.getvalue()) == [Inner(data=b"x", name="PROTECTED B.txt")]


def test_a_packed_tar_is_a_file_within() -> None:
    tar = a_tar(TWO)
    assert read(gzip.compress(tar)) == [Inner(data=tar)]


def test_an_encrypted_entry_is_said_once_and_its_name_is_read() -> None:
    data = bytearray(a_zip({"a.txt": b"x", "b.txt": b"y", "c.txt": b"z"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(signature)
        for _ in range(2):
            data[found + place] |= 1
            found = data.find(signature, found + 4)
    assert read(bytes(data)) == [
        Passage(text="a.txt"),
        Unread(reason="encrypted"),
        Passage(text="b.txt"),
        Inner(data=b"z", name="c.txt"),
    ]


def test_a_file_of_holes_is_not_filled() -> None:
    member = tarfile.TarInfo("holes")
    member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 40)}
    member.size = 512
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(member, io.BytesIO(b"1\n0\n0\n".ljust(512, b"\0")))
    assert read(out.getvalue()) == [Passage(text="holes"), Unread(reason="too-large")]


def test_holes_that_fit_are_zeros() -> None:
    member = tarfile.TarInfo("holes")
    member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "600"}
    content = b"1\n100\n5\n".ljust(512, b"\0") + b"inner"
    member.size = len(content)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(member, io.BytesIO(content))
    (piece,) = read(out.getvalue())
    assert isinstance(piece, Inner)
    assert piece.data == bytes(100) + b"inner" + bytes(495)


def test_a_tar_that_is_cut_off_is_said_to_be() -> None:
    data = a_tar({"a.txt": b"x" * 5000, "b.txt": b"y" * 9000})
    pieces: list[Piece] = []
    with pytest.raises(Unreadable, match="corrupt"):
        pieces.extend(BY_NAME["tar"].read(data[:12_000], a_budget()))
    assert pieces[0] == Inner(data=b"x" * 5000, name="a.txt")
    (part,) = [piece.data for piece in pieces[1:] if isinstance(piece, Inner)]
    assert len(part) > 5000
    assert not part.strip(b"y")


def test_too_many_files_are_said_once() -> None:
    budget = a_budget(files=0)
    pieces = list(BY_NAME["zip"].read(a_zip({f"{number}.txt": b"x" for number in range(50)}), budget))
    assert pieces == [Unread(reason="too-large")]


@pytest.mark.parametrize("data", [b"", b"PK", b"text", bytes(512), b"\xff" * 600, b"Rar!\x1a\x07\x01\0" + bytes(600)])
def test_what_is_no_archive_is_not_told_as_one(data: bytes) -> None:
    assert not told(data)


def test_a_document_is_no_plain_archive() -> None:
    assert not told(a_zip({"[Content_Types].xml": b"<Types/>"}))
    assert not told(a_zip({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"}))
    assert told(a_zip({"readme.txt": b"about [Content_Types].xml"}))


def test_an_empty_zip_was_read_and_is_blank() -> None:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    assert read(out.getvalue()) == [Passage(text="")]
