"""Which posts of a person are read together, and what is remembered of each: its text, and no more of that than fits.

Others read what is published in its order; private messages, drafts and uploads are not read so. An edit stands in the
place of what would otherwise be read with it. The rule to keep: a text is in a thread once, so that a retry, or a post
taken down and put right, is never read as two.
"""

import re
from collections.abc import Sequence

from gatepost.content.expand import read_text
from gatepost.folding import fold
from gatepost.model import Activity, Audience, Post, Role

MAX_POSTS = 32  # of one person: a number sent digit by digit takes fewer
MOST_BYTES = 10 * 1024  # of one person's posts together

_PUBLISHED = frozenset({Activity.POST, Activity.REPLY, Activity.COMMENT})
_WORD = re.compile(r"\w{1,40}")
_DIGIT = re.compile(r"\d")
_FEWEST_SHARED, _SHARED = 4, 0.6  # words that two texts have in common, and their part of all words of both


def is_threaded(post: Post) -> bool:
    """Whether others read this post with those before it. Private messages never are."""
    return post.activity in _PUBLISHED and post.audience is not Audience.DIRECT


def text_of(post: Post) -> str:
    """What of a post is read with the next one: its texts, without attachments; of a long one the end."""
    texts = (read_text(part) for part in post.parts if part.role is not Role.ATTACHMENT)
    return _last_bytes("\n".join(text for text in texts if text), MOST_BYTES)


def latest(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """The latest of these texts that together have so many bytes; the first of them may be an end only."""
    kept: list[str] = []
    for text in reversed(texts[-MAX_POSTS:]):
        fitting = _last_bytes(text, most)
        if not fitting:
            break
        kept.append(fitting)
        most -= len(fitting.encode())
    return tuple(reversed(kept))


def _last_bytes(text: str, most: int) -> str:
    return text[-most:].encode(errors="replace")[-most:].decode(errors="ignore") if most > 0 else ""


def says_again(earlier: str, text: str) -> bool:
    """Whether a text is the earlier one over again, perhaps put right; a number that differs says something new."""
    if earlier.strip() == text.strip():
        return True
    if not len(earlier) < 2 * len(text) or not len(text) < 2 * len(earlier):
        return False
    before, now = _words(earlier), _words(text)
    alike = len(before & now) >= max(_FEWEST_SHARED, _SHARED * len(before | now))
    return alike and not _DIGIT.search(" ".join(before ^ now))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)[0]))
