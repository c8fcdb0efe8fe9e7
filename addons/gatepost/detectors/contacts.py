"""E-mail addresses, telephone numbers, dates of birth and postal codes: a folded text becomes spans of each.

They are reported and, by the shipped policy, logged only. Role addresses (info@) and toll-free lines are nobody's own.
The rule to keep: the telephone library is loaded by the first text that has something like a number.
"""

import re
from collections.abc import Iterator

_LOCAL = r"[a-z0-9](?:[a-z0-9_%+-]|\.(?=[a-z0-9])){0,63}"
_EMAIL = re.compile(rf"(?<![\w@/:.+-]){_LOCAL}@(?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z]{{2,18}}(?![\w@])")
_AT = r"\s?[\[({<]\s?(?:at|a|arobase|arobas|chez)\s?[\])}>]\s?"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|point|\.)\s?[\])}>]\s?)"
_SPELT_EMAIL = re.compile(rf"(?<![\w@]){_LOCAL}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{1,4}}(?!\w)")
_SAID_EMAIL = re.compile(
    rf"(?<![\w@]){_LOCAL} (?:at|arobase?) (?:[a-z0-9-]{{1,63}} (?:dot|point) ){{1,3}}(?:com|ca|org|net|edu|gov|io|info|fr|qc)(?!\w)"
)
_ROLES = re.compile(
    r"(?:info|infos|infostats|contact|support|help|aide|sales|ventes|media|medias|press|presse|hello|bonjour|admin|"
    r"no-?reply|nepasrepondre|webmaster|office|service|services|jobs|emplois|git|example|user|name|nom|you|vous)@"
)
_PHONE = re.compile(
    r"(?<![\w+.,/-])(?:\+[2-9]\d{0,2}(?:[ .-]?\d{1,4}){2,5}|(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d[ .-])\d{3}[ .-]\d{4})(?![\w-])"
)
_PLAIN_PHONE = re.compile(r"[ :.#()+-]{1,4}((?:\+?1)?[2-9]\d\d[2-9]\d{6})(?!\w)")
_TOLL_FREE = re.compile(r"\+?1?\D{0,2}8(?:00|33|44|55|66|77|88)")
_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:19\d\d|20[0-2]\d)"
_DATE = (
    rf"(?:{_YEAR}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:{_YEAR}|\d\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er)?[ -](?:of )?{_MONTH},?[ -]{_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})(?![\d-])"
)
BIRTH_DATE = re.compile(rf"[\s:=#.()'-]{{0,6}}(?:(?:is|was|est|on|the|le|the)[ :]{{1,2}}){{0,2}}({_DATE})")
POSTAL_CODE = re.compile(r"(?<!\w)[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?!\w)")

type Span = tuple[int, int]


def emails(folded: str) -> Iterator[Span]:
    """Addresses of persons, also with `(at)` for the sign. A fediverse handle or a link's user is none."""
    if "@" in folded:
        yield from (match.span() for match in _EMAIL.finditer(folded) if not _ROLES.match(match.group()))
    if " dot " in folded or " point " in folded:
        yield from (match.span() for match in _SAID_EMAIL.finditer(folded))
    if _has_bracketed_at(folded):
        yield from (match.span() for match in _SPELT_EMAIL.finditer(folded))


def _has_bracketed_at(folded: str) -> bool:
    return any(sign in folded for sign in ("(at", "[at", "{at", "(a", "[a", "( at", "[ at"))


def phones(folded: str, cue: re.Pattern[str]) -> Iterator[tuple[Span, float]]:
    """Numbers that a telephone plan has, with how sure: ten digits in a row need a cue."""
    for match in _PHONE.finditer(folded):
        if not _TOLL_FREE.match(match.group()) and _in_a_plan(match.group()):
            yield match.span(), 0.9
    for match in cue.finditer(folded):
        number = _PLAIN_PHONE.match(folded, match.end())
        if number and not _TOLL_FREE.match(number.group(1)) and _in_a_plan(number.group(1)):
            yield number.span(1), 0.85


def _in_a_plan(number: str) -> bool:
    from phonenumbers import NumberParseException, is_possible_number, parse  # noqa: PLC0415 - few texts need the library

    try:
        return is_possible_number(parse(number, "CA"))
    except NumberParseException:
        return False
