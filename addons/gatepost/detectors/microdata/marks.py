"""Where rows may be: a text becomes the stretches of it in which four numbers of one form come near each other.

Nearly every text with numbers in it has nothing else, so this is what microdata costs. Four rows have four numbers of one
form: what may be ages, amounts, years, postal codes or identifiers, and not times, scores, measures, shares or numbers of
things. The expressions below tell these apart by what stands at the number; they are hints for the one matcher, four in a
row, and tell places to one of our own. The rule to keep: they only say where to look, so in doubt a number may be somebody's.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import cache

from gatepost.detectors.microdata.forms import SAID
from gatepost.detectors.microdata.kinds import Span
from gatepost.detectors.microdata.table import FEWEST_ROWS
from gatepost.enrolment.matcher import Matcher, compile_here

_APART = 180  # characters between two like numbers of records
_BEFORE, _AFTER = 110, 100  # characters around them that belong to the first and to the last record, or head them
_WINDOW = 2_000  # characters that are scanned together: a matcher tells no more than so many places of one expression
_CROWDED = 40  # ... which is this many
_TWICE = 2  # characters: an expression may end in two ways at one number

# `<` may be a text's beginning and `>` its end where an expression is the first or the last of a row; elsewhere neither.
_BEGIN = r"(?:<[^0-9a-z .:$#/-]|[^h] |[a-z]h |[^0-9a-z][.:/-]|[a-z][:-]|\b[mfh])"  # not « 9 h 30 »
# "25 turkeys", « 7 chandails » is so many things, unless these are years, people, or what somebody does at that age.
_OF_SOMEBODY = (
    r"(?:ans|y(?:ea)?rs|sans|dans|aux|des|les|ses|is|has|was|(?:live|work|make|owe|get|earn|sell|rent|smoke|drink|drive|own|say|need|take|pay|care|sleep|stay|use|run|teach|clean|want|come"
    r"|raise|suffer|collect|receive)s|employ[a-z]{1,4}|workers|salaries|pers|persons|personnes|kids|enfants|divorces|cows|vaches|acres|[a-z]{2,16}(?:[ius]s|les))"
)
_NO_DECIMAL = r"(?:[^0-9]|[0-9]{1,2}[^ %.;)0-9]|[0-9]{3}[,0-9])"
_AFTER_AGE = (
    rf"(?:[^0-9a-z :./%$,-]|[:./-](?:[^0-9]>)|,{_NO_DECIMAL}|[a-gi-z]|h(?:[^ 0-9]|\b)"
    rf"|[ ](?:[^0-9a-z$]|[0-9]|[mf]\b|[a-z'-]{{1,20}}[a-rt-wyz]\b|{_OF_SOMEBODY}\b)>)"
)
_OF_CHILD = r"(?:ans|yrs?|years|months?,|mois,|of them|kids|enfants|children|staff|empl|workers|people|pers)"
_AFTER_CHILD = rf"(?: ?[;|)\t\n]| - | ?,{_NO_DECIMAL}| {_OF_CHILD}|(?:re|er|e|st|nd|rd|th)(?:,| (?:annee|grade|sec))>)"
_TENS = (
    *(
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "[a-z]{3,5}teen",
        "vingts?",
        "trente",
    ),
    *(
        "quarante",
        "cinquante",
        "soixante",
        "nonante",
        "dix[ -](?:sept|huit|neuf)",
        "(?:ving|tren|quaran|cinquan|soixan)taine",
    ),
)
_PLAIN_TENS = [ten for ten in _TENS if ten.isalpha()]
_TURNED_TENS = (*(ten[::-1] for ten in _PLAIN_TENS), *(codecs.encode(ten, "rot13") for ten in _PLAIN_TENS))
_FOUR_DIGITS = r"(?:<[^0-9a-z-])(?:1[0-8]|2[1-9]|[03-9][0-9])[0-9]{2}(?:[^0-9]>)"  # and no year
_FORMS: Sequence[str] = (
    rf"{_BEGIN}(?:[0-9]{{2}}{_AFTER_AGE}|[1-9]{_AFTER_CHILD})| of [0-9] |[0-9][oilse] (?:ans|years)",
    rf"[0-9][ ,'][0-9]{{3}}(?:[^0-9]>)|[0-9]{{3}} ?\$|[0-9] ?[km](?:\b|\$)|\$[0-9]{{3}}|{_FOUR_DIGITS}",
    r"[0-9]{5}(?:[^0-9]>)",
    r"\b(?:19[0-9]|20[01])[0-9](?:[^0-9]>)|\bb\. ?20[0-9]{2}\b",
    r"[0-9]{3}[) .-]{1,2}[0-9]{3}[ .-][0-9]{4}(?:[^0-9]>)",
    r"\b[a-z][0-9][a-z](?:\b|[ .-]{0,2}[0-9])",
    rf"\b(?:{'|'.join((*_TENS, *_TURNED_TENS))})\b",
)
_LIST = "[ ,;|/\\t-]{1,3}".join(["[0-9]{2}"] * FEWEST_ROWS)  # numbers so near that they share what stands between


def _in_a_row(form: str) -> str:
    """Four of them, however far from each other. (An expression must not begin with one of several words: with such, between
    `.*`, Hyperscan 5.4 overlooks matches.)
    """
    first, last = form.replace("<", "^|").replace(">", ""), form.replace("<", "").replace(">", "|$")
    return "(?s)" + ".*".join(f"(?:{one})" for one in (first, *[_within(form)] * (FEWEST_ROWS - 2), last))


def _within(form: str) -> str:
    return form.replace("<", "").replace(">", "")


HINTS = frozenset({*map(_in_a_row, _FORMS), _LIST})

# What a record in running text has: a number, an age in words, a sex.
MARK = re.compile(
    rf"\d+(?:[ ,.]\d{{3}}){{0,3}}|(?<![a-z0-9])(?:[mfh](?![a-z0-9'])|(?:fe)?male(?!\w)|homme(?!\w)|femme(?!\w)|{SAID}(?!\w)|(?:ving|tren|quaran|cinquan|soixan)taine)|[♂♀]"
)


def stretches(folded: str) -> list[Span]:
    """Where rows may be, in the order of the text; cut at a line's end where one is near."""
    found: list[Span] = []
    for first, last in sorted(_runs(folded)):
        start, end = _beginning(folded, first), _ending(folded, last)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@cache
def _matcher() -> Matcher:
    return compile_here((), tuple(map(_within, _FORMS)))


def _runs(folded: str) -> Iterator[Span]:
    """From the first to the last of enough like numbers near each other."""
    runs: dict[int, list[int]] = {}  # of each form: how many, where the first ends, and where the last
    for form, place in _numbers(folded):
        run = runs.get(form)
        if run is None or place - run[2] > _APART:
            if run and run[0] >= FEWEST_ROWS:
                yield run[1], run[2]
            runs[form] = [1, place, place]
        elif place - run[2] >= _TWICE:
            run[0] += 1
            run[2] = place
    for count, first, last in runs.values():
        if count >= FEWEST_ROWS:
            yield first, last


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Which form each has, and where it ends; of each form in the order of the text."""
    for start in range(0, len(folded), _WINDOW):
        for form, ends in _matcher().scan(f"\n{folded[start : start + _WINDOW]}\n").items():
            for end in ends:
                yield form, start + end - 1
            if len(ends) == _CROWDED:  # there are more, as far as anybody knows to the window's end
                last = min(_WINDOW, len(folded) - start)
                yield from ((form, start + end) for end in (*range(ends[-1] + 1, last, _APART), last))


def _beginning(folded: str, first: int) -> int:
    """The beginning of a line, near enough."""
    reach = max(0, first - _BEFORE)
    line = folded.rfind("\n", max(0, reach - _BEFORE), reach)
    return line + 1 if line >= 0 or reach <= _BEFORE else reach


def _ending(folded: str, last: int) -> int:
    line = folded.find("\n", last + _AFTER, last + 2 * _AFTER)
    return line if line >= 0 else min(len(folded), last + _AFTER)
