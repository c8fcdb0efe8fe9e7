import pytest

from gatepost.model import Account, Use
from gatepost.policy.use import use_of
from gatepost.testing import a_finding, a_post

OFFICIAL = Account(platform="x", handle="@Agency_eng", official=True)


def test_a_personal_account_and_nothing_about_work_is_personal() -> None:
    assert use_of(a_post(), [a_finding("profanity:mild")]) is Use.PERSONAL


@pytest.mark.parametrize("label", ["self-identification", "agency-mention", "statistic", "on-behalf"])
def test_a_personal_account_that_speaks_of_work_is_professional(label: str) -> None:
    assert use_of(a_post(), [a_finding(label)]) is Use.PROFESSIONAL


def test_a_professional_platform_makes_a_post_professional() -> None:
    assert use_of(a_post(professional=True), []) is Use.PROFESSIONAL


def test_an_official_account_is_official_whatever_is_said() -> None:
    assert use_of(a_post(account=OFFICIAL, professional=True), [a_finding("self-identification")]) is Use.OFFICIAL


def test_an_account_that_could_not_be_told_is_unknown_whatever_is_said() -> None:
    assert use_of(a_post(account=None, professional=True), [a_finding("on-behalf")]) is Use.UNKNOWN
