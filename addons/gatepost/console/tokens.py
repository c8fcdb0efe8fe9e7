"""Random tokens that open something, and the hash of them that is kept."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(_BYTES)


def kept(token: str) -> str:
    """What the database has of a token. A plain hash will do: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived(token: str, purpose: str) -> str:
    """A second token that only who has the first can make."""
    return hmac.digest(token.encode(), purpose.encode(), "sha256").hex()


def same(one: str, other: str) -> bool:
    """Whether two are equal, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())
