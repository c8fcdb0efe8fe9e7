"""Post -> the key by which its content is recognised when it is sent again.

The key is an HMAC, because a digest of a short text can be guessed. It covers everything a reader of the post would
see, and neither the time nor the request: the same post sent again has the same key, any change to it another.
"""

import hashlib
import hmac

from gatepost.model import Activity, Post, Role


def content_key(key: bytes, post: Post) -> str:
    """The keyed digest of a post's content: its parts, the uploads it refers to, what it answers and where it goes."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in post.parts:
        _add(digest, part.name.encode("utf-8", "surrogatepass"))
        _add(digest, part.sha256.encode())
    for value in (*_referred(post), post.reply_to, post.target):
        _add(digest, value.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _referred(post: Post) -> tuple[str, ...]:
    """The same file uploaded again has another id, and is the same content."""
    files = any(part.role is Role.ATTACHMENT for part in post.parts)
    return () if files and post.activity is Activity.UPLOAD else post.media


def _add(digest: hmac.HMAC, value: bytes) -> None:
    """Each value is preceded by its length, so that no two posts run together into the same bytes."""
    digest.update(len(value).to_bytes(8, "big"))
    digest.update(value)
