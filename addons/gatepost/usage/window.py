"""What a post adds to the counts of the person who sent it, when it is let through.

Only what a person does for themselves counts: official use is work, a draft is not published, undoing is never held
against anybody, and an upload counts once, however many pieces it comes in. How much a post, a reaction or a message
weighs is the policy's to say. Whether the moment is work time is the caller's to know; nothing is counted outside it,
and nothing that was refused.
"""

from collections.abc import Mapping

from gatepost.model import Activity, Counts, Post, Use

_NEVER = frozenset({Activity.DRAFT, Activity.DELETE})


def counts(post: Post, use: Use, weights: Mapping[Activity, int]) -> Counts | None:
    """How much each counter of this use goes up, or None when the post does not count. Weights are hundredths of a post."""
    if post.activity in _NEVER or use is Use.OFFICIAL or post.piece is not None:
        return None
    weight = weights.get(post.activity, 0)
    if post.activity is Activity.MESSAGE and not weight:
        return None  # what is private is only counted where the policy says so
    return Counts(
        weight=weight,
        uploads=int(post.activity is Activity.UPLOAD),
        bytes=sum(part.size for part in post.parts),
    )
