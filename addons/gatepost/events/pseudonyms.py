"""A person or an account -> the name they have in the record.

A pseudonym is an HMAC under the key of its period: the same person has the same one within a period, and nobody
without the key can tell whose it is or make one. Destroying the key makes a period's record anonymous.
"""

import hmac

from gatepost.events.numbers import base32

_LETTERS = {"principal": "p", "account": "a"}


class Pseudonyms:
    """The names of one period (such as `2026-11`)."""

    def __init__(self, key: bytes, period: str) -> None:
        if len(key) < 16:
            raise ValueError("a key for pseudonyms has at least 16 bytes")
        self._key, self.period = key, period

    def of(self, kind: str, value: str) -> str:
        """The name of a `principal` or an `account`, such as `p-7Q3F-K2MD-9XWA`: 60 bits, enough for millions."""
        message = f"{kind}\n{self.period}\n{value}".encode("utf-8", "surrogatepass")
        digits = base32(int.from_bytes(hmac.digest(self._key, message, "sha256")[:8], "big"), 12)
        return f"{_LETTERS[kind]}-{digits[:4]}-{digits[4:8]}-{digits[8:]}"

    def digest(self, value: bytes) -> str:
        """A keyed digest, for contents so short that a plain one could be guessed."""
        return "hmac-sha256:" + hmac.digest(self._key, value, "sha256").hex()
