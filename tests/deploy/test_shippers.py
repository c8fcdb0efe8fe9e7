"""The configurations that send the record to a SIEM, held against the journals as they are written."""

from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from demo.gateway import ROOT
from gatepost.model import Account, Role
from gatepost.testing import a_finding, a_part, a_post
from tests.unit.events.making import a_decision, a_decision_event, a_journal, a_match

VECTOR: dict[str, Any] = yaml.safe_load((ROOT / "deploy/vector.yaml").read_text())
FLUENT_BIT: dict[str, Any] = yaml.safe_load((ROOT / "deploy/fluent-bit.yaml").read_text())
(TAIL,) = FLUENT_BIT["pipeline"]["inputs"]
(HTTP,) = FLUENT_BIT["pipeline"]["outputs"]
SOURCE, SIEM = VECTOR["sources"]["journals"], VECTOR["sinks"]["siem"]
STATE = Path("/var/lib/gatepost")  # what deploy/gatepost.service calls --var


def test_both_read_the_journals_and_nothing_else(tmp_path: Path):
    with a_journal(tmp_path / "journal") as journal:
        journal.append(a_decision_event())
    written = [STATE / path.relative_to(tmp_path) for path in (tmp_path / "journal").iterdir()]
    for pattern in (*SOURCE["include"], TAIL["path"]):
        assert any(fnmatch(str(path), pattern) for path in written)
        assert not fnmatch(str(STATE / "keys/journal.pem"), pattern)


def test_both_know_the_folder_of_the_service():
    assert f"--var {STATE} " in (ROOT / "deploy/gatepost.service").read_text()
    assert f"StateDirectory={STATE.name}\n" in (ROOT / "deploy/gatepost.service").read_text()


def test_the_longest_record_is_not_too_long_for_either(tmp_path: Path):
    long = "\u00e9" * 5000
    findings = [a_finding(excerpt=long, value="v" * 200) for _ in range(200)]
    parts = [a_part(name=f"media[{n}]", role=Role.ATTACHMENT, media_type=long) for n in range(200)]
    post = a_post(
        parts=tuple(parts), endpoint=long, reply_to=long, account=Account(platform="x", handle=long, official=True)
    )
    matched = tuple(a_match(f"rule-{n}" + "r" * 60) for n in range(200))
    with a_journal(tmp_path) as journal:
        journal.append(a_decision_event(post=post, findings=findings, decision=a_decision(matched=matched)))
    longest = max(len(line) for path in tmp_path.glob("*.jsonl") for line in path.read_bytes().splitlines())
    assert 100_000 < longest < SOURCE["max_line_bytes"]
    assert TAIL["buffer_max_size"] == "1M"
    assert longest < 1_000_000


def test_both_begin_at_the_beginning_and_remember_where_they_are():
    assert SOURCE["read_from"] == "beginning"
    assert VECTOR["data_dir"]
    assert TAIL["read_from_head"] is True
    assert TAIL["db"]


def test_neither_loses_a_record_while_the_siem_is_away():
    assert SIEM["acknowledgements"] == {"enabled": True}
    assert SIEM["buffer"]["when_full"] == "block"
    assert (TAIL["storage.type"], HTTP["retry_limit"]) == ("filesystem", "no_limits")


@pytest.mark.parametrize("name", ["vector.yaml", "fluent-bit.yaml"])
def test_the_token_comes_from_the_environment(name: str):
    assert "${SIEM_TOKEN}" in (ROOT / "deploy" / name).read_text()


def test_both_look_who_the_siem_is():
    assert SIEM["tls"]["verify_certificate"] is True
    assert SIEM["tls"]["verify_hostname"] is True
    assert (HTTP["tls"], HTTP["tls.verify"]) == (True, True)


def test_every_output_of_vector_has_an_input_that_exists():
    made = {*VECTOR["sources"], *VECTOR["transforms"], *(f"{name}.dropped" for name in VECTOR["transforms"])}
    for part in (*VECTOR["transforms"].values(), *VECTOR["sinks"].values()):
        assert set(part["inputs"]) <= made
