"""Which account acts: whether two ways of writing an account mean the same one, and what a session is remembered by.

A handle is written `@name`, `u/name`, `name` or as the address of a profile, in any case. Ids are exact.
The secret of a session (a cookie, a token) is never kept: what an account was learnt for is known by a keyed hash.
"""

import hmac
import re
import unicodedata
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from gatepost.model import Account

_MAX_LENGTH = 500
_URL = re.compile(r"https?://|(?:www\.|m\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/", re.IGNORECASE)

# What stands before the name in the path of a profile: linkedin.com/in/NAME, reddit.com/user/NAME ...
_BEFORE_NAME = frozenset(
    {"in", "company", "school", "showcase", "user", "users", "u", "r", "c", "channel", "profile", "people", "p", "web"}
)
_ID_PAGES = frozenset({"profile.php", "permalink.php"})  # facebook.com/profile.php?id=NUMBER
_FEDERATED = frozenset({"mastodon"})  # a name there means nothing without its server


def session_key(secret: str, key: bytes, platform: str) -> str:
    """What a session is remembered by. The same secret on another platform gives another key."""
    return hmac.new(key, f"{platform}\0{secret}".encode(errors="surrogateescape"), "sha256").hexdigest()


def completed(told: Account | None, learnt: Account) -> Account:
    """The account that a request tells, with what an earlier answer in its session told of it.

    Requests often carry an id alone, and policies name official accounts by handle. Where the two ids differ the
    session has changed hands or acts as another account now, and the request is believed.
    """
    if told is None:
        return learnt
    if told.handle or (learnt.id and told.id != learnt.id):
        return told
    return replace(told, handle=learnt.handle)


def same_account(one: Account, other: Account) -> bool:
    """Whether both are the same account of the same platform: by id when both have one, else by handle."""
    if one.platform != other.platform:
        return False
    if one.id and other.id:
        return one.id == other.id
    return not _names(one).isdisjoint(_names(other))


def _names(account: Account) -> set[str]:
    """What this account may be called; nothing that came out empty, which would equal anything else that did."""
    return {plain_handle(name, account.platform) for name in (account.handle, account.id)} - {""}


def plain_handle(written: str, platform: str = "") -> str:
    """A handle without what people and platforms put around it; on federated platforms `name@server` where known."""
    text = unicodedata.normalize("NFKC", written[:_MAX_LENGTH]).strip().casefold()
    if _URL.match(text):
        return _of_profile(text, platform)
    return text.removeprefix("/").removeprefix("u/").removeprefix("user/").removeprefix("@")


def _of_profile(address: str, platform: str) -> str:
    """The handle in the address of a profile; the address as written when it is none."""
    try:
        parts = urlsplit(address if "//" in address[:8] else f"https://{address}")
    except ValueError:  # brackets without end
        return address
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if segments and segments[0] in _ID_PAGES:
        return dict(parse_qsl(parts.query)).get("id", "")
    while len(segments) > 1 and segments[0] in _BEFORE_NAME:
        del segments[0]
    name = segments[0].removeprefix("@") if segments else ""
    return f"{name}@{parts.hostname}" if platform in _FEDERATED and name and "@" not in name else name
