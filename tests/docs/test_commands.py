"""What the documentation tells people to type can be typed."""

import io
import json
import re
import subprocess
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import yaml

from demo.gateway import ROOT
from gatepost.cli import COMMANDS, parser_for
from gatepost.errors import PolicyErrors
from gatepost.folder import read_folder
from gatepost.pipeline import load_gate
from gatepost.platforms import load_platforms
from tests.docs.pages import EVERYTHING, PAGES, TEXTS, all_blocks, blocks, command_lines, named, spans

POLICY = ROOT / "policy"
README, IT = TEXTS[ROOT / "README.md"], TEXTS[ROOT / "docs/it.md"]
TYPED = sorted({(named(page), *words) for page, words in command_lines()})


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_every_command_line_is_understood(typed: tuple[str, ...]):
    _, *words = typed
    parser_for(words).parse_args(words)


def test_every_command_is_typed_somewhere():
    assert {words[1] for words in TYPED} == COMMANDS.keys()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_in_the_text_exist_with_their_options(page: Path):
    for span in spans(page):
        words = span.removeprefix(".venv/bin/").split()
        if words[0] != "gatepost" or len(words) == 1 or not words[1].isalpha() or not words[1].islower():
            continue
        assert words[1] in COMMANDS, span
        helped = _help(words[1])
        for option in re.findall(r"(?<![\w-])--\w[\w-]*", span.partition(" -- ")[0]):
            assert option in helped, span


_HELP: dict[str, str] = {}
_ACTIONS = {
    "events": ["list", "show", "verify", "export", "purge", "hold", "release", "holds"],
    "evidence": ["list", "open"],
    "figures": ["publish", "export"],
    "keys": ["list", "new", "admit", "destroy"],
}


def _help(command: str) -> str:
    if command not in _HELP:
        told = io.StringIO()
        for action in _ACTIONS.get(command, [""]):
            words = [*f"{command} {action}".split(), "--help"]
            with redirect_stdout(told), pytest.raises(SystemExit, match="0"):
                parser_for(words).parse_args(words)
        _HELP[command] = told.getvalue()
    return _HELP[command]


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    typed = re.findall(r"(?:`|^|&& |=all )make (\w+)", EVERYTHING, re.MULTILINE)
    assert {"run", "test", "demo"} <= set(typed) <= targets


def test_the_readmes_test_command_is_make_test():
    section = README.split("## Tests")[1].split("\n## ")[0]
    assert re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1] == "make test\n"  # type: ignore[index] # it is there


def test_the_case_of_the_readme_is_decided_as_it_says(tmp_path: Path):
    typed = next(block.text for block in blocks(ROOT / "README.md") if "case.yaml" in block.text)
    script = typed.replace(".venv/bin/gatepost explain", f"{ROOT}/.venv/bin/gatepost explain --policy {POLICY}")
    done = subprocess.run(["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "block: confidentiality-markings (guideline 2.6)" in done.stdout


def test_the_rule_of_the_readme_is_a_rule(tmp_path: Path):
    files = dict(read_folder(POLICY))
    agency = yaml.safe_load(files["agency.yaml"])
    agency["rules"].insert(0, _yaml("- id: internal-documents")[0])
    files["agency.yaml"] = json.dumps(agency, default=str, ensure_ascii=False)
    load_gate(files)


def test_the_platform_of_the_readme_is_a_platform():
    platforms = load_platforms({"platforms/example.yaml": _block("platform: example")}, None)
    assert platforms.listed("api.example.com")


def _yaml(beginning: str):
    return yaml.safe_load(_block(beginning))


def _block(beginning: str) -> str:
    (text,) = [block.text for block in blocks(ROOT / "README.md") if block.text.startswith(beginning)]
    return text


@pytest.mark.parametrize("name", ["squid.conf", "transparent.nft"])
def test_configuration_that_a_page_shows_is_the_one_that_is_shipped(name: str):
    """Comments, blank lines and indentation aside."""
    shipped = _lines((ROOT / "deploy" / name).read_text())
    assert any(_lines(block.text) == shipped for block in all_blocks())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def test_the_identity_that_a_page_shows_for_squid_is_one():
    (shown,) = [block.text for block in all_blocks() if "behind Squid" in block.text]
    files = dict(read_folder(POLICY)) | {"identity.yaml": shown}
    try:
        gate = load_gate(files)
    except PolicyErrors as errors:
        pytest.fail(str(errors))
    assert gate.identity.guarded
    assert str(gate.identity.trusted_upstream[0].header).lower() == "x-authenticated-user"


def test_places_in_the_guide_are_those_of_the_unit():
    unit = (ROOT / "deploy/gatepost.service").read_text()
    for place in ("/opt/gatepost", "/etc/gatepost/policy", "/var/lib/gatepost", "/etc/gatepost/gatepost.env"):
        assert place in unit
        assert place in IT
