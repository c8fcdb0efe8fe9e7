from pathlib import Path

import yaml

from tests.unit.cli.conftest import POLICY, Run


def test_a_fresh_folder_observes_and_names_a_pilot_and_no_notice(run: Run, tmp_path: Path):
    done = run("init", "ours")
    assert done.code == 0
    agency = yaml.safe_load((tmp_path / "ours/agency.yaml").read_text())
    assert (agency["mode"], agency["enforce_groups"], agency["notice_given"]) == ("observe", ["pilot"], None)
    assert "gatepost check ours" in done.out
    assert "agreement/en.md and agreement/fr.md" in done.out


def test_everything_else_is_as_shipped(run: Run, tmp_path: Path):
    run("init", "ours")
    shipped = yaml.safe_load((POLICY / "agency.yaml").read_text())
    made = yaml.safe_load((tmp_path / "ours/agency.yaml").read_text())
    changed = {name for name in made if made[name] != shipped.get(name)}
    assert changed == {"mode", "enforce_groups", "notice_given"}
    assert {path.relative_to(tmp_path / "ours") for path in (tmp_path / "ours").rglob("*")} == {
        path.relative_to(POLICY) for path in POLICY.rglob("*")
    }


def test_check_says_what_is_still_missing_and_nothing_else(run: Run, tmp_path: Path):
    """Nobody may be recorded before they have been told."""
    run("init", "ours")
    done = run("check", "ours")
    assert done.code == 1
    assert "notice_given" in done.err
    assert done.err.splitlines()[-1] == "1 mistake"
    agency = tmp_path / "ours/agency.yaml"
    agency.write_text(agency.read_text().replace("notice_given: null", "notice_given: 2026-11-02"))
    assert run("check", "ours").code == 0


def test_a_folder_that_is_there_is_left_alone(run: Run, tmp_path: Path):
    (tmp_path / "ours").mkdir()
    done = run("init", "ours")
    assert done.code == 2
    assert "ours is there already" in done.err
    assert not list((tmp_path / "ours").iterdir())


def test_the_shipped_policy_can_lie_elsewhere(run: Run, tmp_path: Path):
    (tmp_path / "policy").unlink()
    assert run("init", "ours").code == 2
    assert run("init", "ours", "--from", str(POLICY)).code == 0
