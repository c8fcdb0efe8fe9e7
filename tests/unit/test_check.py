from typing import Any

from gatepost.check import CaseResult, check_policy
from gatepost.errors import PolicyError
from gatepost.model import Finding
from gatepost.policy.cases import Case
from gatepost.policy.decide import decide
from gatepost.policy.document import Policy
from gatepost.testing import a_finding
from tests.unit.policy.folder import a_catch_all, a_folder, a_rule


def read_media(path: str) -> bytes:
    raise FileNotFoundError(2, "No such file or directory", path)


def decide_case(case: Case, policy: Policy) -> CaseResult:
    """A stand-in for the detectors: each word of the text that is a finding's name is found."""
    findings: tuple[Finding, ...] = tuple(a_finding(word) for word in (case.text or "").split() if ":" in word)
    return CaseResult(decision=decide(case.post(read_media), findings, case.past(), policy), findings=findings)


def check(files: dict[str, str]) -> list[PolicyError]:
    return check_policy(files, decide_case)


def an_example(text: str, **expect: Any) -> dict[str, Any]:
    return {"text": text, "expect": expect}


def test_a_good_folder_has_nothing_to_report() -> None:
    marked = an_example("classification:secret", action="block", rule="markings", findings=["classification"])
    assert check(a_folder([a_rule(examples=[marked]), a_catch_all()])) == []


def test_a_folder_that_does_not_load_reports_that_alone() -> None:
    assert [error.message for error in check(a_folder(mode="off"))] == [
        "`off` is not known here: write enforce or observe"
    ]


def test_an_example_that_comes_out_differently_is_reported_at_its_place() -> None:
    files = a_folder() | {
        "agency.yaml": a_folder()["agency.yaml"].replace('"examples": [{"text"', '"examples": [\n\n   {"text"', 1)
    }
    files["agency.yaml"] = files["agency.yaml"].replace("Lovely fog", "classification:secret", 1)
    (error,) = check(files)
    assert (error.line, error.column) == (3, 4)
    assert error.message == "example markings[0]: action is block, not log"


def test_an_example_s_own_name_is_used() -> None:
    example = {"id": "fog", "text": "fog", "expect": {"action": "block"}}
    (error,) = check(a_folder([a_rule(examples=[example]), a_catch_all()]))
    assert error.message == "example fog: action is log, not block"


def test_an_example_whose_media_is_missing_is_reported() -> None:
    (error,) = check(a_folder([a_rule(examples=[{"media": ["cat.jpg"]}]), a_catch_all()]))
    assert "its media cannot be read: No such file or directory" in error.message


def test_a_rule_without_examples_is_reported() -> None:
    (error,) = check(a_folder([a_rule(examples=[]), a_catch_all()]))
    assert "has no examples" in error.message


def test_a_rule_that_can_never_apply_is_reported() -> None:
    rule = a_rule(when={"finding": ["abuse"], "no_finding": ["abuse"]})
    (error,) = check(a_folder([rule, a_catch_all()]))
    assert "can never apply: each `finding` is excluded by `no_finding`" in error.message


def test_recording_people_needs_the_day_they_were_told_in_any_mode() -> None:
    for mode in ("enforce", "observe"):
        (error,) = check(a_folder(mode=mode, notice_given=None))
        assert "`notice_given`" in error.message


def test_official_accounts_on_a_platform_that_is_not_defined_are_reported() -> None:
    files = a_folder() | {"platforms/x.yaml": "", "platforms/redit.yaml": ""}
    (error,) = check(files)
    assert error.file == "accounts.yaml"
    assert error.message == "there is no platform 'reddit'; did you mean 'redit'?"
