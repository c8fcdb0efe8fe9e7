"""Where rows may be: a text becomes the stretches of it in which four numbers of one kind come near each other.

Nearly every text with numbers in it has nothing else, so this is what microdata costs: one walk over the numbers, each
told apart by its form (what may be an age, an amount, a postal code, a year, an identifier) from those that are about
nobody (times, scores, measures, shares). Four rows have four numbers of one kind, so elsewhere no reader looks at all.
The rule to keep: a form is told by what stands at the number itself, so that the walk is linear and cannot be led astray.
"""

import re
from collections.abc import Iterator

from gatepost.detectors.microdata.forms import SAID
from gatepost.detectors.microdata.kinds import Span
from gatepost.detectors.microdata.table import FEWEST_ROWS

_APART = 300  # characters between two like numbers of records
_BEFORE, _AFTER = 240, 200  # characters around them that belong to the first and to the last record, or head them
_UNIT = (
    r"(?:%(?!%)|°|m(?![a-z0-9])(?<=\D\Dm)"
    r"|[ -]?(?:km|k?g|mg|ml|lbs?|cm|mm|min|mins|minutes?|hrs?|h|am|pm|st|nd|rd|th|gb|mb|hours?|heures?|sec|secondes?|seconds?"
    r"|days?|jours?|weeks?|semaines?|fois|times|pages?|per|pour|points?|pts|pct|oz|cups?|degrees|degres|goals?|buts?|assists?"
    r"|passes|games?|matchs?|shots|tirs)(?![a-z0-9]))"
)
_THOUSANDS = r"(?:[ ']\d{3}(?!\d)|,\d{3}(?![\d,]))"  # "61,210,48" is three cells
_MONTH = r"(?:jan|feb|fev|mar(?!r)|apr|avr|may|mai|jun|jui|jul|aug|aou|sep(?!a)|oct|nov|dec)"
_OF_PEOPLE = r"(?:ans|yrs?|years|months?,|mois,|of them|kids|enfants|children|staff|empl|workers|people|pers)"
# What a number is, from its first digit on; a group without a name is about nobody.
_NUMBER = re.compile(
    rf"""\d(?:
        (?<=(?<![a-z0-9])[abceghj-nprstvxy]\d)(?P<postal>[a-z](?:[ .-]{{0,2}}\d[a-z]\d|(?![\w-])))
      | (?P<year>\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?!\d)|(?:(?<=1)9|(?<=2)0)\d\d(?!\d)(?:-\d\d-\d\d)?)
      | \d?(?::\d\d|[ ]?h(?:[ ]?\d\d)?(?!\w)(?!/)|-\d{{1,2}}-\d)
      | (?P<small>\d(?!\d|[:.]\d|,\d\d?[ %.;)]|{_THOUSANDS}|{_UNIT}|[ ]?[k$](?!\w)|[ ]{_MONTH}|[-/]\d))
      | (?P<child>(?!{_THOUSANDS})(?=[ ]?[,;|)\t\n]|[ ]{_OF_PEOPLE})|(?<=[ ]of[ ].)(?=[ ])|(?:re|er|e|st|nd|rd|th)(?=,|[ ](?:annee|grade)))
      | (?P<amount>\d{{0,2}}(?:[ ,']\d{{3}}){{1,2}}(?!\d)(?:\.\d\d)?|\d{{0,6}}[ ]?\$
          |\d{{0,3}}(?:[.,]\d)?[ ]?[km](?!\w)(?:[ ]?\$)?|\d{{3,4}}\.\d\d(?!\d)|(?<=\$.)\d{{0,2}}(?!\d)|\d{{3}}(?!\d))
      | \d{{0,8}}(?:[.]\d{{1,3}}|,\d{{1,2}}(?=[ %.;)]))(?!\d)
      | (?P<long>\d{{4,40}})
      | (?P<spelt>[oilse](?=[ ](?:ans|years)))
      | \d*
    )""",
    re.VERBOSE,
)
_LIKE = {"child": "small", "spelt": "small"}
_SAID = re.compile(rf"(?<![a-z]){SAID}(?!\w)|(?:ving|tren|quaran|cinquan|soixan)taine")
_SAYING = ("ty", "teen", "nte", "vingt")  # forty, nineteen, quarante
# What a record in running text has: a number, an age in words, a sex.
MARK = re.compile(
    rf"\d+(?:[ ,.]\d{{3}}){{0,3}}|(?<![a-z0-9])(?:[mfh](?![a-z0-9'])|(?:fe)?male(?!\w)|homme(?!\w)|femme(?!\w)|{SAID}(?!\w)|(?:ving|tren|quaran|cinquan|soixan)taine)|[♂♀]"
)


def stretches(folded: str) -> list[Span]:
    """Where rows may be, in the order of the text; what lies between lines is cut at a line's end where one is near."""
    found: list[Span] = []
    for first, last in sorted([*_near(_numbers(folded)), *_near(_in_words(folded))]):
        start, end = _beginning(folded, first), _ending(folded, last)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _numbers(folded: str) -> Iterator[tuple[int, str]]:
    for match in _NUMBER.finditer(folded):
        form = match.lastgroup
        if form:
            yield match.start(), _LIKE.get(form, form)


def _in_words(folded: str) -> Iterator[tuple[int, str]]:
    if sum(map(folded.count, _SAYING)) >= FEWEST_ROWS:
        for match in _SAID.finditer(folded):
            yield match.start(), "said"


def _near(numbers: Iterator[tuple[int, str]]) -> Iterator[Span]:
    """From the first to the last of enough like numbers near each other."""
    runs: dict[str, list[int]] = {}  # of each form: how many, the first, the last
    for place, form in numbers:
        run = runs.get(form)
        if run is None or place - run[2] > _APART:
            if run and run[0] >= FEWEST_ROWS:
                yield run[1], run[2]
            runs[form] = [1, place, place]
        else:
            run[0] += 1
            run[2] = place
    for count, first, last in runs.values():
        if count >= FEWEST_ROWS:
            yield first, last


def _beginning(folded: str, first: int) -> int:
    """The beginning of a line, near enough."""
    reach = max(0, first - _BEFORE)
    line = folded.rfind("\n", max(0, reach - _BEFORE), reach)
    return line + 1 if line >= 0 or reach <= _BEFORE else reach


def _ending(folded: str, last: int) -> int:
    line = folded.find("\n", last + _AFTER, last + 2 * _AFTER)
    return line if line >= 0 else min(len(folded), last + _AFTER)
