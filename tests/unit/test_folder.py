"""A policy folder on disk as texts: bounded, within itself, and with the place of what cannot be read."""

import os
from pathlib import Path

import pytest

from gatepost import folder
from gatepost.errors import PolicyErrors
from gatepost.folder import policy_files, read_folder, stamp_of


def write(place: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = place / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def test_every_file_of_a_policys_kinds_is_read_by_its_relative_name(tmp_path: Path):
    write(tmp_path, a_dot_yaml="a: é", lexicons__b_dot_en_dot_txt="b", notices__c_dot_md="c", d_dot_csv="d", e="e")
    assert read_folder(tmp_path) == {"a.yaml": "a: é", "lexicons/b.en.txt": "b", "notices/c.md": "c"}


def test_a_mark_at_the_beginning_is_no_part_of_the_text(tmp_path: Path):
    assert read_folder(write(tmp_path, a_dot_yaml=b"\xef\xbb\xbfa: 1")) == {"a.yaml": "a: 1"}


def test_every_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "MAX_FILE_BYTES", 100)
    write(tmp_path, a_dot_yaml=b"fine\nfine\nb: \xff", b_dot_txt="x" * 101, c_dot_md="fine")
    with pytest.raises(PolicyErrors) as raised:
        read_folder(tmp_path)
    assert [(error.file, error.line) for error in raised.value.errors] == [("a.yaml", 3), ("b.txt", 1)]


def test_links_that_lead_out_are_not_followed(tmp_path: Path):
    outside = write(tmp_path / "outside", secret_dot_txt="secret")
    inside = write(tmp_path / "inside", a_dot_yaml="a: 1")
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "c").symlink_to(outside)
    (inside / "d.yaml").symlink_to(inside / "a.yaml")
    assert set(read_folder(inside)) == {"a.yaml", "d.yaml"}


def test_what_is_no_file_is_no_text(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert read_folder(tmp_path) == {}


def test_more_files_than_a_policy_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "MAX_FILES", 1)
    with pytest.raises(PolicyErrors, match="more than 1 files"):
        policy_files(write(tmp_path, a_dot_yaml="", b_dot_yaml=""))


@pytest.mark.parametrize("name", ["nowhere", "a.yaml"])
def test_what_is_no_folder_is_said_to_be_none(tmp_path: Path, name: str):
    write(tmp_path, a_dot_yaml="a: 1")
    with pytest.raises(NotADirectoryError, match="gatepost init"):
        read_folder(tmp_path / name)
    assert stamp_of(tmp_path / name) == ()


def test_a_folders_stamp_changes_with_it(tmp_path: Path):
    stamps = [stamp_of(write(tmp_path, a_dot_yaml="a: 1"))]
    assert stamp_of(tmp_path) == stamps[0]
    write(tmp_path, a_dot_yaml="a: 22")
    stamps.append(stamp_of(tmp_path))
    write(tmp_path, b_dot_txt="b")
    stamps.append(stamp_of(tmp_path))
    (tmp_path / "a.yaml").unlink()
    stamps.append(stamp_of(tmp_path))
    assert len(set(stamps)) == len(stamps)


def test_a_link_that_leads_nowhere_hides_no_change_of_another_file(tmp_path: Path):
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    before = stamp_of(write(tmp_path, a_dot_yaml="a: 1"))
    assert before
    assert stamp_of(write(tmp_path, a_dot_yaml="a: 22")) != before
