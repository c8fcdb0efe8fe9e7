"""The conditions a rule may state under `when`, one small function for each keyword.

A condition is made once, when the policy is loaded, from what the rule says; it then looks at the circumstances of
one post and answers yes or no. `CONDITIONS` and the thresholds (`thresholds.MEASURES`) are the whole list: a keyword
without an entry there cannot be written.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from gatepost.model import Activity, Agreement, Audience, Past, Post, Use
from gatepost.policy.thresholds import Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What conditions look at.

    `names` holds `label` and `label:value` of every finding. `use` has `unknown` replaced by the use it is treated as.
    """

    post: Post
    names: frozenset[str]
    use: Use
    past: Past


type Condition = Callable[[Circumstances], bool]


def finding(wanted: Collection[str]) -> Condition:
    """At least one of these findings."""
    names = frozenset(wanted)
    return lambda case: not names.isdisjoint(case.names)


def all_findings(wanted: Collection[str]) -> Condition:
    """Every one of these findings."""
    names = frozenset(wanted)
    return lambda case: names <= case.names


def no_finding(unwanted: Collection[str]) -> Condition:
    """None of these findings."""
    names = frozenset(unwanted)
    return lambda case: names.isdisjoint(case.names)


def activity(activities: frozenset[Activity]) -> Condition:
    """The request does one of these."""
    return lambda case: case.post.activity in activities


def not_activity(activities: frozenset[Activity]) -> Condition:
    """The request does none of these."""
    return lambda case: case.post.activity not in activities


def platform(platforms: frozenset[str]) -> Condition:
    """The post goes to one of these platforms."""
    return lambda case: case.post.platform in platforms


def use(uses: frozenset[Use]) -> Condition:
    """The post is one of these uses."""
    return lambda case: case.use in uses


def group(groups: frozenset[str]) -> Condition:
    """The person is in at least one of these groups."""
    return lambda case: not groups.isdisjoint(case.post.principal.groups)


def not_group(groups: frozenset[str]) -> Condition:
    """The person is in none of these groups."""
    return lambda case: groups.isdisjoint(case.post.principal.groups)


def audience(audiences: frozenset[Audience]) -> Condition:
    """The post is for one of these audiences."""
    return lambda case: case.post.audience in audiences


def reached(threshold: Threshold) -> Condition:
    """It is work time, and so much of this use was already done in work time."""
    return lambda case: threshold.reached(case.past, case.use)


def agreement(states: frozenset[Agreement]) -> Condition:
    """The person's Network Use Policy Agreement is in one of these states."""
    return lambda case: case.past.agreement in states


CONDITIONS: Mapping[str, Callable[[Any], Condition]] = {
    "finding": finding,
    "all_findings": all_findings,
    "no_finding": no_finding,
    "activity": activity,
    "not_activity": not_activity,
    "platform": platform,
    "use": use,
    "group": group,
    "not_group": not_group,
    "audience": audience,
    "agreement": agreement,
}
