import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.unit.cli.captures import a_har
from tests.unit.cli.conftest import POLICY, Run


@pytest.fixture
def gentler(tmp_path: Path) -> str:
    """The shipped policy, but security markings are only coached."""
    folder = Path(shutil.copytree(POLICY, tmp_path / "gentler"))
    agency = yaml.safe_load((folder / "agency.yaml").read_text())
    rule = next(rule for rule in agency["rules"] if rule["id"] == "confidentiality-markings")
    rule["action"] = "coach"
    (folder / "agency.yaml").write_text(yaml.safe_dump(agency, allow_unicode=True))
    return str(folder)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    path = tmp_path / "cases.json"
    told = [{"id": "marked", "text": "PROTECTED B: survey tables"}, {"id": "clean", "text": "Lovely fog"}]
    path.write_text(json.dumps(told))
    return str(path)


def test_what_would_change_is_told_and_the_answer_is_no(run: Run, gentler: str, cases: str):
    done = run("diff", "policy", gentler, cases)
    assert done.code == 1
    assert done.out.splitlines() == [
        f"{cases}: marked: block (confidentiality-markings) -> coach (confidentiality-markings)",
        "1 of 2 would change",
    ]


def test_the_same_policy_changes_nothing(run: Run, cases: str):
    assert run("diff", "policy", "policy", cases)[:2] == (0, "0 of 2 would change\n")


def test_a_platform_that_is_no_longer_defined_is_not_inspected(run: Run, tmp_path: Path):
    traffic = a_har(tmp_path / "traffic.har", "Lovely fog over the canal")
    without = Path(shutil.copytree(POLICY, tmp_path / "without"))
    (without / "platforms/x.yaml").unlink()
    done = run("diff", "policy", str(without), traffic)
    assert done.code == 1
    assert done.out.splitlines()[0].endswith("-> not inspected")
