import os
import subprocess
import sys

import pytest

from demo.gateway import ROOT
from gatepost import __version__
from gatepost.cli import COMMANDS
from tests.unit.cli.conftest import Run


def test_help_names_every_command(run: Run):
    done = run("--help")
    assert done.code == 0
    for name, summary in COMMANDS.items():
        assert name in done.out
        assert summary.split(":")[0] in " ".join(done.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str):
    done = run(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"usage: gatepost {command}")
    assert len(done.out.splitlines()) > 6


def test_the_version_is_told(run: Run):
    assert run("--version") == (0, f"gatepost {__version__}\n", "")


def test_an_unknown_command_names_those_that_there_are(run: Run):
    done = run("bogus")
    assert done.code == 2
    assert "invalid choice: 'bogus'" in done.err
    assert "'doctor'" in done.err


def test_a_command_is_needed(run: Run):
    assert run().code == 2


def test_a_policy_folder_that_is_not_there_is_said_with_what_makes_one(run: Run):
    done = run("pac", "--policy", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "nowhere is not a policy folder: `gatepost init nowhere` makes one" in done.err


def test_a_reader_that_went_away_is_no_error():
    """`gatepost pac | head -1`"""
    program = "from gatepost.cli import main; main(['pac', '--policy', 'policy'])"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0
