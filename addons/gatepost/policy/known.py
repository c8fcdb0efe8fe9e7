"""Content that the policy's exceptions know by a digest -> its findings, saying so.

A part is known by the SHA-256 of its bytes, a whole post by the keyed digest that the record has of it. The rule to keep:
only what such content shows by itself is excepted. What shows when it is read behind an earlier post, and what was not read
because the request was cut off, is about bytes that nobody has seen.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from gatepost.model import Finding, Post
from gatepost.policy.exceptions import Exemptions


def keyed(content: str) -> str:
    """The digest of a post's content as the record and exceptions write it."""
    return f"hmac-sha256:{content}"


def with_known_parts(findings: Sequence[Finding], post: Post, exceptions: Exemptions) -> tuple[Finding, ...]:
    """The findings in their order. Only a part that something was found in is digested, and only where there are digests."""
    if not exceptions.digests or not findings:
        return tuple(findings)
    found = {_part(finding) for finding in findings}
    digests = {part.name: f"sha256:{part.sha256}" for part in post.parts if part.name in found}
    return tuple(
        _excepted(finding, exceptions.digests.get(digests.get(_part(finding), ""), ())) for finding in findings
    )


def with_known_content(findings: Sequence[Finding], content: str, exceptions: Exemptions) -> tuple[Finding, ...]:
    """The findings in their order, of a post whose content has this digest."""
    known = exceptions.digests.get(content, ())
    return tuple(_excepted(finding, known) for finding in findings) if known else tuple(findings)


def _excepted(finding: Finding, ids: Collection[str]) -> Finding:
    if not ids or _part(finding) == "post" or any(name == "thread" for name, _ in finding.details):
        return finding
    return replace(finding, excepted=tuple(dict.fromkeys((*finding.excepted, *ids))))


def _part(finding: Finding) -> str:
    """The part of the post: a file within a file belongs to the outermost."""
    return finding.where.part.partition("/")[0]
