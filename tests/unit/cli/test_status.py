import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from gatepost.disclosure.weeks import last_closed
from gatepost.proxy.pauses import Pause, write_pauses
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine
from tests.unit.cli.conftest import Run
from tests.unit.cli.gateways import a_var_folder, a_worker, now
from tests.unit.events.making import a_decision_event, a_journal
from tests.unit.figures.making import posts


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A gateway with one worker."""
    var = a_var_folder(tmp_path)
    a_worker(var)
    return var


def test_a_gateway_that_is_well_fits_on_one_screen(run: Run, var: Path):
    done = run("status")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Mode          enforce"
    assert lines[1].startswith("Policy        2026.11 (dddddddddddd), loaded ")
    assert "Worker 1      running, process 4711" in lines
    assert "State         var/state.sqlite3" in lines
    assert lines[-1].startswith("Certificates  until ")
    assert len(lines) < 24


def test_json_says_the_same_to_programs(run: Run, var: Path):
    told = json.loads(run("status", "--json").out)
    assert told["mode"] == "enforce"
    assert told["policy"]["version"] == "2026.11"
    assert told["workers"][0]["running"] is True
    assert told["state"] == "var/state.sqlite3"
    assert told["journal"] == {"files": 0, "bytes": 0, "not_in_store": None}
    assert told["certificate_expires"]
    assert told["needs_attention"] == []


def test_the_var_folder_can_lie_elsewhere(run: Run, var: Path, tmp_path: Path):
    var.rename(tmp_path / "elsewhere")
    assert run("status").code == 1
    assert run("status", "--var", "elsewhere").code == 0


@pytest.mark.parametrize(("scope", "name", "shown"), [("rule", "ownership", "rule ownership"), ("all", "", "all")])
def test_what_is_paused_is_shown_with_its_end_and_reason(run: Run, var: Path, scope: str, name: str, shown: str):
    until = now() + timedelta(hours=2)
    write_pauses(var, [Pause(scope=scope, name=name, until=until, reason="false positives")])
    assert f"PAUSED        {shown} until {until:%Y-%m-%d %H:%M} UTC: false positives\n" in run("status").out


def test_the_journals_are_measured_and_what_the_store_lacks_is_counted(run: Run, var: Path):
    with a_journal(var / "journal") as journal:
        journal.append(a_decision_event())
    engine = prepare(open_engine("sqlite://", var))
    Intake(engine, journals_in(var)).take_in()
    engine.dispose()
    assert "Journal       1 file, 0.0 MiB\n" in run("status").out
    (path,) = (var / "journal").glob("*.jsonl")
    with path.open("ab") as file:
        file.write(path.read_bytes().splitlines(keepends=True)[0])
    told = json.loads(run("status", "--json").out)["journal"]
    assert told == {"files": 1, "bytes": path.stat().st_size, "not_in_store": 1}


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_worker_that_is_silent_needs_attention(run: Run, var: Path, as_json: tuple[str, ...]):
    a_worker(var, at=now() - timedelta(seconds=30))
    done = run("status", *as_json)
    assert done.code == 1
    assert "no worker is running" in done.out


def test_workers_with_different_policies_need_attention(run: Run, var: Path):
    a_worker(var, worker="2", digest="e" * 64)
    done = run("status")
    assert done.code == 1
    assert "! the workers do not have the same policy" in done.out


def test_a_certificate_that_ends_soon_needs_attention(run: Run, tmp_path: Path):
    a_worker(a_var_folder(tmp_path, made=now() - timedelta(days=350)))
    done = run("status")
    assert done.code == 1
    assert "! the interception certificate ends within 30 days" in done.out


def test_retention_that_is_not_applied_for_three_days_needs_attention(run: Run, var: Path):
    assert "Retention     not applied yet\n" in run("status").out
    for days, code in ((2, 0), (4, 1)):
        at = now() - timedelta(days=days)
        (var / "retention.json").write_text(json.dumps({"at": at.isoformat(), "payloads": 12, "evidence": 0}))
        done = run("status")
        assert done.code == code
        assert f"Retention     applied {at:%Y-%m-%d %H:%M} UTC, 12 payloads removed\n" in done.out
    assert "! for three days nothing was removed" in done.out
    assert json.loads(run("status", "--json").out)["retention"]["payloads"] == 12


def test_figures_that_are_a_day_late_need_attention(run: Run, var: Path):
    week = last_closed(now().date() - timedelta(days=1))
    with a_journal(var / "journal") as journal:
        for event in posts("Labour", 12, at=datetime.combine(week + timedelta(days=2), time(16), UTC)):
            journal.append(event)
    run("events", "list")
    a_worker(var)
    late = run("status")
    assert (late.code, "! the figures of a week were not published" in late.out) == (1, True)
    assert "Figures       none published yet\n" in late.out
    run("figures", "publish")
    a_worker(var)  # publishing takes longer than a worker may be silent
    done = run("status")
    assert done.code == 0
    assert f"Figures       published to the week of {week}\n" in done.out


def test_where_nothing_ever_ran_it_says_so(run: Run):
    done = run("status")
    assert done.code == 1
    assert "unknown: no worker has ever run here" in done.out
    assert "Certificates  none yet" in done.out


def test_a_state_that_does_not_work_needs_attention(run: Run, var: Path):
    a_worker(var, state="rediss at state.example:6379/0", state_works=False)
    done = run("status")
    assert done.code == 1
    assert "State         rediss at state.example:6379/0\n" in done.out
    assert "! the state does not work" in done.out
