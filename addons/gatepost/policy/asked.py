"""Whether the want of an accepted agreement is what stops a person: the rules say so themselves.

A rule asks for the agreement like for anything else, of whom and where its conditions say. So nothing here looks for such a
rule: a post that is refused as things are, and would go on if the agreement were accepted, is refused for want of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gatepost.model import Activity, Agreement, Finding, Past, Post, Principal
from gatepost.policy.decide import decide
from gatepost.policy.document import Policy


def lacks_agreement(
    post: Post, findings: Sequence[Finding], past: Past, policy: Policy, *, paused: frozenset[str]
) -> bool:
    """Whether this post is refused, and would not be had its person accepted the agreement."""
    if past.agreement is Agreement.ACCEPTED or not decide(post, findings, past, policy, paused=paused).refuses:
        return False
    return not decide(post, findings, replace(past, agreement=Agreement.ACCEPTED), policy, paused=paused).refuses


def is_asked(
    person: Principal, platform: str, standing: Agreement, policy: Policy, *, at: datetime, paused: frozenset[str]
) -> bool:
    """Whether whatever this person posts there would be refused for want of it, from an account that nobody knows yet."""
    anything = Post(id="", at=at, platform=platform, endpoint="", activity=Activity.POST, principal=person)
    return lacks_agreement(anything, (), Past(agreement=standing), policy, paused=paused)
