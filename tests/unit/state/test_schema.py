import sqlite3
from datetime import date
from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.state.schema import STATE, connect

LATER = len(STATE) + 1


def test_a_state_of_another_version_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "state.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE newer (column)")
        other.execute(f"PRAGMA user_version={LATER}")
    other.close()
    with pytest.raises(GatepostFault, match=rf"version {LATER}.*reads version {len(STATE)}"):
        connect(path, STATE, wait_ms=0)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("newer",)]
    other.close()


def test_connecting_again_changes_nothing(tmp_path: Path):
    path = tmp_path / "state.sqlite3"
    first = connect(path, STATE, wait_ms=0)
    first.execute("INSERT INTO agreements VALUES ('emp-104', '2026', 'en', 0)")
    second = connect(path, STATE, wait_ms=0)
    assert second.execute("SELECT count(*) FROM agreements").fetchone() == (1,)
    first.close()
    second.close()


@pytest.mark.parametrize("version", range(1, len(STATE)))
def test_a_state_of_an_earlier_version_keeps_what_it_has(tmp_path: Path, version: int):
    path = tmp_path / "state.sqlite3"
    old = connect(path, STATE[:version], wait_ms=0)
    old.execute("INSERT INTO agreements VALUES ('emp-104', '2026', 'en', 0)")
    old.close()
    new = connect(path, STATE, wait_ms=0)
    assert new.execute("SELECT count(*) FROM agreements").fetchone() == (1,)
    assert new.execute("SELECT count(*) FROM uploads").fetchone() == (0,)
    assert new.execute("PRAGMA user_version").fetchone() == (len(STATE),)
    new.close()


def test_what_was_counted_before_there_were_windows_still_counts(tmp_path: Path):
    path = tmp_path / "state.sqlite3"
    old = connect(path, STATE[:5], wait_ms=0)
    old.execute("INSERT INTO usage VALUES ('2026-11-24', 'emp-104', 'personal', 12, 3, 900, 7, 1)")
    old.execute("INSERT INTO holds VALUES ('r-1', 1, 'subject', 1, NULL)")
    old.close()
    new = connect(path, STATE, wait_ms=0)
    day = date(2026, 11, 24).toordinal()
    assert new.execute("SELECT * FROM days").fetchall() == [(day, "emp-104", "personal", "", 1200, 3, 900, 7)]
    assert new.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    new.close()
