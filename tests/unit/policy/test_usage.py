from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.model import Activity
from gatepost.policy.usage import UsageFile


def test_a_weight_is_kept_in_hundredths_of_a_post() -> None:
    weights = UsageFile.model_validate({"weights": {"post": 2, "reaction": 0.29, "message": 0.5, "edit": 0}}).weights
    hundredths = weights.hundredths()
    assert [hundredths[Activity(name)] for name in ("post", "reaction", "message", "edit", "reply")] == [
        200,
        29,
        50,
        0,
        100,
    ]


def test_drafts_and_undoing_have_no_weight() -> None:
    assert UsageFile().weights.hundredths().keys() == set(Activity) - {Activity.DRAFT, Activity.DELETE}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"weights": {"post": -1}}, "from 0 to 100"),
        ({"weights": {"post": 101}}, "from 0 to 100"),
        ({"weights": {"post": True}}, "from 0 to 100"),
        ({"weights": {"post": "1"}}, "from 0 to 100"),
        ({"weights": {"reaction": 0.125}}, "at most two decimals"),
        ({"weights": {"delete": 1}}, "Extra inputs"),
        ({"platform_groups": {"video": []}}, "at least one"),
        ({"platform_groups": {f"g{number}": ["x"] for number in range(11)}}, "at most 10 groups"),
    ],
)
def test_a_mistake_in_what_is_counted_is_told(written: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        UsageFile.model_validate(written)
