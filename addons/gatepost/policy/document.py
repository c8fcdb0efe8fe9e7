"""The policy as it decides: rules ready to be asked, and the settings that other parts of Gatepost read.

A Policy is made by `load.py` only, from a whole folder, and is valid because it exists. It is swapped as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gatepost.model import Account, Action, Activity, Calendar, Finding, PolicyId, Post, Principal, Severity, Use
from gatepost.policy.agency import Coaching, Contact, Fault, Limits, Mode, OnFault, ReadingFile, Retention, Threads
from gatepost.policy.agreement import Terms
from gatepost.policy.conditions import Condition
from gatepost.policy.exceptions import Exemptions
from gatepost.policy.rule import CoachAtMost, When
from gatepost.policy.thresholds import Threshold
from gatepost.policy.vocabulary import LABELS, Bilingual

__all__ = ["LABELS", "Policy", "Rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `actions` has an entry for each use that the rule is about, `unknown` worked out.

    `when` is what the operator wrote, and `conditions` what became of it.
    `because` are the findings, as `label` or `label:value`, that a match is explained with; `ignoring` and
    `min_confidence` say which findings the rule does not look at. `thresholds` are among the conditions, and told to people. A rule without conditions is the catch-all.
    """

    id: str
    guideline: str
    severity: Severity
    title: Bilingual
    actions: Mapping[Use, Action]
    notice: str
    when: When
    conditions: tuple[Condition, ...]
    thresholds: tuple[Threshold, ...]
    because: frozenset[str]
    ignoring: frozenset[str]
    min_confidence: float
    shadow: bool
    evidence: bool
    coach_at_most: CoachAtMost | None
    groups: frozenset[str]
    platforms: frozenset[str]

    @property
    def looks_away(self) -> bool:
        """Whether there are findings that the rule does not look at."""
        return bool(self.ignoring or self.min_confidence)

    def looks_at(self, finding: Finding) -> bool:
        return finding.confidence >= self.min_confidence and not (
            finding.label in self.ignoring or finding.name in self.ignoring
        )

    def explained_by(self, finding: Finding) -> bool:
        return (finding.label in self.because or finding.name in self.because) and self.looks_at(finding)

    @property
    def catch_all(self) -> bool:
        return not self.conditions

    def live(self, post: Post, paused: frozenset[str]) -> bool:
        """Whether the rule is enforced for this post, or only recorded."""
        return not (
            self.shadow
            or self.id in paused
            or (self.groups and self.groups.isdisjoint(post.principal.groups))
            or (self.platforms and post.platform not in self.platforms)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything the folder says, except platforms, hosts and identity.

    `accounts` has the official accounts of each platform as `plain_handle` makes them; `agency_accounts` has them all
    as written, in lower case, for detectors. `weights` are hundredths of a post. `labels` are all labels that a rule or
    the use of a post depends on.
    """

    id: PolicyId
    mode: Mode
    rules: tuple[Rule, ...]
    notice_given: date | None
    enforce_groups: frozenset[str]
    unknown_use: Use
    on_fault: OnFault
    contact: Contact
    help_url: str
    journal: str
    retention: Retention
    coaching: Coaching
    messages: frozenset[str]
    limits: Limits
    reading: ReadingFile
    threads: Threads
    agreement: Terms
    repeat_window: timedelta
    longest_exception: timedelta
    weights: Mapping[Activity, int]
    platform_groups: Mapping[str, frozenset[str]]
    accounts: Mapping[str, frozenset[str]]
    agency_accounts: frozenset[str]
    groups: Mapping[str, Bilingual]
    calendar: Calendar
    exceptions: Exemptions
    notices: Mapping[tuple[str, str], str] = field(repr=False)
    labels: frozenset[str] = field(repr=False)

    def official(self, account: Account) -> bool:
        """Whether this is one of the agency's own accounts on its platform."""
        names = self.accounts.get(account.platform, frozenset())
        return plain_handle(account.id) in names or plain_handle(account.handle) in names

    def treated_as(self, use: Use) -> Use:
        """The use that a post is judged and counted by: there is another for one whose account could not be told."""
        return self.unknown_use if use is Use.UNKNOWN else use

    def groups_of(self, platform: str) -> tuple[str, ...]:
        """The groups of platforms that usage there is counted over as well."""
        return tuple(group for group, platforms in self.platform_groups.items() if platform in platforms)

    def notice(self, key: str, language: str) -> str:
        """A notice's Markdown in `en` or `fr`."""
        return self.notices[key, language]

    def labels_wanted(self, post: Post) -> frozenset[str]:
        """The labels that any rule, or the use of the post, can depend on: what need not be looked for is not."""
        return self.labels & self.messages if post.activity is Activity.MESSAGE else self.labels

    def enforced_for(self, principal: Principal) -> bool:
        """Whether refusals are carried out for this person, or only recorded."""
        return self.mode is Mode.ENFORCE or not self.enforce_groups.isdisjoint(principal.groups)

    def fault(self, use: Use, activity: Activity) -> Fault:
        """What happens to a request when a part of Gatepost failed; undoing is never hindered."""
        return Fault.OPEN if activity is Activity.DELETE else self.on_fault.of(use)


def plain_handle(handle: str) -> str:
    """A handle or id as it is compared: lower case, without the `@` or `u/` that some write before it."""
    return handle.lower().removeprefix("@").removeprefix("/").removeprefix("u/")
