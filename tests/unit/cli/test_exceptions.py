"""Taking over what reviewers approved, on a real store and the shipped policy."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from demo.journal import records
from gatepost.proxy.keys import load_keys
from gatepost.store import exceptions
from gatepost.store.exceptions import Proposal
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, writing
from tests.unit.cli.conftest import POLICY, Run
from tests.unit.cli.gateways import now
from tests.unit.store.test_exceptions import a_proposal

PHRASE = "Protected B.C. bike lanes"
BY_HAND = (
    "{id: ours, rule: confidentiality-markings, phrase: Secret garden tour, owner: us, reason: a tour,"
    " since: 2026-01-01, until: 2026-01-31}"
)
type Approve = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load_keys(tmp_path / "var" / "keys")
    return Path(shutil.copytree(POLICY, tmp_path / "ours"))


@pytest.fixture
def approve(tmp_path: Path) -> Approve:
    def approve(**changes: Any) -> None:
        at = now()
        made: Proposal = a_proposal(**{"value": PHRASE, "at": at, "expires": at + timedelta(days=30)} | changes)
        engine = prepare(open_engine("sqlite://", tmp_path / "var"))
        with writing(engine) as db:
            number = exceptions.propose(db, made)
            assert exceptions.decide(db, number, "approved", by="c-max", at=at)
        engine.dispose()

    return approve


def entries(folder: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((folder / "exceptions.yaml").read_text())["exceptions"]
    return listed


def test_what_is_approved_is_written_beside_what_was_written_by_hand_and_goes_when_it_is_over(
    run: Run, folder: Path, approve: Approve, tmp_path: Path
):
    (folder / "exceptions.yaml").write_text(f"exceptions:\n  - {BY_HAND}\n")
    approve()
    done = run("exceptions", "write", "--policy", str(folder))
    assert (done.code, done.err) == (0, "")
    assert [one["id"] for one in entries(folder)] == ["ours", "exception-1"]
    assert run("exceptions", "write", "--policy", str(folder)).out.endswith("nothing to change\n")
    assert [one["exceptions"] for one in records(tmp_path / "var") if one["kind"] == "policy"] == [["exception-1"]]
    engine = prepare(open_engine("sqlite://", tmp_path / "var"))
    with writing(engine) as db:
        exceptions.withdraw(db, 1, by="c-max", at=now())
    engine.dispose()
    assert run("exceptions", "write", "--policy", str(folder)).code == 0
    assert [one["id"] for one in entries(folder)] == ["ours"]


def test_what_would_take_from_a_rule_what_it_is_for_is_not_written(run: Run, folder: Path, approve: Approve):
    approve(value="PROTECTED B")
    done = run("exceptions", "write", "--policy", str(folder))
    assert done.code == 1
    assert "example confidentiality-markings[0]: action is log, not block" in done.err
    assert done.err.endswith("nothing was written\n")
    assert not (folder / "exceptions.yaml").exists()


def test_what_has_no_rule_is_left_out(run: Run, folder: Path, approve: Approve):
    approve(rule="gone")
    approve(rule="agreement")
    done = run("exceptions", "write", "--policy", str(folder))
    assert done.code == 0
    assert "exception-1 is left out: no rule 'gone'" in done.err
    assert "exception-2 is left out" in done.err
    assert not (folder / "exceptions.yaml").exists()


def test_the_list_has_no_words_that_people_typed(run: Run, folder: Path, approve: Approve):
    approve()
    done = run("exceptions", "list")
    assert done.code == 0
    assert done.out.startswith("exception-1  confidentiality-markings  phrase  until ")
    assert "bike" not in done.out
    assert done.err == "1 in force, 0 waiting for a second reviewer\n"


def test_without_a_store_there_is_nothing_to_take_over(run: Run, folder: Path):
    done = run("exceptions", "list", "--var", "elsewhere")
    assert done.code == 2
    assert "there is no store" in done.err
    assert not Path("elsewhere").exists()


def test_a_folder_that_is_wrong_is_told_and_left_alone(run: Run, folder: Path, approve: Approve):
    (folder / "exceptions.yaml").write_text("exceptions: [{id: [}\n")
    approve()
    done = run("exceptions", "write", "--policy", str(folder))
    assert done.code == 2
    assert "exceptions.yaml:1:" in done.err
