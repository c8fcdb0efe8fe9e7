"""Passwords: whether one is good enough, its argon2id hash, and whether a hash is one of it.

The parameters are RFC 9106's second recommendation: 64 MiB and some 50 ms for each guess. Only two are computed at a
time, so that a crowd at the door does not take the machine's memory. The rule to keep: an account that is not there
costs as much time as a wrong password.
"""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST = 15  # NIST SP 800-63B-4, 3.1.1.2: where the password is the only factor
LONGEST = 200
_FEWEST_DIFFERENT = 5
_AT_A_TIME = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_NOBODYS = _HASHER.hash("nobody has this password, and nobody can")


def good(password: str, login: str) -> bool:
    """Long, not one character again and again, and not the login with something around it."""
    fits = SHORTEST <= len(password) <= LONGEST and len(set(password)) >= _FEWEST_DIFFERENT
    return fits and not (len(login) * 2 >= len(password) and login.casefold() in password.casefold())


def hashed(password: str) -> str:
    with _AT_A_TIME:
        return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether it is the password of this hash. With no hash it is not, and takes as long to say so."""
    with _AT_A_TIME:
        try:
            right = _HASHER.verify(kept or _NOBODYS, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return right and bool(kept)
