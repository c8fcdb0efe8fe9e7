"""The systemd unit, read by systemd itself."""

import subprocess
from pathlib import Path

import pytest

from demo.gateway import ROOT
from gatepost.proxy.supervisor import STOP_SECONDS

UNIT = (ROOT / "deploy/gatepost.service").read_text()
SETTINGS = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line and not line.startswith("#"))
INSTALLED = "/opt/gatepost/.venv/bin/gatepost"

systemd = pytest.mark.needs("systemd-analyze")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with the programs of this machine, which `verify` looks for."""
    path = tmp_path / "gatepost.service"
    path.write_text(UNIT.replace(INSTALLED, "/bin/true"))
    return path


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False, timeout=60)


@systemd
def test_systemd_finds_nothing_to_mend(unit: Path):
    done = analyze("verify", str(unit))
    assert (done.returncode, done.stderr) == (0, "")


@systemd
def test_it_is_exposed_no_more_than_a_service_on_the_network_must_be(unit: Path):
    """The scale goes from 0 (nothing is exposed) to 10; a service without any hardening has 9.6."""
    done = analyze("security", "--offline=true", "--threshold=15", str(unit))
    assert done.returncode == 0, done.stdout


def test_it_waits_longer_for_the_workers_than_their_parent_does():
    assert int(SETTINGS["TimeoutStopSec"]) > STOP_SECONDS


def test_the_parent_alone_is_told_to_stop():
    """It lets the workers finish; told themselves, they would stop before it knows."""
    assert SETTINGS["KillMode"] == "mixed"


def test_only_its_own_folder_can_be_written():
    assert SETTINGS["ProtectSystem"] == "strict"
    assert f"--var {SETTINGS['ReadWritePaths']} " in SETTINGS["ExecStart"]


def test_it_has_no_rights():
    assert SETTINGS["CapabilityBoundingSet"] == ""
    assert SETTINGS["NoNewPrivileges"] == "true"
    assert SETTINGS["User"] == "gatepost"
