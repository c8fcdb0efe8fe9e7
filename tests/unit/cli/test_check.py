import shutil
from pathlib import Path

import pytest

from tests.unit.cli.conftest import POLICY, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICY, tmp_path / "ours"))


def test_the_shipped_policy_is_good(run: Run):
    done = run("check")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("policy: good: ")


def test_every_mistake_is_told_with_its_place_and_what_to_do(run: Run, folder: Path):
    agency = folder / "agency.yaml"
    text = (
        agency.read_text().replace("mode: enforce", "mode: sometimes").replace("notice: official-use", "notice: off", 1)
    )
    agency.write_text(text)
    done = run("check", str(folder))
    assert (done.code, done.out) == (1, "")
    assert f"{agency}:{1 + text[: text.index('sometimes')].count('\n')}:" in done.err
    assert f"{agency}:{1 + text[: text.index('notice: off')].count('\n')}:" in done.err
    assert all(": error: " in line for line in done.err.splitlines()[:-1])
    assert done.err.splitlines()[-1].endswith("mistakes")


def test_an_example_that_comes_out_differently_is_a_mistake(run: Run, folder: Path):
    agency = folder / "agency.yaml"
    clean = '{text: Good morning Ottawa, account: "@statcan_english_fans", expect: {action: log, use: personal}}'
    assert clean in agency.read_text()
    agency.write_text(agency.read_text().replace(clean, clean.replace("action: log", "action: block")))
    done = run("check", str(folder))
    assert done.code == 1
    assert "action is log, not block" in done.err
    assert done.err.splitlines()[-1] == "1 mistake"


def test_an_exception_that_takes_what_a_rule_is_for_shows_in_its_examples_and_one_that_is_over_is_a_warning(
    run: Run, folder: Path
):
    one = "{id: all, rule: confidentiality-markings, phrase: PROTECTED B, owner: us, reason: none,"
    file = folder / "exceptions.yaml"
    file.write_text(f"exceptions:\n  - {one} since: 2026-11-01, until: 2026-11-30}}\n")
    done = run("check", str(folder))
    assert done.code == 1
    assert "example confidentiality-markings[" in done.err
    file.write_text(f"exceptions:\n  - {one} since: 2026-01-01, until: 2026-01-31}}\n")
    done = run("check", str(folder))
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert done.err.startswith(f"{file}:2:")
    assert ": warning: the exception 'all' ended on 2026-01-31" in done.err


def test_a_staff_directory_that_is_named_and_not_there_is_a_mistake(run: Run, folder: Path):
    (folder / "identity.yaml").write_text("directory: {file: directory.csv}\n")
    done = run("check", str(folder))
    assert done.code == 1
    assert "identity.yaml:1:1: error: directory.csv cannot be read" in done.err


def test_what_is_no_folder_could_not_be_checked(run: Run):
    done = run("check", "nowhere")
    assert done.code == 2
    assert "nowhere is not a policy folder" in done.err
