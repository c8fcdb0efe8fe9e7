"""Every example of every shipped rule comes out as it says, through the real detectors."""

from functools import cache

import pytest

from gatepost.check import CaseResult, check_policy
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.pipeline import Gate, judge_case, load_gate
from gatepost.policy.agency import AgencyFile
from gatepost.policy.cases import Case, differences
from gatepost.policy.document import Policy
from gatepost.yaml_source import parse, validate
from tests.policy.shipped import shipped_files

AGENCY = validate(AgencyFile, parse(shipped_files()["agency.yaml"], file="agency.yaml"))
EXAMPLES = {f"{rule.id}[{index}]": case for rule in AGENCY.rules for index, case in enumerate(rule.examples)}


@cache
def gate() -> Gate:
    return load_gate(shipped_files(), compiler_in(cache_folder()))


def read_media(path: str) -> bytes:
    raise FileNotFoundError(path)


def decide_case(case: Case, policy: Policy) -> CaseResult:
    judged = judge_case(case, gate(), read_media)
    return CaseResult(decision=judged.decision, findings=judged.findings)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_out_as_it_says(name: str) -> None:
    judged = judge_case(EXAMPLES[name], gate(), read_media)
    assert differences(EXAMPLES[name], judged.decision, judged.findings) == ()


def test_there_is_nothing_to_report_of_the_shipped_folder() -> None:
    assert [str(error) for error in check_policy(shipped_files(), decide_case)] == []
