from datetime import date
from pathlib import Path

from gatepost.events.files import chains, file_name, number_in


def test_files_sort_in_the_order_they_were_written_whatever_the_clock_said(tmp_path: Path):
    names = [
        file_name("gateway-1", date(2026, 11, 24), 1),
        file_name("gateway-1", date(2026, 11, 23), 2),
        file_name("gateway-1", date(2027, 1, 1), 1_000_000),
        file_name("gateway-1", date(2026, 12, 1), 999_999),
    ]
    for name in names:
        (tmp_path / name).touch()
    found = [number_in(path) for path in chains(tmp_path)["gateway-1"]]
    assert found == [1, 2, 999_999, 1_000_000]


def test_writers_are_told_apart_and_other_files_are_left_alone(tmp_path: Path):
    for name in (
        "node.one-1.2026-11-24.000001.jsonl",
        "node.one-2.2026-11-24.000001.jsonl",
        "node.one-1.lock",
        "notes.jsonl",
        ".x.2026-11-24.000001.jsonl",
    ):
        (tmp_path / name).touch()
    assert list(chains(tmp_path)) == ["node.one-1", "node.one-2"]
    assert number_in(tmp_path / "notes.jsonl") == 0


def test_a_folder_that_is_not_there_has_no_journals(tmp_path: Path):
    assert chains(tmp_path / "nowhere") == {}
