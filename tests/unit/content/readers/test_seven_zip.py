"""7z archives become the files in them, and are not opened where that would cost more than there is."""

import io
from pathlib import Path

import pytest
from py7zr import FILTER_BZIP2, FILTER_DEFLATE, FILTER_PPMD, FILTER_ZSTD, SevenZipFile

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Piece
from gatepost.content.readers.seven_zip import FORMATS
from tests.unit.content.budgets import a_budget

(SEVEN_ZIP,) = FORMATS
TWO = {"a.txt": b"first" * 2000, "dossier/é.txt": b"PROTECTED B"}


def an_archive(files: dict[str, bytes], **options: object) -> bytes:
    out = io.BytesIO()
    with SevenZipFile(out, "w", **options) as archive:  # type: ignore[arg-type]  # whatever a test is about
        for name, content in files.items():
            archive.writestr(content, name)
    return out.getvalue()


def refused(data: bytes, reason: str, **budget: int) -> list[Piece]:
    pieces: list[Piece] = []
    with pytest.raises(Unreadable, match=reason):
        pieces.extend(SEVEN_ZIP.read(data, a_budget(**budget)))
    return pieces


@pytest.mark.parametrize(
    "filters",
    [
        None,
        [{"id": FILTER_BZIP2}],
        [{"id": FILTER_DEFLATE}],
        [{"id": FILTER_ZSTD, "level": 3}],
        [{"id": FILTER_PPMD, "order": 6, "mem": 20}],
    ],
)
def test_an_archive_is_the_files_in_it(filters: object) -> None:
    data = an_archive(TWO, filters=filters)
    assert SEVEN_ZIP.looks(data)
    assert list(SEVEN_ZIP.read(data, a_budget())) == [Inner(data=content, name=name) for name, content in TWO.items()]


def test_folders_are_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "empty").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("x")
    out = io.BytesIO()
    with SevenZipFile(out, "w") as archive:
        archive.writeall(tmp_path / "in", "in")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert Inner(data=b"x", name="in/a.txt") in list(SEVEN_ZIP.read(out.getvalue(), a_budget()))
    assert not list((tmp_path / "here").iterdir())


@pytest.mark.parametrize("header_encryption", [False, True])
def test_one_with_a_password_is_encrypted(header_encryption: bool) -> None:
    refused(an_archive(TWO, password="a password", header_encryption=header_encryption), "encrypted")


def test_a_bomb_is_not_lit() -> None:
    assert refused(an_archive({"zeros": bytes(40_000_000)}), "too-large", inflated=10_000_000) == []


def test_a_list_of_thousands_is_not_read() -> None:
    refused(an_archive({f"{'f' * 60}{number}": b"" for number in range(3000)}), "too-large")


def test_more_files_than_may_be_looked_at_are_not_read() -> None:
    refused(an_archive({str(number): b"x" for number in range(30)}), "too-large", files=20)


@pytest.mark.parametrize("length", [6, 31, 60, -1])
def test_one_that_is_cut_off_is_damaged(length: int) -> None:
    refused(an_archive(TWO)[:length], "corrupt")
