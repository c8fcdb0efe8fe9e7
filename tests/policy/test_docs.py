"""The reference of the policy folder is complete, and its examples are good."""

import re
from itertools import chain

import pytest
from pydantic import BaseModel

from gatepost.model import Action, Activity, Agreement, Audience, Severity, Use, Window
from gatepost.policy.agency import (
    AccountsFile,
    AgencyFile,
    AgreementFile,
    AllowanceFile,
    Coaching,
    Contact,
    Fault,
    Limits,
    Mode,
    OnFault,
    ReadingFile,
    Reason,
    Retention,
    Threads,
)
from gatepost.policy.cases import Before, Case, Expectation, Person, UsageBefore, load_cases
from gatepost.policy.conditions import CONDITIONS
from gatepost.policy.holidays_written import OwnHoliday, StatutoryHolidays
from gatepost.policy.load import load_policy
from gatepost.policy.notices import OWN_NOTICES
from gatepost.policy.rule import Actions, CoachAtMost, RuleFile, When
from gatepost.policy.usage import UsageFile, Weights
from gatepost.policy.vocabulary import LABELS
from gatepost.policy.workdays import CalendarFile, PatternFile
from gatepost.testing import A_TUESDAY
from gatepost.yaml_source import parse
from tests.policy.shipped import FOLDER
from tests.unit.policy.folder import a_catch_all, a_folder

REFERENCE = (FOLDER.parent / "docs" / "policy.md").read_text("utf-8")
FENCED = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
CODE = set(re.findall(r"[a-zA-Z0-9_-]+", " ".join(re.findall(r"`([^`\n]+)`", FENCED.sub("", REFERENCE)))))

MODELS: tuple[type[BaseModel], ...] = (
    *(AgencyFile, Contact, Retention, Coaching, Reason, Limits, Threads, AgreementFile, OnFault),
    *(AllowanceFile, ReadingFile),
    *(RuleFile, When, Actions, CoachAtMost),
    *(Case, Person, Before, UsageBefore, UsageFile, Weights, Expectation),
    *(AccountsFile, CalendarFile, OwnHoliday, StatutoryHolidays, PatternFile),
)
WORDS = {
    *(info.alias or name for model in MODELS for name, info in model.model_fields.items()),
    *map(str, chain(Action, Use, Activity, Severity, Audience, Agreement, Mode, Fault, Window)),
    *chain(CONDITIONS, LABELS, *(values or () for values in LABELS.values())),
    *OWN_NOTICES,
}


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_key_condition_label_and_value_is_in_the_reference(word: str) -> None:
    assert word in CODE


def test_the_reference_s_rule_loads_and_its_case_is_a_case() -> None:
    rule, case, *_ = FENCED.findall(REFERENCE)
    written = parse(rule, file="docs/policy.md").data
    assert isinstance(written, list)
    files = a_folder([*written, a_catch_all()]) | {
        "notices/unreleased.en.md": "Not yet public.",
        "notices/unreleased.fr.md": "Pas encore public.",
    }
    assert load_policy(files).rules[0].id == "internal-documents"
    assert len(load_cases(case, file="docs/policy.yaml", now=A_TUESDAY)) == 1


def test_every_file_of_the_folder_is_in_the_reference() -> None:
    for path in FOLDER.rglob("*.yaml"):
        name = path.relative_to(FOLDER).as_posix()
        assert name in REFERENCE or name.startswith("platforms/")
