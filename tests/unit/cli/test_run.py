"""What `gatepost run` refuses before anything listens; that it runs is for tests/e2e."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import POLICY, Run


@pytest.mark.parametrize("address", ["8080", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:70000"])
@pytest.mark.parametrize("option", ["--listen", "--metrics"])
def test_an_address_needs_a_host_and_a_port(run: Run, option: str, address: str):
    done = run("run", option, address)
    assert done.code == 2
    assert f"{address!r} is not HOST:PORT, such as 127.0.0.1:8080" in done.err


@pytest.mark.parametrize("count", ["0", "-1", "257", "many"])
def test_workers_are_counted_from_one(run: Run, count: str):
    assert run("run", f"--workers={count}").code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.8.20", "[::]"])  # noqa: S104 - it is refused
def test_others_are_not_let_in_without_a_way_to_tell_people_apart(run: Run, tmp_path: Path, host: str):
    done = run("run", "--listen", f"{host}:8080")
    assert done.code == 2
    assert "without authentication" in done.err
    assert "identity.yaml" in done.err
    assert not (tmp_path / "var").exists()


def test_a_wrong_policy_stops_the_start_with_every_mistake(run: Run, tmp_path: Path):
    folder = Path(shutil.copytree(POLICY, tmp_path / "ours"))
    text = (folder / "agency.yaml").read_text()
    (folder / "agency.yaml").write_text(
        text.replace("mode: enforce", "mode: never").replace("severity: high", "severity: hgh")
    )
    done = run("run", "--policy", "ours")
    assert done.code == 2
    assert len([line for line in done.err.splitlines() if ": error: " in line]) > 2
    assert not (tmp_path / "var").exists()


def test_metrics_on_a_taken_port_are_refused_by_name(tmp_path: Path):
    """In a process of its own: where a process counts is chosen once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = "{}:{}".format(*taken.getsockname())
        command = [sys.executable, "-c", "from gatepost.cli import main; main()", "run", "--metrics", address]
        places = ["--listen", "127.0.0.1:0", "--policy", str(POLICY), "--var", str(tmp_path / "var")]
        done = subprocess.run([*command, *places], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert f"metrics cannot be served on {address}: Address already in use" in done.stderr
    assert "--metrics" in done.stderr


def test_a_worker_that_is_not_ready_in_time_ends_the_start_and_says_so(tmp_path: Path):
    program = (
        "from gatepost.proxy import supervisor; supervisor.READY_SECONDS = 0.05; from gatepost.cli import main; main()"
    )
    addresses = [part for name in ("listen", "metrics") for part in (f"--{name}", "127.0.0.1:0")]
    places = ["--policy", str(POLICY), "--var", str(tmp_path / "var"), "--console", "off"]
    command = [sys.executable, "-c", program, "run", *addresses, *places]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("worker 1 was not ready within 0 seconds, and was ended: ")
    assert "Gatepost is running" not in done.stdout


def test_a_state_that_cannot_be_is_refused_without_its_secrets(run: Run, tmp_path: Path):
    for url in (
        "mysql://gatepost:secret@state.example",
        "redis://:secret@",
        "rediss://:secret@state.example?verify=no",
    ):
        done = run("run", "--state", url)
        assert done.code == 2
        assert "state" in done.err
        assert "secret" not in done.err
        assert not (tmp_path / "var").exists()
