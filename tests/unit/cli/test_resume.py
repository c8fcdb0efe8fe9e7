from datetime import timedelta
from pathlib import Path

import pytest

from demo.journal import records
from gatepost.proxy.pauses import Pause, read_pauses, write_pauses
from tests.unit.cli.conftest import Run
from tests.unit.cli.gateways import a_var_folder, now

OWNERSHIP = Pause(scope="rule", name="ownership", until=now() + timedelta(hours=2), reason="false positives")
ALL = Pause(scope="all", name="", until=now() + timedelta(hours=2), reason="incident 4711")


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A gateway with two pauses in force."""
    var = a_var_folder(tmp_path)
    write_pauses(var, [OWNERSHIP, ALL])
    return var


def changes(var: Path) -> list[tuple[str, str, str]]:
    return [(one["change"], one["scope"], one["name"]) for one in records(var) if one["kind"] == "policy"]


def test_it_ends_one_pause_and_leaves_the_others(run: Run, var: Path):
    done = run("resume", "rule", "ownership")
    assert (done.code, done.out) == (0, "rule ownership is in force again\n")
    assert read_pauses(var, now()) == (ALL,)


def test_it_is_on_record(run: Run, var: Path):
    run("resume", "all")
    assert changes(var) == [("resumed", "all", "")]


def test_what_is_not_paused_cannot_be_resumed(run: Run, var: Path):
    done = run("resume", "platform", "linkedin")
    assert (done.code, done.err) == (1, "platform linkedin is not paused\n")
    assert changes(var) == []
    assert read_pauses(var, now()) == (OWNERSHIP, ALL)


def test_a_pause_that_has_ended_is_none(run: Run, var: Path):
    write_pauses(var, [Pause(scope="all", name="", until=now() - timedelta(seconds=1), reason="over")])
    assert run("resume", "all").code == 1
