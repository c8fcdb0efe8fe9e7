"""What a post adds to the day's counts of the person who sent it, when it is let through.

Only what a person does for themselves counts: official use is work, messages are private, a draft is not published,
undoing is never held against anybody, and an upload counts once, however many pieces it comes in. Whether the moment
is work time is the caller's to know; nothing is counted outside it, and nothing that was refused.
"""

from gatepost.model import Activity, Post, Usage, Use

_POSTS = frozenset({Activity.POST, Activity.REPLY, Activity.COMMENT, Activity.EDIT})
_NEVER = frozenset({Activity.MESSAGE, Activity.DRAFT, Activity.DELETE})


def counts(post: Post, use: Use) -> Usage | None:
    """How much each counter of this use goes up, or None when the post does not count."""
    if post.activity in _NEVER or use is Use.OFFICIAL or post.piece is not None:
        return None
    return Usage(
        posts=int(post.activity in _POSTS),
        uploads=int(post.activity is Activity.UPLOAD),
        bytes=sum(part.size for part in post.parts),
    )
