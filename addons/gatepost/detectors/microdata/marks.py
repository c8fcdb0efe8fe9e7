"""Numbers that may be about somebody: ages, amounts, years, postal codes, identifiers, each form an expression for the matcher.

They are told from times, scores, measures, shares and numbers of things by what stands at the number. Four of one form are
the hints of this detector, and where they stand close together is where rows are looked for (`stretches.py`). The rule to
keep: an expression only says where to look, so in doubt a number may be somebody's.
"""

import codecs
import re
from collections.abc import Sequence

from gatepost.detectors.microdata.forms import SAID
from gatepost.detectors.microdata.table import FEWEST_ROWS

# `<` may be a text's beginning and `>` its end where an expression is the first or the last of a row; elsewhere neither.
_BEGIN = r"(?:<[^0-9a-z .:$#/-]|[^h] |[a-z]h |[^0-9a-z][.:/-]|[a-z][:-]|\b[mfh])"  # not « 9 h 30 »
# "25 turkeys", « 7 chandails » is so many things, unless these are years, people, or what somebody does at that age.
_OF_SOMEBODY = (
    r"(?:ans|y(?:ea)?rs|sans|dans|aux|des|les|ses|is|has|was|employ[a-z]{1,4}|workers|salaries|pers|persons|personnes|kids|enfants|diabetes"
    r"|(?:live|work|make|owe|get|earn|sell|rent|smoke|drink|drive|own|say|need|take|pay|care|sleep|stay|use|run|teach|clean|want"
    r"|come|raise|suffer|collect|receive)s|divorces|cows|vaches|acres|[a-z]{2,16}(?:[ius]s|les))"
)
_NO_DECIMAL = r"(?:[^0-9]|[0-9]{1,2}[^ %.;)0-9]|[0-9]{3}[,0-9])"
_AFTER_AGE = (
    rf"(?:[^0-9a-z :./%$,-]|[:./-](?:[^0-9]>)|,{_NO_DECIMAL}|[a-gi-z]|h(?:[^ 0-9]|\b)"
    rf"|[ ](?:[^0-9a-z$]|[0-9]|[mf]\b|[a-z'-]{{1,20}}[a-rt-wyz]\b|{_OF_SOMEBODY}\b)>)"
)
_OF_CHILD = r"(?:ans|yrs?|years|months?,|mois,|of them|kids|enfants|children|staff|empl|workers|people|pers)"
_AFTER_CHILD = rf"(?: ?[;|)\t\n]| - | ?,{_NO_DECIMAL}| {_OF_CHILD}|(?:re|er|e|st|nd|rd|th)(?:,| (?:annee|grade|sec))>)"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|vingts?|trente|quarante|cinquante|soixante|nonante"
_SAID = f"{_TENS}|[a-z]{{3,5}}teen|dix[ -](?:sept|huit|neuf)|(?:ving|tren|quaran|cinquan|soixan)taine"
_PLAIN_TENS = _TENS.replace("s?", "")
_TURNED = (*_PLAIN_TENS[::-1].split("|"), *codecs.encode(_PLAIN_TENS, "rot13").split("|"))  # see `turning.py`
_FOUR_DIGITS = r"(?:<[^0-9a-z-])(?:1[0-8]|2[1-9]|[03-9][0-9])[0-9]{2}(?:[^0-9]>)"  # and no year
FORMS: Sequence[str] = (
    rf"{_BEGIN}(?:[0-9]{{2}}{_AFTER_AGE}|[1-9]{_AFTER_CHILD})| of [0-9] |[0-9][oilse] (?:ans|years)",
    rf"[0-9][ ,'][0-9]{{3}}(?:[^0-9]>)|[0-9]{{3}} ?\$|[0-9] ?[km](?:\b|\$)|\$[0-9]{{3}}|{_FOUR_DIGITS}",
    r"[0-9]{5}(?:[^0-9]>)",
    r"\b(?:19[0-9]|20[01])[0-9](?:[^0-9]>)|\bb\. ?20[0-9]{2}\b",
    r"[0-9]{3}[) .-]{1,2}[0-9]{3}[ .-][0-9]{4}(?:[^0-9]>)",
    r"\b[a-z][0-9][a-z](?:\b|[ .-]{0,2}[0-9])",
    rf"\b(?:{'|'.join((_SAID, *_TURNED))})\b",
)
_LIST = "[ ,;|/\\t-]{1,3}".join(["[0-9]{2}"] * FEWEST_ROWS)  # numbers so near that they share what stands between


def _in_a_row(form: str) -> str:
    """Four of them, however far from each other.

    An expression must not begin with one of several words: with such, between `.*`, Hyperscan 5.4 overlooks matches.
    """
    first, last = form.replace("<", "^|").replace(">", ""), form.replace("<", "").replace(">", "|$")
    return "(?s)" + ".*".join(f"(?:{one})" for one in (first, *[within(form)] * (FEWEST_ROWS - 2), last))


def within(form: str) -> str:
    """The expression where it stands between others."""
    return form.replace("<", "").replace(">", "")


HINTS = frozenset({*map(_in_a_row, FORMS), _LIST})

# What a record in running text has: a number, an age in words, a sex.
MARK = re.compile(
    rf"\d+(?:[ ,.]\d{{3}}){{0,3}}|(?<![a-z0-9])(?:[mfh](?![a-z0-9'])|(?:fe)?male(?!\w)|homme(?!\w)|femme(?!\w)|{SAID}(?!\w)|(?:ving|tren|quaran|cinquan|soixan)taine)|[♂♀]"
)
