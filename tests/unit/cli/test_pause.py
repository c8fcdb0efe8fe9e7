from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.journal import records
from gatepost.cli.pause import duration
from gatepost.proxy.pauses import read_pauses
from tests.unit.cli.conftest import Run
from tests.unit.cli.gateways import a_var_folder, now

FOR = ("--for", "2h", "--reason", "false positives")


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return a_var_folder(tmp_path)


def changes(var: Path) -> list[dict[str, Any]]:
    return [record for record in records(var) if record["kind"] == "policy"]


def in_force(var: Path) -> list[tuple[str, str, str]]:
    return [(pause.scope, pause.name, pause.reason) for pause in read_pauses(var, now())]


@pytest.mark.parametrize(("scope", "name"), [("rule", "ownership"), ("platform", "linkedin"), ("all", "")])
def test_a_pause_is_in_force_and_on_record(run: Run, var: Path, scope: str, name: str):
    done = run("pause", *f"{scope} {name}".split(), *FOR)
    assert done.code == 0
    assert done.out.startswith(f"{scope} {name}".strip() + " is paused until ")
    assert in_force(var) == [(scope, name, "false positives")]
    (change,) = changes(var)
    assert (change["change"], change["scope"], change["name"]) == ("paused", scope, name)
    assert change["reason"] == "false positives"
    assert change["by"]


def test_it_lasts_as_long_as_it_says(run: Run, var: Path):
    run("pause", "all", *FOR)
    (pause,) = read_pauses(var, now())
    assert timedelta(minutes=119) < pause.until - now() <= timedelta(hours=2)


def test_pausing_again_moves_the_end_and_leaves_others_alone(run: Run, var: Path):
    run("pause", "rule", "ownership", *FOR)
    run("pause", "rule", "respect", *FOR)
    run("pause", "rule", "ownership", "--for", "1d", "--reason", "still")
    assert in_force(var) == [("rule", "respect", "false positives"), ("rule", "ownership", "still")]


@pytest.mark.parametrize(
    ("scope", "name", "known"), [("rule", "ownreship", "ownership"), ("platform", "linkedln", "linkedin")]
)
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(
    run: Run, var: Path, scope: str, name: str, known: str
):
    """A brake pulled for a misspelt rule would stop nothing."""
    done = run("pause", scope, name, *FOR)
    assert done.code == 2
    assert f"has no {scope} {name!r}" in done.err
    assert known in done.err
    assert in_force(var) == []
    assert changes(var) == []


def test_all_needs_no_policy(run: Run, var: Path):
    """The last resort works whatever has become of the policy folder."""
    assert run("pause", "all", *FOR, "--policy", "nowhere").code == 0


@pytest.mark.parametrize("words", [("rule",), ("platform",), ("all", "ownership")])
def test_what_is_paused_must_be_said(run: Run, var: Path, words: tuple[str, ...]):
    done = run("pause", *words, *FOR)
    assert done.code == 2
    assert "say which rule or platform" in done.err


@pytest.mark.parametrize("missing", ["--for", "--reason"])
def test_an_end_and_a_reason_are_needed(run: Run, var: Path, missing: str):
    words = {"--for": "2h", "--reason": "why"}
    del words[missing]
    done = run("pause", "all", *(part for pair in words.items() for part in pair))
    assert done.code == 2
    assert missing in done.err


def test_a_folder_that_is_no_gateways_is_refused(run: Run):
    done = run("pause", "all", *FOR, "--var", "nowhere")
    assert done.code == 2
    assert "nowhere is no gateway's var folder" in done.err


@pytest.mark.parametrize(
    ("text", "length"),
    [("30m", timedelta(minutes=30)), ("2h", timedelta(hours=2)), ("1d", timedelta(days=1)), ("7d", timedelta(days=7))],
)
def test_durations_are_a_number_and_a_unit(text: str, length: timedelta):
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "2", "h", "0m", "-1h", "8d", "169h", "1w", "2 h", "1h30m", "٣h", "99999m"])
def test_other_durations_are_refused_with_those_that_are_good(run: Run, var: Path, text: str):
    done = run("pause", "all", f"--for={text}", "--reason", "why")
    assert done.code == 2
    assert "is not a time such as 30m, 2h or 1d, at most 7d" in done.err
