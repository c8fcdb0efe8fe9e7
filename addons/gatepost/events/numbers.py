"""Ids of events and the short numbers that people say on the phone.

An id is a UUIDv7 (RFC 9562): ids made later sort later. A number is eight characters of Crockford's base 32, written
XXXX-XXXX: seven drawn from a digest of the id, and a check character (Luhn modulo 32) that finds any one wrong
character and almost every two that were swapped. 34 billion numbers are enough that two incidents of a year hardly
ever share one; who looks a number up must still be ready for two.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_HEARD = str.maketrans("ILO", "110", "- \u00a0\u2011")  # what is read, said or typed for it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(now: datetime) -> str:
    """A UUIDv7 of this moment; the microseconds stand in `rand_a`, so that ids of one millisecond sort too."""
    milliseconds, rest = divmod(now - _EPOCH, _MILLISECOND)
    fraction = (rest.microseconds << 12) // 1000
    number = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def number_of(event_id: str) -> str:
    """The number that stands for this event."""
    digest = int.from_bytes(hashlib.sha256(event_id.encode()).digest()[:5], "big")
    digits = base32(digest >> 5, 7)
    return f"{digits[:4]}-{digits[4:]}{_check(digits)}"


def read_number(written: str) -> str | None:
    """A number as a person typed it, in its proper form; None when it cannot be one."""
    digits = written.upper().translate(_HEARD)
    if len(digits) != 8 or not _VALUES.keys() >= set(digits) or _check(digits[:7]) != digits[7]:
        return None
    return f"{digits[:4]}-{digits[4:]}"


def base32(value: int, length: int) -> str:
    """The lowest `length` × 5 bits of a number, as characters that are not taken for one another."""
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))


def _check(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = _VALUES[digit] * (2 - place % 2)
        total += value // 32 + value % 32
    return _ALPHABET[-total % 32]
