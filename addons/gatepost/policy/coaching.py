"""When a justification counts: for the same person, account and content, and only for minutes.

The content is remembered as a keyed digest: a plain digest of a short text could be found out by guessing.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from gatepost.model import Post


def content_digest(post: Post, key: bytes) -> str:
    """What was said and to whom, as a keyed digest.

    Ids of earlier uploads are left out: a client that sends again uploads again and gets new ones. Lengths stand
    before the pieces, so that text cannot be moved from one part to the next unseen.
    """
    digest = hmac.new(key, digestmod=hashlib.sha256)
    addressed = (post.platform, post.activity, post.audience, post.reply_to, post.target)
    pieces = [piece.encode() for piece in addressed]
    for part in post.parts:
        pieces += (part.role.encode(), part.data)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8))
        digest.update(piece)
    return digest.hexdigest()


def holds(*, justified: datetime, now: datetime, window: timedelta) -> bool:
    """Whether a justification given at one moment still counts at another."""
    return timedelta(0) <= now - justified <= window
