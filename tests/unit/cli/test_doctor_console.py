"""What the doctor says of the console: each look by itself, as the whole command also looks at the policy."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.cli.doctor_console import people, reached, retention
from gatepost.errors import GatepostError
from tests.unit.cli.conftest import POLICY
from tests.unit.cli.gateways import now


def test_a_store_that_does_not_work_is_wrong_and_its_password_is_not_told(tmp_path: Path):
    (told,) = people("postgresql://gatepost:secret@127.0.0.1:1/gatepost", POLICY, tmp_path)
    assert told.wrong
    assert told.text.startswith("the store, postgresql://gatepost:***@127.0.0.1:1/gatepost, does not work: connection")
    assert "secret" not in told.text


def test_before_there_is_a_store_nothing_is_said_of_it(tmp_path: Path):
    assert list(people("sqlite://", POLICY, tmp_path)) == []
    (tmp_path / "store.sqlite3").touch(mode=0o600)
    (told,) = people("sqlite://", POLICY, tmp_path)
    assert not told.wrong
    assert told.text.startswith("nobody has an account in the console yet")


def test_how_the_console_is_reached_is_told(tmp_path: Path):
    (told,) = reached(POLICY, tmp_path)
    assert "for this machine alone" in told.text
    written = tmp_path / "console.yaml"
    written.write_text("url: https://gatepost.agency.example\n")
    written.chmod(0o600)
    told, wrong = reached(POLICY, tmp_path)
    assert told.text == "the console is at https://gatepost.agency.example, and people sign in by passwords"
    assert wrong.wrong
    assert "`proxies`" in wrong.text
    written.chmod(0o644)
    with pytest.raises(GatepostError, match="can be read by others"):
        list(reached(POLICY, tmp_path))


@pytest.mark.parametrize(("days", "late"), [(1, False), (4, True)])
def test_retention_that_is_late_is_wrong(tmp_path: Path, days: int, late: bool):
    (told,) = retention(POLICY, tmp_path)
    assert not told.wrong
    at = now() - timedelta(days=days)
    (tmp_path / "retention.json").write_text(json.dumps({"at": at.isoformat(), "payloads": 0, "evidence": 0}))
    (told,) = retention(POLICY, tmp_path)
    assert told.wrong is late
    assert f"last removed from the record on {at:%Y-%m-%d}" in told.text
