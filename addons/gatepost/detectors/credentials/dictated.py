"""Codes as they are dictated: an answer in a thread, digits one by one, a number and then the star, the turns of a
dial, codes in a list.

Here no verb or sign stands between a code and its word; the form says what is one. The rule to keep: each form has its
word for a code, or something that is opened, beside it.
"""

import re
from collections.abc import Iterator
from itertools import islice

_MOST = 200  # in one text
# Codes for one use each, in a row or a line each.
_SINGLE = r"(?:[a-z0-9]{3,6}-[a-z0-9]{3,6}|[a-z0-9]{8,12})"
_LISTED = re.compile(rf"[^\n:]{{0,60}}?[\s:]{{1,3}}({_SINGLE}(?:[\s,;]{{1,3}}{_SINGLE}){{1,11}})(?![a-z0-9])")
_EACH = re.compile(r"[a-z0-9-]+")
_CHANGING = re.compile(r"[a-z]\d|\d[a-z]")
# Said one by one: the PIN is 2 5 8 0.
_ONE_BY_ONE = re.compile(
    r"(?:(?: number)?[^a-z0-9]{0,3}(?:(?:is|was|est|c'est|etait)[^a-z0-9]{1,3})?|[^.!?\n\d]{0,50}[ ,](?:is|was|est|c'est|c'etait|etait)[^a-z0-9]{1,3})(\d(?: \d){3,7})(?! ?\d)"
)
_THEN_A_SIGN = (
    r"[ ,]{1,2}(?:(?:then|and|pis|puis|et|plus|followed by|suivi)[ ,]{1,2})?(?:by |the |le |l'|la |du |de |d'un |a )?"
    r"(?:star|pound|hash|number sign|enter|etoile|carre|diese|entree)"
)
_KEYED = re.compile(rf"(?<![\w.,$])(\d{{3,8}}|\d(?: \d){{3,7}}){_THEN_A_SIGN}(?![a-z])")
# How a dial is turned: 8 right, 33 left, 19 right.
_SIDE = r"(?:right|left|droite|gauche)"
_TURN = rf"(?:\d{{1,2}} (?:(?:to the|a|vers la) )?{_SIDE}|{_SIDE} (?:(?:to|a|au|sur) )?\d{{1,2}})(?![a-z0-9])"
_TURNS = re.compile(rf"(?<![\w.,$])({_TURN}(?:[ ,;]{{1,3}}(?:(?:then|and|puis|pis|et) )?{_TURN}){{2,4}})")
# The answer to a question for a code, on the next line of a thread.
_ANSWERED = re.compile(
    r"(?<!area )(?<!promo )(?<!postal )(?<![a-z])(?:code|combo|combination|combinaison|pin|nip|passcode)(?![a-z])[^\n?]{0,40}\?[^\n]{0,10}\n"
    r"(?:[\w .@-]{1,24}[:>] ?)?(\d{4,8}[#*]?)(?=\s{0,9}(?:\n|$))"
)
KEYED_HINT = rf"\d(?:\d\d| \d \d){_THEN_A_SIGN}\b"
TURNS_HINT = rf"{_TURN}[ ,;]{{1,3}}(?:(?:then|and|puis|pis|et) )?{_TURN}".replace("(?![a-z0-9])", r"\b")

type Place = tuple[int, int]


def keyed(folded: str) -> Iterator[Place]:
    """Numbers with the sign that is keyed in behind them."""
    return (match.span(1) for match in islice(_KEYED.finditer(folded), _MOST))


def turns(folded: str) -> Iterator[Place]:
    """Numbers with the side to which something is turned."""
    return (match.span(1) for match in islice(_TURNS.finditer(folded), _MOST))


def answered(folded: str) -> Iterator[Place]:
    """Numbers that answer a question for a code."""
    return (match.span(1) for match in islice(_ANSWERED.finditer(folded), _MOST))


def dictated(folded: str, place: int) -> Place | None:
    """What stands behind the word for a code that ends here: digits one by one, or codes of letters and digits in a list."""
    one_by_one = _ONE_BY_ONE.match(folded, place)
    if one_by_one:
        return one_by_one.span(1)
    listed = _LISTED.match(folded, place)
    return listed.span(1) if listed and all(map(_CHANGING.search, _EACH.findall(listed.group(1)))) else None
