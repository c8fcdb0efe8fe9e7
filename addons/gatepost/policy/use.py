"""Which of the guidelines' three usage categories a post falls in."""

from collections.abc import Iterable

from gatepost.model import Finding, Post, Use

# What makes a post from a personal account one about work.
WORK = frozenset({"self-identification", "agency-mention", "statistic", "on-behalf"})


def use_of(post: Post, findings: Iterable[Finding]) -> Use:
    """The account decides first: nobody's words make a post official, and an unknown account stays unknown."""
    if post.account is None:
        return Use.UNKNOWN
    if post.account.official:
        return Use.OFFICIAL
    if post.professional or any(finding.label in WORK for finding in findings):
        return Use.PROFESSIONAL
    return Use.PERSONAL
