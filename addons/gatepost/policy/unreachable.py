"""Why a rule can never apply: conditions that contradict each other or the rule's own actions.

Only what is certain from the rule alone is said; a rule that merely has not applied yet is none of this module's
business. Rules do not hide each other: every rule that matches is recorded.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from gatepost.model import Activity, Use
from gatepost.policy.rule import RuleFile, When


def why_unreachable(rule: RuleFile, messages: Collection[str]) -> tuple[str, ...]:
    """The reasons, as sentences; none: the rule can apply. `messages` are the labels looked for in private messages."""
    reasons = [reason for impossible, reason in _CONTRADICTIONS if impossible(rule.when)]
    uses = _uses(rule)
    if not uses:
        reasons.append("no use meets its conditions and has an action")
    if rule.when.activity == {Activity.MESSAGE} and not _seen_in_messages(rule.when, messages):
        reasons.append("a private message only meets rules with a `finding` that is listed in `messages`")
    if rule.platforms and rule.when.platform and rule.platforms.isdisjoint(rule.when.platform):
        reasons.append("it is enforced on none of the platforms that it is about")
    return tuple(reasons)


def _covered(name: str, names: Collection[str]) -> bool:
    """Whether a finding of this name is one of these: `label` covers `label:value`."""
    return name in names or name.partition(":")[0] in names


def _all_covered(names: Sequence[str], by: Collection[str]) -> bool:
    return bool(names) and all(_covered(name, by) for name in names)


def _any_covered(names: Iterable[str], by: Collection[str]) -> bool:
    return any(_covered(name, by) for name in names)


_CONTRADICTIONS: Sequence[tuple[Callable[[When], bool], str]] = (
    (lambda when: _all_covered(when.finding, when.no_finding), "each `finding` is excluded by `no_finding`"),
    (lambda when: _any_covered(when.all_findings, when.no_finding), "`no_finding` excludes one of `all_findings`"),
    (lambda when: _all_covered(when.finding, when.ignoring), "each `finding` is left out by `ignoring`"),
    (lambda when: _any_covered(when.all_findings, when.ignoring), "`ignoring` leaves out one of `all_findings`"),
    (lambda when: bool(when.activity) and when.activity <= when.not_activity, "`not_activity` has every `activity`"),
    (lambda when: bool(when.group) and when.group <= when.not_group, "`not_group` has every `group`"),
)


def _uses(rule: RuleFile) -> set[Use]:
    """The uses that the rule has an action for and that its conditions leave. An unknown one is treated as another."""
    uses = set(rule.action.by_use(Use.PERSONAL))
    if rule.when.use:
        uses &= rule.when.use
    for threshold in rule.when.thresholds():
        uses &= set(threshold.at_least)
    return uses


def _seen_in_messages(when: When, messages: Collection[str]) -> bool:
    return any(name.partition(":")[0] in messages for name in when.finding + when.all_findings)
