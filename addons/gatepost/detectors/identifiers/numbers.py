"""Numbers of persons and businesses: digits and what they are called become a kind of identifier, or nothing.

A number by itself is never an identifier: nine digits are also a parcel, an order, a count of people. Each kind needs
its check digits or its shape, and nearly all a cue beside them. The rule to keep: these functions judge a number and
its cue; where the two stand in a text is `identifiers.py`'s business.
"""

import re
from collections.abc import Sequence

from stdnum import luhn
from stdnum.ca import bc_phn

# Group sizes in which people write cards; nine or sixteen lone digits are a number written with gaps on purpose.
_CARD_GROUPS = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 1)}
# Published by payment services for trying things out: in every manual.
_TEST_CARDS = frozenset(
    {
        "5555555555554444",
        "4012888888881881",
        "378282246310005",
        "371449635398431",
        "6011111111111117",
        "6011000990139424",
    }
    | {
        "3530111333300000",
        "3566002020360505",
        "5105105105105100",
        "30569309025904",
        "38520000023237",
        "4000056655665556",
    }
    | {
        "5200828282828210",
        "4000002500003155",
        "4000000000003220",
        "2223003122003222",
        "4222222222222",
        "5019717010103742",
    }
)
_CARD_PREFIXES = re.compile(
    r"(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}|35[2-8]\d{13}|3(?:0[0-5]|[68]\d)\d{11})"
)


def is_payment_card(digits: str, groups: Sequence[int]) -> bool:
    """An issuer's prefix with its length, a check digit, the usual grouping, and not one of the well-known test numbers."""
    written_as_card = len(groups) == 1 or tuple(groups) in _CARD_GROUPS or set(groups) == {1}
    return (
        written_as_card
        and len(set(digits)) > 3  # 4111 1111 1111 1111, 4242 ...
        and digits not in _TEST_CARDS
        and bool(_CARD_PREFIXES.fullmatch(digits))
        and bool(luhn.is_valid(digits))
    )


def is_nine_digit_number(digits: str) -> bool:
    """A social insurance or business number: a check digit. SINs that begin with 0 or 8 are rare, not false."""
    return len(digits) == 9 and len(set(digits)) > 2 and bool(luhn.is_valid(digits))


def health_number(digits: str, groups: Sequence[int]) -> float:
    """How surely this is a provincial health number, beside a cue.

    The ten digits of Ontario and British Columbia have check digits; other provinces only have lengths. Ten digits
    written three, three and four are a telephone number.
    """
    if len(digits) == 10 and tuple(groups) != (3, 3, 4):
        return 0.95 if luhn.is_valid(digits) or bc_phn.is_valid(digits) else 0.75
    return 0.8 if len(digits) in {8, 9, 12} and len(set(digits)) > 2 else 0


def is_quebec_health_number(letters: str, digits: str) -> bool:
    """Four letters of the name, then the birth date (month + 50 for women) and two digits."""
    return letters.isalpha() and _is_date(digits[:2], digits[2:4], digits[4:6])


def is_ontario_licence(digits: str) -> bool:
    """Fourteen digits, the last six a birth date (month + 50 for women)."""
    return _is_date(digits[8:10], digits[10:12], digits[12:14])


def is_quebec_licence(digits: str) -> bool:
    """Twelve digits, of which the fifth to tenth are a birth date, day first."""
    return _is_date(digits[8:10], digits[6:8], digits[4:6])


def _is_date(year: str, month: str, day: str) -> bool:
    return year.isdigit() and int(month) % 50 in range(1, 13) and int(month) < 63 and int(day) in range(1, 32)


def is_quebec_enterprise_number(digits: str) -> bool:
    """Ten digits of Quebec's register of enterprises: 11 companies, 22 sole owners, 33 partnerships and others, 88 public bodies."""
    return len(digits) == 10 and digits[:2] in {"11", "22", "33", "88"}


def number_kind(digits: str, groups: Sequence[int], cue: str) -> tuple[str, float]:
    """What a number is beside a cue ("" without one), and how surely; ("", 0) when it is nothing known."""
    if cue in {"sin", "business-number"} and is_nine_digit_number(digits):
        return cue, 0.95
    if cue == "business-number" and is_quebec_enterprise_number(digits):
        return cue, 0.85
    if cue == "health-card" and health_number(digits, groups):
        return cue, health_number(digits, groups)
    if (
        cue == "payment-card"
        and len(digits) == 16
        and tuple(groups) in {(4, 4, 4, 4), (16,)}
        and _is_debit_card(digits)
    ):
        return cue, 0.85
    if cue != "other" and is_payment_card(digits, groups):
        return "payment-card", 0.95 if cue == "payment-card" or len(groups) > 1 else 0.75
    return "", 0


def has_check_digit(kind: str, digits: str) -> bool:
    """Whether a number that passed for this kind has a check digit that holds: some kinds have none that is known."""
    if kind == "health-card":
        return bool(luhn.is_valid(digits) or bc_phn.is_valid(digits))
    return kind != "business-number" or is_nine_digit_number(digits)


def _is_debit_card(digits: str) -> bool:
    """Banks' own cards have other prefixes than the networks', and the same check digit."""
    return len(set(digits)) > 3 and digits not in _TEST_CARDS and bool(luhn.is_valid(digits))
