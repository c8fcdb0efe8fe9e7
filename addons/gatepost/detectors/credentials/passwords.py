"""What a password looks like: a word, as written, becomes how likely somebody set it as one.

A password has no shape of its own, so this only weighs: which characters are in it, whether they are mixed as in a
word that people make to open something, and whether it is one of the many things that look alike (a size, a version, a
date, an address). The rule to keep: what stands beside it is not asked here.
"""

import re
from enum import IntEnum


class Strength(IntEnum):
    """How much of a password a word is by itself."""

    NONE = 0  # a placeholder, a mask, code that fetches one, a word of the language of computers
    WORD = 1  # letters alone
    NUMBER = 2  # digits, or groups of them
    MIXED = 3  # letters with digits, or words tied together
    STRONG = 4  # letters, digits and signs; or capitals, small letters and digits where no word has them


PLACEHOLDER = re.compile(
    r"example|exemple|(?<![a-z])your|votre|xxxx|\*\*\*|[<>{}]|change-?me|placeholder|redacted|insert|dummy|sample|\.\.\.|•••|___|"
    r"environ|getenv|getpass|process\.env|secrets?\.|_here|_ici|0000000|1234567890"
)
# Known to everybody: said of passwords in general, or the ones that programs are delivered with.
_KNOWN = re.compile(
    r"(?:my)?p(?:ass|@ss|4ss)w(?:or|0r)d\d{0,3}!?|pass|passwd|secret|postgres|admin\d{0,3}|root|guest|test\d{0,3}|motdepasse\d{0,3}|"
    r"123456\d{0,4}|qwerty\d{0,3}|azerty\d{0,3}|letmein\d?|hunter2|abc123|iloveyou\d?|1password|null|none|true|false|self"
)
_COMPUTING = re.compile(
    r"(?:covid|windows|win|iphone|ipad|pixel|galaxy|office|microsoft|base|sha|md|utf|ipv|oauth|wpa|http|usb|web|log|mp|ps|"
    r"xbox|catch|python|angular|bill|route|highway|area|top|version|v|g|cop|euro|bloc|canada|world|studio|channel|web\dsocial)"
    r"-?\d{1,4}[a-z]{0,6}"
)
_MEASURE = re.compile(
    r"[#$€£+~-]{0,2}\d{1,9}(?:[.,:/h-]\d{1,4}){0,3}-?(?:st|nd|rd|th|er|ere|e|eme|km|kg|g|mg|lbs?|ml|l|cm|mm|m|ft|in|go|gb|mo|mb|to|"
    r"tb|k|mbps|ghz|mhz|h|hrs?|min|mins|sec|s|x|p|am|pm|c|f|yo|yrs?|ans|years?|days?|hours?|weeks?|months?|minutes?|heures?|jours?|mois|step|digit|character|char|bit|way|factor)?[%$€]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:[a-z]{2,8}:/)?/|www\.|[\w.+-]+@[\w-]+\.|[@#][^\W\d]|\w[\w-]*\.(?:ca|com|org|net|io|py|js|sh|pdf|docx?|xlsx?|html?)\b"
)
_POSTAL_CODE = re.compile(r"[A-Z]\d[A-Z]-?\d[A-Z]\d")
_CODE = re.compile(r"[(){}\[\]]|\w\.\w{1,20}\(|^\$[\w{(]")
_MASK = re.compile(r"(.)\1{2,}|[*•●xX.#_?-]{3,}")
_GROUPS = re.compile(r"[#*]?\d{1,8}(?:[-– .]\d{1,8}){0,7}[#*]?")
_SIGNS = re.compile(r"[!@#$%^&*?+=~_§£€](?=.)|[@#$%^&*+=~_](?=$)")
_TIED = re.compile(r"[^\W_]{1,30}(?:[-._/][^\W_]{1,30}){1,8}")
_LETTER_BY_LETTER = re.compile(r"\w(?:-\w){5,30}|\w(?:\.\w){5,30}|\w(?:_[^\W_]){5,30}")  # B-i-r-c-h-5
_FEWEST = 6  # characters: fewer are too like a name with a number


def strength(value: str) -> Strength:
    """How much of a password this is. A `!` at the very end is taken for the sentence's: who knows better cuts there."""
    if _LETTER_BY_LETTER.fullmatch(value):
        value = value[::2]
    plain = value.lower()
    if len(value) < 3 or PLACEHOLDER.search(plain) or _MASK.fullmatch(value) or _CODE.search(value):
        return Strength.NONE
    if _KNOWN.fullmatch(plain) or _ADDRESS.match(plain):
        return Strength.NONE
    letters, digits, signs = any(map(str.isalpha, value)), any(map(str.isdigit, value)), bool(_SIGNS.search(value))
    if not letters:
        return Strength.NUMBER if digits and _GROUPS.fullmatch(value) else Strength.NONE
    return _of_letters(value, digits=digits, signs=signs)


def _of_letters(value: str, *, digits: bool, signs: bool) -> Strength:
    if not digits and not signs:
        return Strength.MIXED if _is_tied(value) and len(value) >= 2 * _FEWEST else Strength.WORD
    if (
        len(value) < _FEWEST
        or _MEASURE.fullmatch(value)
        or _POSTAL_CODE.fullmatch(value)
        or _COMPUTING.fullmatch(value.lower())
    ):
        return Strength.WORD if value.isalpha() else Strength.NONE
    if digits and (signs or _is_jumbled(value)):
        return Strength.STRONG
    return Strength.MIXED


def _is_tied(value: str) -> bool:
    """Words tied by signs where a sentence has blanks: three at least."""
    return bool(_TIED.fullmatch(value)) and len(re.split(r"[-._/]", value)) > 2


def _is_jumbled(value: str) -> bool:
    """Capitals and small letters in no order that a word has, with digits."""
    word = re.sub(r"[\W\d_]", "", value)
    return word not in {word.lower(), word.upper(), word.capitalize()} and any(map(str.islower, word))
