import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gatepost.proxy.pauses import Pause, paused_names, read_pauses, write_pauses
from gatepost.testing import A_TUESDAY

HOUR = timedelta(hours=1)


def a_pause(**changes: Any) -> Pause:
    values: dict[str, Any] = {"scope": "rule", "name": "ownership", "until": A_TUESDAY + HOUR, "reason": "too strict"}
    return Pause(**values | changes)


def test_what_is_written_is_read(tmp_path: Path):
    pauses = (a_pause(), a_pause(scope="platform", name="linkedin", reason="leur client a changé"))
    write_pauses(tmp_path, pauses)
    assert read_pauses(tmp_path, A_TUESDAY) == pauses


def test_a_pause_ends_by_itself(tmp_path: Path):
    later = a_pause(name="respect", until=A_TUESDAY + 2 * HOUR)
    write_pauses(tmp_path, [a_pause(), later])
    assert read_pauses(tmp_path, A_TUESDAY + HOUR) == (later,)


def test_writing_none_ends_all(tmp_path: Path):
    write_pauses(tmp_path, [a_pause()])
    write_pauses(tmp_path, [])
    assert read_pauses(tmp_path, A_TUESDAY) == ()


def test_no_file_is_no_pause(tmp_path: Path):
    assert read_pauses(tmp_path, A_TUESDAY) == ()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"{}",
        b'"text"',
        b"[1]",
        b"[[]]",
        b"null",
        b'[{"scope": "all"}]',
        b'[{"scope": "rule", "name": "a", "until": "tomorrow", "reason": ""}]',
        b'[{"scope": "rule", "name": "a", "until": 7, "reason": ""}]',
        b'[{"scope": "rule", "name": "a", "until": "2026-11-24T16:15:00+00:00", "reason": "", "more": 1}]',
        b'[{"scope": "rule", "name": "a", "until": "2099-11-24T16:15:00", "reason": "no offset"}]',
    ],
)
def test_a_file_that_cannot_be_read_pauses_nothing(tmp_path: Path, written: bytes):
    (tmp_path / "pauses.json").write_bytes(written)
    assert read_pauses(tmp_path, A_TUESDAY) == ()


def test_the_file_is_replaced_in_one_step(tmp_path: Path):
    """Nothing but the file itself is left, and it is whole."""
    for number in range(3):
        write_pauses(tmp_path, [a_pause(name=str(number))])
        assert json.loads((tmp_path / "pauses.json").read_text())[0]["name"] == str(number)
    assert [path.name for path in tmp_path.iterdir()] == ["pauses.json"]


@pytest.mark.parametrize(
    ("pauses", "names"),
    [
        ([], set()),
        ([a_pause()], {"ownership"}),
        ([a_pause(), a_pause(scope="platform", name="linkedin")], {"ownership", "linkedin"}),
        ([a_pause(scope="all", name="")], {"all"}),
    ],
)
def test_deciding_is_told_names_of_rules_and_platforms_and_all(pauses: list[Pause], names: set[str]):
    assert paused_names(pauses) == names
