"""Records told one after the other in running text, cut where no line and no single sign parts them.

Prose names people one by one, and what comes round is how old each is ("Ann Roe, 41, ...", "a cook of 44", "b. 1958");
others part records by a word (NEXT, STOP, "meanwhile") or by a doubled sign, or write each without a blank in it. Here
such a text becomes pieces, one for each record. The rule to keep: a piece is cut by its form alone, in one pass over the
text; what it says is weighed elsewhere, and an age that only its place shows is written out as one ("aged 41").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gatepost.detectors.microdata.forms import SAID
from gatepost.detectors.microdata.kinds import Line

_FEWEST = 4  # records
_MOST = 64  # pieces of a line that a word or a sign parts
_APART = 420  # characters between what tells the ages of two people
_OWN = 3  # characters
_LAST = 160  # characters of the last record
_SEPARATORS = 3  # that are tried
_GOES_ON = r"(?=[,.;)\n]|$|[ ](?:and|et|who|qui|from|in|on|near|with|at|lives|living|dans|chez|avec)[ ])"
# Each begins at a number or a word for one, so that it is tried there and nowhere else.
_AGE = re.compile(
    rf"""
    (?:(?<=[a-z.)'"],[ ])|(?<=[a-z.)'"][ ][(])|(?<=[a-z.)'"][(]))(?P<apposed>[1-9]\d?|{SAID})(?=[ ]?[,.;)\n/]|$|[ ]-[ ])
  | (?<![\w.,-])(?<!depuis[ ])(?<!pendant[ ])(?<![ ]y[ ]a[ ])(?<!dans[ ])(?<!apres[ ])(?<![ ]en[ ])(?<!entente[ ]de[ ])
    (?:\d{{1,2}}|{SAID})[ -]?(?:years?[ -]old|yrs?[ -]old|y/?o|ans)(?!\w)(?![ ](?:d'|de[ ]|plus|and[ ]over|et[ ]plus))
  | (?:(?<=[ ]of[ ])|(?<=[ ]is[ ])|(?<=[a-z]'s[ ])|(?<=[ ]was[ ])|(?<=turned[ ])|(?<=aged[ ])|(?<=[ ]age[ ])|(?<=age[ ]de[ ])|(?<=agee[ ]de[ ]))
    (?P<linked>[1-9]\d?(?!\d)|{SAID}){_GOES_ON}
  | (?:(?<=[ ]b[.][ ])|(?<=[ ]b[.])|(?<=born[ ])|(?<=born[ ]in[ ])|(?<=[ ]ne[ ]en[ ])|(?<=nee[ ]en[ ]))(?:19|20)\d\d(?!\d)
  | (?:(?<=early[ -])|(?<=mid[ -])|(?<=late[ -])|(?<=[ ]his[ ])|(?<=[ ]her[ ])|(?<=their[ ]))[2-9]0s(?!\w)
  | (?<=[ls]a[ ])(?:ving|tren|quaran|cinquan|soixan)taine
    """,
    re.VERBOSE,
)
# Where a record may begin: not after a title, an initial, or a number's point.
_BEGINS = re.compile(r"[;:\n!?•|] ?|(?<![ (.]m[rs])(?<![ (]dr)(?<!mrs)(?<!mme)(?<!mlle)(?<![ (.][a-z])\. ")
_LIGHTLY = re.compile(r"\)?, ")
_WORD = re.compile(r"(?<![a-z])[a-z]{3,12}(?![a-z])")
_DOUBLED = re.compile(r"([^\w\s.\x00-\x1f])\1+")
_NUMBER = re.compile(r"\d")
_WHOLE = re.compile(r"\S*\d\S*[-/_|:;,~#]\S*\d\S*")


def by_age(folded: str, numbers: Iterable[int]) -> Iterator[list[Line]]:
    """A text is cut before each person whose age it tells: four or more of them near each other."""
    run: list[re.Match[str]] = []
    for match in filter(None, (_AGE.match(folded, number) for number in numbers)):
        if run and match.start() - run[-1].end() > _APART:
            yield from _people(folded, run)
            run = []
        run.append(match)
    yield from _people(folded, run)


def _people(folded: str, ages: Sequence[re.Match[str]]) -> Iterator[list[Line]]:
    if len(ages) < _FEWEST:
        return
    first = ages[0].start()
    begins = [_behind(_BEGINS, folded, max(0, first - _LAST), first)]
    begins += [_begin(folded, before.end(), age.start()) for before, age in pairwise(ages)]
    last = ages[-1].end()
    end = _BEGINS.search(folded, last, last + _LAST)
    ends = [*begins[1:], end.start() if end else min(len(folded), last + _LAST)]
    yield [
        (start, stop, _with_age(folded, start, age, stop)) for start, age, stop in zip(begins, ages, ends, strict=True)
    ]


def _begin(folded: str, after: int, before: int) -> int:
    """Behind the last sign between two ages that parts sentences, or else phrases; a comma at an age is its own."""
    begin = _behind(_BEGINS, folded, after, before)
    return begin if begin > after else _behind(_LIGHTLY, folded, after, before - _OWN)


def _behind(sign: re.Pattern[str], folded: str, after: int, before: int) -> int:
    begin = after
    for match in sign.finditer(folded, after, before):
        begin = match.end()
    return begin


def _with_age(folded: str, start: int, age: re.Match[str], end: int) -> str:
    years = age["apposed"] or age["linked"]
    told = f"aged {years}" if years and years.isdigit() else age.group()
    return f"{folded[start : age.start()]}{told}{folded[age.end() : end]}"


def by_sign(line: Line) -> Iterator[list[Line]]:
    """A line is cut at a word or a doubled sign that comes round, each piece with a number in it; or at its blanks."""
    start, _, text = line
    counts = Counter(_WORD.findall(text)) + Counter(match.group() for match in _DOUBLED.finditer(text))
    often = sorted((count, word) for word, count in counts.items() if _FEWEST - 1 <= count <= _MOST)
    tried = 0
    for _, word in often:
        pieces = _between(start, text, _places(text, word))
        if len(pieces) >= _FEWEST:
            yield pieces
            tried += 1
            if tried == _SEPARATORS:
                break
    whole = [(start + match.start(), start + match.end(), match.group()) for match in _WHOLE.finditer(text)]
    if len(whole) >= _FEWEST:
        yield whole


def _places(text: str, sign: str) -> list[tuple[int, int]]:
    """Where this word or sign stands by itself."""
    alone = rf"(?<![a-z]){sign}(?![a-z])" if sign.isalpha() else re.escape(sign)
    return [match.span() for match in re.finditer(alone, text)]


def _between(start: int, text: str, spans: Sequence[tuple[int, int]]) -> list[Line]:
    """What stands between these places; none of it, if any of it but the first and the last has no number in it."""
    cuts = [(0, 0), *spans, (len(text), len(text))]
    pieces = [(start + end, start + following, text[end:following]) for (_, end), (following, _) in pairwise(cuts)]
    numbered = [piece for piece in pieces if _NUMBER.search(piece[2]) or "ty" in piece[2]]
    return numbered if len(numbered) >= len(pieces) - 2 else []
