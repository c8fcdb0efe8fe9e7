from typing import Any

import pytest

from gatepost.errors import PolicyErrors
from gatepost.policy.load import load_policy
from gatepost.policy.references import declared, declared_platforms, reference_errors
from gatepost.yaml_source import parse
from tests.unit.policy.folder import a_folder, a_rule


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"enforce_groups": ["pilots"]}, "there is no group 'pilots'; did you mean 'pilot'?"),
        ({"rules": [a_rule(groups=["staff"])]}, "there is no group 'staff'"),
        ({"rules": [a_rule(when={"not_group": ["comunications"]})]}, "did you mean 'communications'?"),
        ({"rules": [a_rule(notice="privasy")]}, "there is no notice 'privasy'; did you mean 'privacy'?"),
        ({"rules": [a_rule(when={"platform": ["y"]})]}, "there is no platform 'y'; write one of x"),
        ({"rules": [a_rule(platforms=["y"])]}, "there is no platform 'y'"),
        ({"rules": [a_rule(examples=[{"platform": "y"}])]}, "there is no platform 'y'"),
        ({"rules": [a_rule(examples=[{"principal": {"groups": ["staff"]}}])]}, "there is no group 'staff'"),
        ({"rules": [a_rule(examples=[{"expect": {"rule": "marking"}}])]}, "did you mean 'markings'?"),
        ({"rules": [a_rule(when={"platform_group": "video"})]}, "write it under `usage: platform_groups:` first"),
        (
            {"usage": {"platform_groups": {"video": ["x"]}}, "rules": [a_rule(when={"platform_group": "vidoe"})]},
            "there is no group of platforms 'vidoe'; did you mean 'video'?",
        ),
        ({"usage": {"platform_groups": {"video": ["y"]}}}, "there is no platform 'y'; write one of x"),
        ({"rules": [a_rule(), a_rule()]}, "there is a rule 'markings' already"),
    ],
)
def test_what_a_rule_names_must_be_declared(change: dict[str, Any], message: str) -> None:
    with pytest.raises(PolicyErrors) as refused:
        load_policy(a_folder(**change) | {"platforms/x.yaml": "platform: x\n"})
    (error,) = refused.value.errors
    assert message in str(error)


def test_each_platform_is_a_file() -> None:
    assert declared_platforms({"platforms/x.yaml": "", "platforms/notes.md": "", "x.yaml": ""}) == {"x"}


@pytest.mark.parametrize("text", ["", "rules", "rules: [[], 7, {when: {group: 1}, notice: [a]}]", "[1]"])
def test_data_of_any_shape_is_looked_through(text: str) -> None:
    document = parse(text, file="agency.yaml")
    assert list(reference_errors(document, declared({}, document, None))) == []
