"""What a post adds to the day's counts of the person who sent it.

Only what is let through counts, and only what a person does for themselves: official use is work, messages are
private, a draft is not published, and undoing is never held against anybody. Whether the moment is work time is the
caller's to know; nothing is counted outside it.
"""

from dataclasses import dataclass

from gatepost.model import Activity, Decision, Post, Use

_POSTS = frozenset({Activity.POST, Activity.REPLY, Activity.COMMENT, Activity.EDIT})
_NEVER = frozenset({Activity.MESSAGE, Activity.DRAFT, Activity.DELETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much each counter of this use goes up."""

    use: Use
    posts: int
    uploads: int
    bytes: int


def counted(post: Post, decision: Decision) -> Counted | None:
    """What this post counts as, or None when it does not count."""
    if post.activity in _NEVER or decision.use is Use.OFFICIAL or decision.refuses:
        return None
    return Counted(
        use=decision.use,
        posts=int(post.activity in _POSTS),
        uploads=int(post.activity is Activity.UPLOAD),
        bytes=sum(len(part.data) for part in post.parts),
    )
