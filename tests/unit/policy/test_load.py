import json
from typing import Any

import pytest

from gatepost.errors import PolicyErrors
from gatepost.policy.load import digest, load_policy
from tests.unit.policy.folder import a_catch_all, a_folder, a_policy, a_rule

TWENTY_MISTAKES = """\
version: 1
mode: enforced
notice_given: yesterday
enforce_groups: [pilots]
unknown_use: official
on_fault: {default: shut}
contact: {en: The team, fr: L'équipe, email: nobody}
help_url: http://agency.example
coaching: {window: 10, reasons: []}
messages: [classifications]
limits: {text: 4MB}
repeat_windows: 10m
rules:
  - id: markings
    guideline: 2.6
    severity: enormous
    title: {en: Markings}
    when: {finding: [classification:protected-d], no_findings: [disclaimer]}
    action: deny
    notice: confidential
  - id: markings
    guideline: "2.6"
    severity: high
    title: {en: Markings, fr: Cotes}
    when: {group: [emploees], audience: [everybody]}
    action: {official: block, private: log}
    notice: privacy
    examples: [{expect: {rule: marking}}]
"""
THEIR_LINES = [*range(1, 10), 9, 10, 11, 12, 15, 16, 17, 18, 18, 19, 20, 21, 25, 25, 26, 28]


def mistakes(files: dict[str, str]) -> tuple[Any, ...]:
    with pytest.raises(PolicyErrors) as refused:
        load_policy(files)
    return refused.value.errors


def test_a_folder_becomes_a_policy() -> None:
    policy = a_policy(version="2026.11", agreement={"version": "7", "period": "30d"})
    assert policy.id.version == "2026.11"
    assert [rule.id for rule in policy.rules] == ["markings", "anything-else"]
    assert (policy.agreement.version, policy.agreement.period.days) == ("7", 30)
    assert policy.retention.block.days == 365
    assert policy.limits.image == 32 * 2**20
    assert policy.accounts["reddit"] == {"agencycanada"}


def test_a_policy_with_many_mistakes_reports_them_all_with_line_and_column() -> None:
    found = mistakes(a_folder() | {"agency.yaml": TWENTY_MISTAKES})
    assert [error.line for error in found] == THEIR_LINES
    assert len(found) >= 20
    lines = TWENTY_MISTAKES.splitlines()
    assert all(lines[error.line - 1][error.column - 1 :].strip() for error in found)


def test_a_mistake_says_what_to_write_instead() -> None:
    said = "\n".join(str(error) for error in mistakes(a_folder() | {"agency.yaml": TWENTY_MISTAKES}))
    for advice in ("did you mean 'pilot'?", "did you mean `no_finding`?", "did you mean 'employees'?", "write a size"):
        assert advice in said
    assert "agency.yaml:21:9: error: there is a rule 'markings' already: give this one a name of its own" in said


def test_mistakes_of_all_files_are_told_in_one_run() -> None:
    files = a_folder([a_rule(notice="privat")]) | {
        "accounts.yaml": "accounts: {X: []}\n",
        "calendar.yaml": "hours: 8\n",
        "notices/extra.en.md": "Only English.",
        "notices/privacy.fr.md": "   ",
        "notices/privacy.de.md": "Auf Deutsch.",
    }
    del files["notices/fault.en.md"]
    found = {error.file for error in mistakes(files)}
    assert found == {
        "agency.yaml",
        "accounts.yaml",
        "calendar.yaml",
        "notices/extra.en.md",
        "notices/fault.fr.md",
        "notices/privacy.fr.md",
        "notices/privacy.de.md",
    }


@pytest.mark.parametrize("name", ["agency.yaml", "accounts.yaml", "calendar.yaml"])
def test_a_missing_file_is_told(name: str) -> None:
    files = a_folder()
    del files[name]
    assert [str(error) for error in mistakes(files)] == [
        f"{name}:1:1: error: the file is missing: a policy folder needs it"
    ]


def test_what_is_not_yaml_is_told_once() -> None:
    (error,) = mistakes(a_folder() | {"agency.yaml": "rules: [\n"})
    assert error.file == "agency.yaml"


def test_other_files_of_the_folder_are_not_this_loader_s_business() -> None:
    load_policy(a_folder() | {"lexicons/a.en.txt": "\x00", "platforms/x.yaml": "{", "README.md": ""})


def test_the_digest_covers_every_file_and_not_their_order() -> None:
    files = a_folder()
    turned = dict(reversed(files.items()))
    assert digest(files) == digest(turned) == load_policy(files).id.digest
    assert digest(files) != digest(files | {"lexicons/a.en.txt": "word"})
    assert digest({"a": "bc"}) != digest({"ab": "c"})


def test_a_policy_needs_no_catch_all_and_no_examples_to_load() -> None:
    assert len(a_policy([a_rule(examples=[])]).rules) == 1
    assert json.loads(a_folder([a_catch_all()])["agency.yaml"])["rules"][0]["when"] == {"always": True}
