"""What is found in a copy of an enrolled document that is public by then.

Showing what the agency published gives its source, and the symbols that stand in it are where the agency put them. The
rule to keep: this excuses only what is in that very picture, and nothing else of the post.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gatepost.model import Finding, Where


def as_published(findings: Sequence[Finding], at: datetime) -> tuple[Finding, ...]:
    """The same findings, with the copy of a public document as `source-cited`, and without the symbols in it."""
    public = {_picture(finding.where) for finding in findings if _is_public(finding, at)}
    return tuple(
        _cited(finding) if _is_public(finding, at) else finding
        for finding in findings
        if finding.label != "corporate-symbol" or _picture(finding.where) not in public
    )


def _is_public(finding: Finding, at: datetime) -> bool:
    since = dict(finding.details).get("public_at") if finding.label == "fingerprint" else None
    return since is not None and datetime.fromisoformat(since) <= at


def _cited(finding: Finding) -> Finding:
    return replace(finding, label="source-cited", value="", details=(*finding.details, ("document", finding.value)))


def _picture(where: Where) -> Where:
    return replace(where, box=None, span=None)
