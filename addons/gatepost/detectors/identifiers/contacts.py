"""E-mail addresses and telephone numbers: a folded text becomes the places of each.

They are reported and, by the shipped policy, logged only. Role addresses (info@) and toll-free lines are nobody's own.
The rule to keep: the telephone library is loaded by the first text that has something like a number.
"""

import re
from collections.abc import Iterator, Sequence

from gatepost.detectors.identifiers.zones import found_in

_LOCAL = r"[a-z0-9](?:[a-z0-9_%+-]|\.(?=[a-z0-9])){0,63}"
_EMAIL = re.compile(rf"(?<![\w@/:.+-]){_LOCAL}(?:@| @ )(?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z]{{2,18}}(?![\w@])")
_SIGN_AT, _SIGN_DOT = r"(?:at|a|arobase|arobas|chez|@)", r"(?:dot|point|pt|\.)"
_AT = rf"\s?(?:[\[({{<*_|-]{{1,2}}\s?{_SIGN_AT}\s?[\])}}>*_|-]{{1,2}})\s?"
_DOT = rf"(?:\.|\s?[\[({{<*_|-]{{1,2}}\s?{_SIGN_DOT}\s?[\])}}>*_|-]{{1,2}}\s?|\s{_SIGN_DOT}\s)"
_SPELT_EMAIL = re.compile(
    rf"(?<![\w@]){_LOCAL}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,2}}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{1,4}}(?!\w)"
)
_ENDING = r"(?:com|ca|org|net|edu|gov|io|info|fr|qc|me|dev|co|quebec|email|example)"
_SAID_EMAIL = re.compile(
    rf"(?<![\w@]){_LOCAL}(?: (?:dot|point|tiret|underscore|souligne|dash) [a-z0-9]{{1,40}}){{0,3}},? ?(?:at|arobase?|a commercial|@),? ?[a-z0-9-]{{1,63}}"
    rf"(?: ?(?:dot|point|\.) ?[a-z0-9-]{{1,63}}){{0,3}} ?(?:dot|point) ?{_ENDING}(?!\w)"
)
_ROLES = re.compile(
    r"(?:payroll|paye|paie|hr|rh|it|ti|helpdesk|servicedesk|centredeservices|bureau|billing|facturation|compta|comptabilite|accounting|team|equipe|all|tous|membership|"
    r"board|ca|secretariat|direction|permits|permis|events|evenements|volunteers?|benevoles?|news|nouvelles|alerts?|alertes?|security|securite|"
    r"info|infos|infostats|contact|support|help|aide|sales|ventes|media|medias|press|presse|hello|bonjour|admin|"
    r"no-?reply|nepasrepondre|webmaster|office|service|services|jobs|emplois|git|example|user|name|nom|you|vous|"
    r"rsvp|reservations?|billetterie|tickets|abonnements?|newsletter|infolettre|feedback|communications?|careers|carrieres|privacy|"
    r"accueil|reception|registrar|bookings|donations?|dons|editor|redaction|first\.?last|prenom\.?nom|firstname\.?lastname)@"
)
_SEP = r"(?: ?[-.–/] ?| {1,2}|--)"
_PHONE = re.compile(
    rf"(?<![\w+.,/-])(?:\+[2-9]\d{{0,2}}(?:[ .-]?\d{{1,4}}){{2,5}}|(?:\+?1[ .-]?)?(?:\([2-9]\d\d\){_SEP}?|[2-9]\d\d{_SEP})[2-9]?\d{{2,3}}{_SEP}?\d{{4}})(?![\w-]|[.,]\d)"
)
_LOOSE_PHONE = re.compile(r"(?<![\w+.,/#$-])(?:\+?1[ .-]?)?([2-9]\d\d[ .-]?[2-9]\d{2}[ .-]?\d{4})(?!\w|[.,]\d)")
_LOCAL_PHONE = re.compile(r"[ :.#()=a-z'-]{1,14}?((?<!\d)[2-9]\d\d[-. ]\d{4})(?!\w|[.,-]\d)")
_NEAR_CUE = (45, 25)  # characters between a word for a telephone and ten digits in a row, before and behind
_TOLL_FREE = re.compile(r"\+?1?\D{0,2}8(?:00|33|44|55|66|77|88)")
CONTACT_HINTS = frozenset(
    {
        r"\b[2-9]\d\d ?[-. –/]{1,2} ?\d{4}\b",
        r"\b1?[2-9]\d{2}[-. ]?[2-9]\d{6}\b",
        r"\+[2-9]\d{0,2}(?:[ .-]?\d{1,4}){2}",
        r"[a-z0-9](?:@| @ )[a-z0-9-]{1,63}\.[a-z]",
        r"\b(?:at|arobase?|commercial|@),? ?[a-z0-9-]{1,63}(?: ?(?:dot|point|\.) ?[a-z0-9-]{1,63}){0,3} ?(?:dot|point) ?(?:com|ca|org|net|edu|gov|io|info|fr|qc|me|dev|co|quebec|email|example)\b",
        r"[\[({<*_|-]\s?(?:at|a|arobase?|chez|@)\s?[\])}>*_|-]{1,2}\s?[a-z0-9-]",
    }
)

type Span = tuple[int, int]


def emails(folded: str) -> Iterator[Span]:
    """Addresses of persons, also with `(at)` for the sign. A fediverse handle or a link's user is none."""
    yield from (match.span() for match in _at_signs(folded) if not _ROLES.match(match.group()))
    if ("dot " in folded or "point " in folded) and _SAID_ENDING.search(folded):
        yield from (match.span() for match in _SAID_EMAIL.finditer(folded))
    if _BRACKETED.search(folded):
        yield from (match.span() for match in _SPELT_EMAIL.finditer(folded))


def _at_signs(folded: str) -> Iterator[re.Match[str]]:
    """The addresses around each sign: a text has few."""
    done, sign = 0, folded.find("@")
    while sign >= 0:
        match = _EMAIL.search(folded, max(done, sign - _LONGEST_LOCAL), sign + 120)
        if match and match.start() < sign < match.end():
            yield match
            done = match.end()
        sign = folded.find("@", max(sign + 1, done))


_LONGEST_LOCAL = 70
_SAID_ENDING = re.compile(rf"(?:dot|point) ?{_ENDING}(?!\w)")
_BRACKETED = re.compile(rf"[\[({{<*_|-]\s?{_SIGN_AT}\s?[\])}}>*_|-]")


def phones(folded: str, cue: re.Pattern[str], zones: Sequence[Span]) -> Iterator[tuple[Span, float]]:
    """Numbers that a telephone plan has, with how sure: ten digits in a row, or seven, need a cue. `zones` have the digits."""
    for match in found_in(zones, _PHONE, folded):
        if not _TOLL_FREE.match(match.group()) and _in_a_plan(match.group()):
            yield match.span(), 0.9
    for match in found_in(zones, _LOOSE_PHONE, folded):
        around = (
            folded[max(0, match.start() - _NEAR_CUE[0]) : match.start()],
            folded[match.end() : match.end() + _NEAR_CUE[1]],
        )
        if any(map(cue.search, around)) and not _TOLL_FREE.match(match.group(1)) and _in_a_plan(match.group(1)):
            yield match.span(1), 0.85
    if any(found_in(zones, _SEVEN, folded)):
        for match in cue.finditer(folded):
            number = _LOCAL_PHONE.match(folded, match.end())
            if number:
                yield number.span(1), 0.75


_SEVEN = re.compile(r"(?<![\d.,-])[2-9]\d\d[-. ]\d{4}(?![\d-])")


def _in_a_plan(number: str) -> bool:
    from phonenumbers import NumberParseException, is_possible_number, parse  # noqa: PLC0415 - few texts need the library

    try:
        return is_possible_number(parse(number, "CA"))
    except NumberParseException:
        return False
