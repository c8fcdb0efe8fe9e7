"""At the terminal: keys of people, evidence that opens for them and on record, holds, and keys that end."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.journal import records
from gatepost.clock import SystemClock
from gatepost.events.journal import Journal
from gatepost.evidence.vault import evidence_in, keep, reviewers_in
from gatepost.model import Event, Role
from gatepost.proxy.keys import load_keys
from gatepost.proxy.periods import known_periods, pseudonyms_of
from gatepost.sealing.readers import readers_in
from gatepost.testing import a_part
from tests.unit.cli.conftest import Run
from tests.unit.cli.gateways import a_var_folder, now
from tests.unit.events.making import a_decision_event
from tests.unit.sealing.people import PASSPHRASE

PICTURE = b"\x89PNG" + bytes(range(256)) * 300
type Typed = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return a_var_folder(tmp_path)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """A command as a program of its own, with what is typed at its questions."""

    def run(*words: str, given: str = PASSPHRASE) -> "subprocess.CompletedProcess[bytes]":
        program = [sys.executable, "-c", "from gatepost.cli import main; main()", *words]
        return subprocess.run(program, cwd=tmp_path, input=f"{given}\n".encode(), capture_output=True, check=False)

    return run


def an_incident(var: Path, days: int = 0) -> Event:
    event = a_decision_event(at=now() - timedelta(days=days))
    journal = Journal(
        var / "journal", name="node-1", key=load_keys(var / "keys").journal, strict=False, clock=SystemClock()
    )
    journal.append(event)
    journal.close()
    return event


def number(event: Event) -> str:
    return str(event.fields["number"])


def of_kind(var: Path, kind: str) -> list[dict[str, Any]]:
    return [record for record in records(var) if record["kind"] == kind]


def test_evidence_opens_for_its_reviewer_and_is_on_record(typed: Typed, var: Path):
    assert typed("keys", "new", "rose").returncode == 0
    assert typed("keys", "admit", "rose.pub", "--for", "evidence").returncode == 0
    event = an_incident(var)
    part = a_part(name="media[0]", role=Role.ATTACHMENT, data=PICTURE)
    keep(evidence_in(var), event.id, [part], readers_in(reviewers_in(var)))
    opening = ("evidence", "open", number(event), "--key", "rose.key", "--reason", "review")
    assert typed(*opening, given="not the passphrase").returncode == 2
    assert of_kind(var, "access") == []
    assert typed(*opening).stdout == PICTURE
    (access,) = of_kind(var, "access")
    assert (access["did"], access["about"], access["reason"]) == ("evidence-opened", event.id, "review")
    assert [change["change"] for change in of_kind(var, "policy")] == ["reader-added"]


def test_keys_of_people_are_not_overwritten_nor_guessable(typed: Typed, tmp_path: Path):
    assert b"12 characters" in typed("keys", "new", "rose", given="short").stderr
    assert typed("keys", "new", "../rose").returncode == 2
    typed("keys", "new", "rose")
    assert b"already" in typed("keys", "new", "rose").stderr
    assert (tmp_path / "rose.key").stat().st_mode & 0o777 == 0o600


def test_an_incident_without_evidence_says_so(run: Run, var: Path):
    assert run("evidence", "list", number(an_incident(var))).code == 1
    assert run("evidence", "list", "0000-0000").code == 2


def test_a_held_incident_outlives_a_purge_until_it_is_released(run: Run, var: Path):
    event = an_incident(var, days=400)
    (path,) = (var / "journal").glob("node-1*.jsonl")
    path.rename(path.with_name("node-1.2025-01-01.000001.jsonl"))
    held = run("events", "hold", "incident", number(event), "--reason", "a request")
    identifier = held.out.partition(":")[0]
    assert "0 payloads" in run("events", "purge").out
    assert number(event) not in run("events", "holds").out
    assert event.id in run("events", "holds").out
    assert run("events", "release", identifier).code == 0
    assert run("events", "release", identifier).code == 1
    assert "1 payloads in 1 files would go" in run("events", "purge", "--dry-run").out
    assert "1 payloads in 1 files removed" in run("events", "purge").out
    changes = [change["change"] for change in of_kind(var, "policy")]
    assert sorted(changes) == ["held", "purged", "released"]
    assert run("events", "verify").code == 0


@pytest.mark.parametrize("of", [("person", "emp-104"), ("person",), ("all", "p-7Q3F-K2MD-9XWA"), ("incident", "x")])
def test_a_hold_names_what_it_holds(run: Run, var: Path, of: tuple[str, ...]):
    an_incident(var)
    assert run("events", "hold", *of, "--reason", "a request").code == 2
    assert of_kind(var, "policy") == []


def test_a_key_that_is_over_is_destroyed_but_not_during_a_hold_nor_before(run: Run, var: Path):
    for period in ("2026-01-01", f"{now():%Y-%m-%d}", "2999-01-01"):
        pseudonyms_of(var / "keys", period)
    run("events", "hold", "all", "--reason", "a request")
    assert run("keys", "destroy", "2026-01-01").code == 2
    run("events", "release", run("events", "holds").out.split()[0])
    assert run("keys", "destroy", "2026-01-01").code == 0
    assert run("keys", "destroy", "2026-01-01").code == 1
    assert [run("keys", "destroy", period).code for period in ("2999-01-01", "../journal")] == [2, 2]
    assert known_periods(var / "keys") == (f"{now():%Y-%m-%d}", "2999-01-01")
    assert [change["change"] for change in of_kind(var, "policy")] == ["held", "released", "key-destroyed"]
