"""The proof in a form that whoever sends it was shown it: no cookie, no session, nothing to remember.

A token is one person's and for one form, so that no other page can send the form in their name.
"""

import hmac


def token_of(form: str, principal: str, key: bytes) -> str:
    """The token of this form for this person."""
    return hmac.new(key, f"{form}\0{principal}".encode(), "sha256").hexdigest()


def is_token(given: str, form: str, principal: str, key: bytes) -> bool:
    return hmac.compare_digest(given.encode(), token_of(form, principal, key).encode())
