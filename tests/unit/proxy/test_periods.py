"""A key for each period, made by whoever comes first, destroyed with all that leads its pseudonyms back."""

import multiprocessing
from datetime import timedelta
from pathlib import Path

from gatepost.proxy.naming import Naming, revealers_in
from gatepost.proxy.periods import destroy_period, known_periods, pseudonyms_of
from gatepost.reveal.names import login_of
from gatepost.sealing.readers import public_text
from gatepost.testing import A_TUESDAY
from tests.unit.sealing.people import a_key

LENGTH = timedelta(days=90)
ROSE = a_key()


def a_var(var: Path) -> Path:
    folder = revealers_in(var)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rose.pub").write_text(public_text(ROSE.public_key))
    return var


def _code(keys: Path) -> str:
    return pseudonyms_of(keys, "2026-09-21").of("principal", "emp-104")


def test_processes_that_come_at_once_have_one_key(tmp_path: Path):
    with multiprocessing.get_context("spawn").Pool(4) as processes:
        assert len(set(processes.map(_code, [tmp_path] * 8))) == 1


def test_names_turn_with_the_period_and_not_before(tmp_path: Path):
    naming = Naming(a_var(tmp_path), "node-1", A_TUESDAY, LENGTH)
    first, before = naming.period, naming.of("emp-104").of("principal", "emp-104")
    naming.turn(A_TUESDAY + timedelta(minutes=1), LENGTH)
    assert naming.period == first
    naming.turn(A_TUESDAY + LENGTH, LENGTH)
    after = naming.of("emp-104").of("principal", "emp-104")
    assert naming.period != first
    assert after != before
    assert known_periods(tmp_path / "keys") == (first, naming.period)
    assert login_of(tmp_path, naming.period, after, ROSE) == login_of(tmp_path, first, before, ROSE) == "emp-104"


def test_who_becomes_a_revealer_needs_no_restart(tmp_path: Path):
    (tmp_path / "keys").mkdir()
    naming = Naming(tmp_path, "node-1", A_TUESDAY, LENGTH)
    naming.of("emp-104")
    a_var(tmp_path)
    naming.turn(A_TUESDAY, LENGTH)
    code = naming.of("emp-104").of("principal", "emp-104")
    assert login_of(tmp_path, naming.period, code, ROSE) == "emp-104"


def test_a_destroyed_period_leads_nobody_back(tmp_path: Path):
    naming = Naming(a_var(tmp_path), "node-1", A_TUESDAY, LENGTH)
    code = naming.of("emp-104").of("principal", "emp-104")
    assert destroy_period(tmp_path, naming.period) == 2
    assert known_periods(tmp_path / "keys") == ()
    assert login_of(tmp_path, naming.period, code, ROSE) is None
    assert pseudonyms_of(tmp_path / "keys", naming.period).of("principal", "emp-104") != code
    assert destroy_period(tmp_path, "1999-01-01") == 0
