"""The `needs` marker: a missing program skips with a remedy, or fails where nothing may go untried."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.gateway import ROOT

_TESTS = """
import pytest

@pytest.mark.needs("curl")
def test_with_curl(): pass

@pytest.mark.needs("a-program-that-nobody-wrote")
def test_with_an_unknown_need(): pass
"""


def _run(folder: Path, **environment: str) -> str:
    (folder / "test_needs.py").write_text(_TESTS)
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs\naddopts = --strict-markers\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", str(folder)],
        cwd=folder,
        env={**os.environ, "GATEPOST_REQUIRE": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture
def without_programs(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    return {"PATH": str(tmp_path / "bin")}


@pytest.mark.needs("curl")
def test_a_need_that_is_met_changes_nothing(tmp_path: Path):
    assert "PASSED test_needs.py::test_with_curl" in _run(tmp_path)


def test_a_missing_program_skips_and_says_what_to_install(tmp_path: Path, without_programs: dict[str, str]):
    said = _run(tmp_path, **without_programs)
    assert "1 skipped" in said
    assert "1 test(s) need curl: apt-get install curl" in said


def test_where_all_is_required_a_missing_program_fails(tmp_path: Path, without_programs: dict[str, str]):
    said = _run(tmp_path, GATEPOST_REQUIRE="all", **without_programs)
    assert "FAILED test_needs.py::test_with_curl" in said or "ERROR test_needs.py::test_with_curl" in said


def test_a_need_that_nobody_knows_is_a_mistake(tmp_path: Path):
    assert "nobody knows the need a-program-that-nobody-wrote" in _run(tmp_path)
