"""The command as a person types it: what it prints, and its exit code."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from demo.gateway import ROOT
from gatepost import cli, pipeline
from gatepost.detectors import Detectors
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Compile

POLICY = ROOT / "policy"


class Done(NamedTuple):
    code: int
    out: str
    err: str


type Run = Callable[..., Done]

_made: dict[object, Detectors] = {}
_make = pipeline.load_looking


@pytest.fixture(autouse=True)
def _detectors_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detectors take seconds to be made from the same word lists, and every command makes them."""

    def remembered(resources: Resources, compiler: Compile, files: Mapping[str, str]) -> Detectors:
        key = (tuple(sorted(resources.lexicons.items())), resources.agency_accounts, resources.patterns)
        if key not in _made:
            _made[key] = _make(resources, compiler, files)
        return replace(_made[key], phrases=resources.phrases)

    monkeypatch.setattr(pipeline, "load_looking", remembered)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `gatepost` in a folder of the test's own, with the shipped policy in it."""
    (tmp_path / "policy").symlink_to(POLICY)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        code = ended.value.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return run
