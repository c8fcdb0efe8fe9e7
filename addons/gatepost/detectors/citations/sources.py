"""Public sources by their form: links to the agency's site, table and catalogue numbers, The Daily of a day.

A table number has an eight-digit short form that is also a date, and catalogue numbers look like parts of others:
each pattern carries how sure it is, and the doubtful ones ask for the word beside them. A link is one by its host:
the agency's address in another site's path, or as the beginning of another's name, is not.
"""

import re
from collections.abc import Iterator

from gatepost.detectors.citations.dates import DAY, MONTH, QUARTER, YEARLESS
from gatepost.detectors.citations.spelt import SPELT_HINTS, spelt_out

# Also as people write it to keep a link from being one: statcan[.]gc, statcan (dot) gc, statcan point gc, with pictures.
_DOT = r"(?:\s?[(\[{<]?\s?(?:\.|%2e|\bdot\b|\bpoint\b)\s?[)\]}>]?\s?|\s?[^\x00-\x7f]{1,3}\s?)"
_SIGNS = r"[^\w\n]{1,5}"  # between "statcan" and "gc" any will do
_DASH = r"(?: ?[-~_/.*|] ?| )"
_DETAIL = (
    r"(?:,? (?:canada|du canada|income and expenditure|revenus et depenses|provinces and territories|in canada|au canada"
    r"|by (?:industry|province|sex|gender|age|region|sector)|par (?:industrie|province|sexe|genre|age|region|secteur)))?"
)

# What makes a programme's name behind which it stands a release title: a month or quarter and a year, or a year.
DATED = re.compile(rf"{_DETAIL}(?: ?[,:(-] ?| of | de ){{1,2}}(?:(?:{MONTH}|{QUARTER})\.?,? )?(?:19|20)\d\d(?![\d-])")

_TABLE = r"t(?<!\w.)(?:ables?|ableaux?|abl|bl)\b\.?"
_NUMBERED = r"[,:]? {0,2}(?:(?:no|number|num|numero|n|cansim|pid|id)\b\.? {0,2})?[#:]? {0,2}"
_IN_GROUPS = rf"\d\d{_DASH}\d\d{_DASH}\d{{4}}(?:{_DASH}\d\d)?(?![\d-])"
_AGENCY = r"stat\w{0,10} ?can\w{0,6}"
_RELEASES = rf"(?:(?:the|'s) daily|le quotidien)(?: (?:of|by|from|de|d') ?{_AGENCY})?"

BARE = 0.8  # a number that says nothing of a table: one, unless something else is said to have it

# Confidence, a substring without which the pattern is not tried, the pattern.
_NUMBERS = (
    (0.97, "-10-", re.compile(r"\d(?<![\d-]\d)\d-10-\d{4}-\d\d(?![\d-])")),
    (0.93, "-", re.compile(r"[1-4](?<![\d-].)\d-\d\d-\d{4}-\d\d(?![\d-])")),
    (BARE, "-10-0", re.compile(r"[1-4](?<![\d-].)\d-10-0\d{3}(?![\d-])")),  # no year begins with a zero
    (BARE, "-", re.compile(r"[1-4il](?<![\w-].)[\dilo]-[1il][0o]-[\dilo]{4}(?:-[\dilo]{2})?(?![\w-])(?<!\d\d-10-\d{4})")),
    (0.93, "t", re.compile(rf"{_TABLE}{_NUMBERED}{_IN_GROUPS}")),
    (0.9, "t", re.compile(rf"{_TABLE}{_NUMBERED}[1-4]\d10\d{{4}}(?:\d\d)?(?!\d)")),
    (0.85, " 10 ", re.compile(r"[1-4](?<![\d-].)\d 10 \d{4} \d\d(?! ?\d)[^\n]{0,25}?\bt(?:able|ableau)\b")),
    (0.95, "pid", re.compile(r"pid(?<!\w...) ?= ?[1-4]\d10\d{4}(?:\d\d)?(?!\d)")),
    (0.97, "10.25318", re.compile(r"10\.25318/\d{8,12}-(?:eng|fra)")),
    (0.93, "dq", re.compile(r"dq(?<!\w..)\d{6}[a-h](?:-(?:eng|fra))?(?!\w)")),
    (0.93, "cansim", re.compile(r"cansim(?: table| tableau)?s? {0,2}\d{3}-\d{4}(?!\d)")),
    (0.93, "-", re.compile(r"\d(?<![\w-]\d)\d-\d{3}-[xmgehup](?:\d{4,9}(?:-\d{1,4})?)?(?!\w)")),
    (0.93, "f0", re.compile(r"\d(?<!\w.)\df0\d{3}[xmgehup](?:\d{3,9})?(?!\w)")),
    (0.93, "vect", re.compile(r"v(?<!\w.)ect(?:or|eur)s?(?: (?:no|number|numero)\.?)?:? ?v?\d{5,10}(?!\d)")),
    (0.85, "vol", re.compile(rf"{_AGENCY}[^\n\"]{{0,60}}?\bvol\.? ?\d{{1,3}}\b")),
    (0.9, "cat", re.compile(r"cat(?:alogue|alog|\.)? ?(?:(?:no|number|n)\.? ?)?:? ?\d\d-?[f\d]\d{2,4}-?[xmgehup](?!\w)")),
    (0.85, "stat", re.compile(rf"(?:survey|enquete) (?:number|no|numero|n)\b\.? ?:? ?\d{{4}}(?!\d)[^\n]{{0,20}}{_AGENCY}")),
    (0.85, "stat", re.compile(rf"{_AGENCY}[^\n]{{0,20}}?(?:survey|enquete) (?:number|no|numero|n)\b\.? ?:? ?\d{{4}}(?!\d)")),
    (0.9, "daily", re.compile(rf"{_RELEASES}(?: (?:of|from|for|on))?[\s,:(\[-]{{1,4}}(?:{_AGENCY}[\s,:(-]{{1,3}})?{DAY}")),
    (0.9, "quotidien", re.compile(rf"{_RELEASES}(?: (?:du|de|le))?[\s,:(\[-]{{1,4}}(?:{_AGENCY}[\s,:(-]{{1,3}})?{DAY}")),
    (0.85, "stat", re.compile(rf"{_AGENCY}[\s.,]{{0,2}}\(?(?:19|20)\d\d\)?[\s.,:-]{{1,3}}(?:the daily|le quotidien),? {YEARLESS}(?!\w)")),
)  # fmt: skip
_HOST = re.compile(
    rf"(?:statcan(?:{_DOT}|{_SIGNS})g\.?c(?:{_DOT}|{_SIGNS})c\.?a|statcan{_DOT}ca|(?:census|recensement){_DOT}gc{_DOT}ca"
    rf"|(?:open|ouvert){_DOT}canada{_DOT}ca)(?![\w-]|\.\w)"
)
_SCHEME = r"(?:h[a-z*]{2}ps?\s?\[?:\]?\s?//\s?)?"
_BEFORE_HOST = re.compile(
    rf"(?:^|[\s(<\"'\[,:;*>]){_SCHEME}(?:[a-z0-9-]{{1,40}}(?:{_DOT}|(?:(?<=www)|(?<=www\d\d)|(?<=www\d\d\d)){_SIGNS})){{0,3}}$"
)
_REACH = 150  # characters before a host's name that may belong to it

SOURCE_HINTS = frozenset(
    {
        "statcan",
        r"(census|recensement)[^a-z]{1,9}(gc|dot|point)\b",
        r"\b\d\d-\d\d-\d{4}",
        r"\bt(ables?|ableaux?|abl|bl)\b[^a-z]{0,6}((no|number|num|numero|n|cansim|pid|id)\b[^a-z]{0,6})?\d\d",
        r"\b\d\d 10 \d{4} \d\d\b",
        r"\bpid ?= ?\d",
        r"10\.25318/",
        r"\bdq\d{6}",
        "cansim",
        r"\b[1-4il][\dilo]-[1il][0o]-[\dilo]{4}\b",
        r"\b\d\df0\d{3}[xmgehup]",
        r"\bvect(or|eur)s? (no\.? |number |numero )?v?\d{5}",
        r"\b(open|ouvert)\b[^a-z]{1,5}canada\b[^a-z]{1,5}ca\b",
        r"\b\d\d-\d{3}-[xmgehup]",
        r"\bcat(alog|alogue|\.)? ?[n\d]",
        r"\bdaily\b[^\w]{1,6}",
        r"\bquotidien\b[^\w]{1,6}",
    }
).union(SPELT_HINTS)


def cited(folded: str) -> Iterator[tuple[float, tuple[int, int]]]:
    """Confidence and place of each source that a folded text names by its form."""
    for match in _HOST.finditer(folded) if "statcan" in folded or "gc" in folded or "canada" in folded else ():
        if _BEFORE_HOST.search(folded[max(0, match.start() - _REACH) : match.start()]):
            yield 0.98, match.span()
    for confidence, needed, pattern in _NUMBERS:
        for match in pattern.finditer(folded) if needed in folded else ():
            yield confidence, match.span()
    yield from ((0.9, place) for place in spelt_out(folded))
