"""How a person's use is measured, as operators write it: what an activity weighs, and groups of platforms.

A weight is written as people think of it (`0.1`: ten reactions are a post) and kept in hundredths, so that sums are exact.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gatepost.model import Activity
from gatepost.policy.vocabulary import Name, Written, not_empty

_HEAVIEST = 100
_MOST_GROUPS = 10  # a post is counted once more for each group that its platform is in


def parse_weight(written: object) -> int:
    """A number of posts, in hundredths."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not 0 <= written <= _HEAVIEST:
        raise ValueError(f"write how many posts it weighs, from 0 to {_HEAVIEST}: 0.1 means that ten make a post")
    hundredths = round(written * 100)
    if abs(hundredths - written * 100) > 1e-6:
        raise ValueError("write at most two decimals: 0.1 or 0.25")
    return hundredths


type Weight = Annotated[
    int,
    BeforeValidator(parse_weight),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": _HEAVIEST, "multipleOf": 0.01}),
]


class Weights(Written):
    """What each activity weighs. What is uploaded counts as an upload anyway; drafts and undoing never count."""

    post: Weight = 100
    reply: Weight = 100
    comment: Weight = 100
    edit: Weight = 100
    reaction: Weight = 10
    message: Weight = 0
    upload: Weight = 0
    profile: Weight = 0
    other: Weight = 0

    def hundredths(self) -> Mapping[Activity, int]:
        return {Activity(name): weight for name, weight in self}


def _not_too_many[M: Mapping[str, object]](groups: M) -> M:
    if len(groups) > _MOST_GROUPS:
        raise ValueError(f"write at most {_MOST_GROUPS} groups of platforms: each costs every post a little")
    return groups


class UsageFile(Written):
    """What is counted how much, and which platforms are also counted together."""

    weights: Weights = Weights()
    platform_groups: Annotated[
        Mapping[Name, Annotated[frozenset[Name], AfterValidator(not_empty)]], AfterValidator(_not_too_many)
    ] = Field(default_factory=dict)
