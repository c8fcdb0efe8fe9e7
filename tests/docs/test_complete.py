"""Everything that people can meet is in the documentation: the lists come from the code."""

import argparse
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
import yaml

from demo.gateway import ROOT
from gatepost.cli import COMMANDS
from gatepost.events.export import FORMATS
from gatepost.metrics import METRICS
from gatepost.model import Action, Activity, Use
from gatepost.policy.rule import When
from gatepost.policy.vocabulary import LABELS
from gatepost.proxy import options
from tests.docs.pages import TEXTS

IT = TEXTS[ROOT / "docs/it.md"]
GLOSSARY = TEXTS[ROOT / "docs/glossary.md"]
COMMANDS_PAGE = TEXTS[ROOT / "docs/commands.md"]
METRICS_PAGE = TEXTS[ROOT / "docs/metrics.md"]
POLICY_PAGE = TEXTS[ROOT / "docs/policy.md"]


def command_options() -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"gatepost.cli.{command}").add_parser(parser.add_subparsers())
        for option in _options(parser):
            yield command, option


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in set(action.choices.values()):
                yield from _options(below)
        else:
            yield from (option for option in action.option_strings if option not in {"-h", "--help"})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str):
    assert f"\n## gatepost {command}\n" in COMMANDS_PAGE


@pytest.mark.parametrize(("command", "option"), sorted(set(command_options())))
def test_every_option_of_a_command_is_explained(command: str, option: str):
    section = COMMANDS_PAGE.split(f"\n## gatepost {command}\n")[1].split("\n## ")[0]
    assert re.search(rf"`{option}[` ]", section)


@pytest.mark.parametrize("row", METRICS, ids=lambda row: row.name)
def test_every_metric_is_explained_with_its_labels(row):
    (line,) = [line for line in METRICS_PAGE.splitlines() if line.startswith("| `") and f"`{row.name}`" in line]
    assert set(re.findall(r"`(\w+)`", line.split("|")[2])) == set(row.labels)


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_in_the_glossary_and_in_the_policys_reference(label: str):
    assert f"| `{label}` |" in GLOSSARY
    assert f"`{label}`" in POLICY_PAGE


@pytest.mark.parametrize("word", [str(word) for kind in (Action, Activity, Use) for word in kind])
def test_every_word_of_the_vocabulary_is_in_the_glossary(word: str):
    assert any(f"`{word}`" in line.split("|")[1] for line in GLOSSARY.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("condition", When.model_fields)
def test_every_condition_is_explained(condition: str):
    assert f"| `{condition}` |" in POLICY_PAGE


def test_every_option_of_the_add_on_is_explained():
    names = re.findall(r'"(gatepost_\w+)"', (ROOT / options.__file__).read_text())
    assert names
    assert {name for name in names if f"`{name}`" not in COMMANDS_PAGE} == set()


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_format_is_explained(form: str):
    assert f"| `{form}` |" in TEXTS[ROOT / "docs/events.md"]


def test_every_alert_is_explained_with_its_severity():
    groups = yaml.safe_load((ROOT / "dashboards/alerts.yml").read_text())["groups"]
    for rule in (rule for group in groups for rule in group["rules"]):
        assert f"| `{rule['alert']}` | {rule['labels']['severity']} |" in METRICS_PAGE


def test_every_alert_that_a_page_names_exists():
    written = (ROOT / "dashboards/alerts.yml").read_text()
    for alert in set(re.findall(r"`(Gatepost[A-Z]\w+)`", IT + METRICS_PAGE)):
        assert f"alert: {alert}\n" in written or alert == "GatepostFault", alert
