"""What a cell or a heading says: "K1S 3B4" is a postal code, "34" may be an age, « Revenu du ménage » heads incomes.

A cell becomes tokens, each a kind and, for numbers, its value; a heading becomes the kind of what stands below it. What
a bare number means is for whoever sees the whole column (`microdata.py`). The rule to keep: a cell is a stranger's, so
everything here is linear in it, and nothing of it is remembered after the text it came from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gatepost.enrolment import Resources
from gatepost.folding import fold


class Kind(StrEnum):
    """What stands in a column. The last two groups say only what a number or a heading looks like."""

    NAME = "name"
    RECORD = "record"
    AGE = "age"
    SEX = "sex"
    BIRTH = "birth"
    POSTAL = "postal-code"
    ADDRESS = "address"
    CONTACT = "contact"
    NUMBER = "number"
    INCOME = "income"
    STATUS = "status"
    WORK = "work"
    HEALTH = "health"
    HOME = "home"
    ORIGIN = "origin"
    PLACE = "place"
    ANSWER = "answer"
    FIRM = "firm"
    INDUSTRY = "industry"
    STAFF = "staff"
    REVENUE = "revenue"
    COUNT = "count"  # a figure about many

    DETAIL = "detail"  # more words than a name
    LIFE = "circumstances"  # something or other of status, work, health, home and origin
    SEX_LETTER = "sex-letter"
    POSTAL_AREA = "postal-area"
    MONEY = "money"
    SMALL = "small"  # a whole number up to the oldest age
    LARGE = "large"
    YEAR = "year"
    DATE = "date"

    TIME = "time"
    PERCENT = "percent"
    RANGE = "range"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    MEASURE = "measure"
    CODE = "code"
    LINK = "link"
    MILLIONS = "millions"  # of what is not said


type Token = tuple[Kind, int]

JOINED = " ; "  # between lines that are read as one cell
_HEADED = tuple(Kind)[: tuple(Kind).index(Kind.COUNT) + 1]
_VALUED = (
    Kind.SEX,
    Kind.STATUS,
    Kind.WORK,
    Kind.HEALTH,
    Kind.HOME,
    Kind.ORIGIN,
    Kind.ANSWER,
    Kind.FIRM,
    Kind.INDUSTRY,
    Kind.PLACE,
)
_LONGEST = 300  # characters of a cell that are looked at
_OLDEST = 110
_LOW_INCOME = 20_000  # what "so many thousand" is taken for
_FORTUNE = 1_000_000  # what "so many million dollars" is taken for
_THOUSANDS = ("thousand", "grand", "mille", "k")
_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec)[a-z]{0,6}\.?"
_GROUPED = r"\d{1,3}(?:[ ,']\d{3}){1,3}(?!\d)|\d{1,12}"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_DIZAINES = r"(?:vingt|trente|quarante|cinquante|soixante(?:[ -]dix)?|quatre[ -]vingts?(?:[ -]dix)?)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
_UNITES = r"(?:(?:et[ -])?une?|deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize)"
SAID = rf"(?:{_TENS}(?:[ -]{_UNITS})?|{_DIZAINES}(?:[ -]{_UNITES})?|{_TEENS})"
_A_TIME = r"(?:/|an?[ ]|per[ ]|par[ ])(?:mo|month|mois|yr|year|an|annee|hr|hour|heure|week|wk|semaine)(?!\w)"
_STREET_BEFORE = (
    r"(?:rue|av|avenue|boul|boulevard|chemin|ch|rang|route|place|montee|cote|allee|promenade|impasse|croissant)"
)
_STREET_AFTER = (
    r"(?:st|street|ave|avenue|rd|road|dr|drive|blvd|boulevard|lane|ln|cres|crescent|court|crt|way|pl|place|pkwy)"
)
# A number's way to be read, then a letter's: the first sign says which, so that a word is tried as few ways as can be.
_TOKEN = re.compile(
    rf"""
    (?=[\d$(<>])(?:
        (?P<contact>\(?\d{{3}}[) .-]{{1,2}}\d{{3}}[ .-]\d{{4}}(?!\d))
      | (?P<date>(?:19|20)\d\d[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}(?!\d)|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)\d\d(?!\d)
          |\d{{1,2}}(?:er)?[ -]{_MONTH}[ -](?:19|20)\d\d)
      | (?P<number>\d{{3}}-\d{{3}}-\d{{3}}(?!\d))
      | (?P<address>\d{{1,5}}[a-z]?,?[ ](?:{_STREET_BEFORE}(?!\w)|(?:[a-z'.-]{{2,20}}[ ]){{1,3}}?{_STREET_AFTER}(?!\w)))
      | (?P<agesex>\d{{2}}(?:[ ]?[/-]?[ ]?[mf]|[/-]h)(?![\w']|-(?![a-z]\d|\d)))
      | (?P<many>\$?[ ]?\d{{1,4}}(?:[.,]\d{{1,3}})?[ ]?(?:[mb](?!\w)|bn(?!\w)|[mg][ ]?\$|millions?|billions?|milliards?))
      | (?P<percent>\d{{1,6}}(?:[.,]\d{{1,4}})?[ ]?(?:%(?!%)|per[ ]cent|pct|pour[ ]cent))
      | (?P<thousands>\$?[ ]?\d{{1,4}}(?:[.,]\d)?(?:[ ]?k(?:[ ]?\$)?|[ ](?:thousand|grand|mille))(?!\w))
      | (?P<money>\$[ ]?(?:{_GROUPED})(?:[.,]\d\d(?!\d))?|(?:{_GROUPED})(?:[.,]\d\d)?[ ]?(?:\$|dollars|cad(?!\w)|{_A_TIME}))
      | (?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\.\d{{1,3}})?|\d{{1,2}}[ ]?h[ ]?\d\d(?!\d)|\d{{1,2}}'\d\d)
      | (?P<age>\d{{1,3}}[ -]?(?:years?[ -]old|yrs?(?:[ ]old)?|y[/.]?o\.?|ans)(?!\w)(?![ ]et[ ]plus))
      | (?P<range>\d{{1,6}}[ ]?(?:-|to|a)[ ]?\d{{1,6}}(?![\d-])|\d{{1,3}}(?:[ ]?\+|[ ](?:ans[ ]et[ ]plus|and[ ]over))|[<>]=?[ ]?\d{{1,6}})
      | (?P<grade>(?:[1-9]|1[0-2])(?:e|re|er|eme|st|nd|rd|th)[ ](?:annee|grade)(?!\w))
      | (?P<staff>\d{{1,5}}[ ](?:staff|employees?|employes?|workers|fte|etp|salaries)(?!\w))
      | (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th|e|er|re|eme)(?!\w))
      | (?P<measure>\d{{1,6}}(?:[.,]\d{{1,3}})?[ ]?(?:km|cm|mm|kg|lbs?|g|ml|l|mi|°c?|kwh|mb|gb|hrs?|hours?|heures?|h|min|minutes|sec|pts?|points|go|mo|po|pi)(?!\w))
      | (?P<code>\d{{2,10}}[-_]\w[\w-]{{1,20}})
      | (?P<decimal>\d{{1,9}}(?:\.\d{{1,6}}|,\d{{1,2}})(?!\d))
      | (?P<whole>{_GROUPED})
      | [$(<>])
  | (?=[a-z♂♀👨👦👴👩👧👵])(?:
        (?P<word>(?!{SAID}(?!\w))[a-z][a-z'+-]{{2,30}}(?![\w@.:/#]|[ ]?\d)|[♂♀👨👦👴👩👧👵])
      | (?P<postal>[abceghj-nprstvxy][ ]?\d[ ]?[abceghj-nprstv-z][ .-]{{0,2}}\d[ ]?[abceghj-nprstv-z][ ]?\d(?!\w)
          |[abceghj-nprstvxy][\doil][abceghj-nprstv-z][ .-]{{0,2}}[\doil][abceghj-nprstv-z]\d(?!\w))
      | (?P<door>(?:no|unit|apt|app|appt|room|rm|ch|suite|bureau|ste|lot|box|house)\.?[ ]?[#:]?\d{{1,6}}[a-z]?(?!\w))
      | (?P<respondent>(?:resp|rep|hh|respondent|repondante?|menage|household|person|personne|participant|record|fiche|dossier|patient|client|case|cas|reponse|response|id|subject|sujet)\.?[ ]?(?:no[ .]?)?[#:_-]?\d{{1,9}}(?!\w))
      | (?P<area>[abceghj-nprstvxy]\d[abceghj-nprstv-z](?!\w))
      | (?P<born>(?:born|nee?|dob|ddn|b\.)(?:[ ](?:on|in|le|en))?[ :]{{0,2}}(?=\d))
      | (?P<said_date>{_MONTH}[ ]\d{{1,2}},?[ ](?:19|20)\d\d)
      | (?P<health_number>[a-z]{{4}}[ ]?\d{{4}}[ ]?\d{{4}}(?!\d))
      | (?P<sexage>[mfh][ /-]?\d{{2}}(?![\w-]))
      | (?P<decade>(?:early|mid|late|(?:his|her|their)(?:[ ](?:early|mid|late))?)[ -][2-9]0s(?!\w)|[ls]a[ ](?:ving|tren|quaran|cinquan|soixan)taine)
      | (?P<year_at_school>(?:gr\.?|grade|secondaire|sec\.?)[ ]?(?:[1-9]|1[0-2])(?!\w)|kindergarten|maternelle)
      | (?P<industry>(?:naics|scian)[ :]{{0,2}}\d{{2,6}}(?!\d))
      | (?P<service>(?:ec|cr|as|pm|ex|fi|st|pe|is|cs|it|si)-?0\d(?!\w))
      | (?P<aged>(?:aged?|agee?(?:[ ]de)?)[ ]\d{{1,3}}(?!\d))
      | (?P<said>{SAID}(?!\w)(?:[ -](?:thousand|grand|mille|k)(?!\w))?)
      | (?P<link>https?://\S{{1,200}}|www\.\S{{1,200}})
      | (?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
      | (?P<lettered>[a-z]{{1,10}}[-_#/]{{0,2}}\d[\w-]{{0,20}})
      | (?P<other>[a-z][a-z'+-]{{0,30}}))
    """,
    re.VERBOSE,
)
_PLAIN = {
    "link": Kind.LINK,
    "contact": Kind.CONTACT,
    "email": Kind.CONTACT,
    "postal": Kind.POSTAL,
    "area": Kind.POSTAL_AREA,
    "number": Kind.NUMBER,
    "health_number": Kind.NUMBER,
    "percent": Kind.PERCENT,
    "time": Kind.TIME,
    "age": Kind.AGE,
    "aged": Kind.AGE,
    "decade": Kind.AGE,
    "grade": Kind.AGE,
    "year_at_school": Kind.AGE,
    "industry": Kind.INDUSTRY,
    "service": Kind.WORK,
    "range": Kind.RANGE,
    "ordinal": Kind.ORDINAL,
    "measure": Kind.MEASURE,
    "address": Kind.ADDRESS,
    "staff": Kind.STAFF,
    "code": Kind.CODE,
    "door": Kind.CODE,
    "respondent": Kind.RECORD,
    "born": Kind.BIRTH,
    "lettered": Kind.CODE,
    "decimal": Kind.DECIMAL,
}
_SEX_LETTERS = {"m": 0, "f": 1, "h": 0, "♂": 0, "♀": 1, "👨": 0, "👦": 0, "👴": 0, "👩": 1, "👧": 1, "👵": 1}
_NOT_WHOLE = re.compile(r"[.,]\d\d?(?!\d)|\D")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a record in running text has two of: a number, an age in words, a sex. Looked for in all texts before anything else.
MARK = re.compile(
    rf"\d+(?:[ ,.]\d{{3}}){{0,3}}|(?<![a-z0-9])(?:[mfh](?![a-z0-9'])|(?:fe)?male(?!\w)|homme(?!\w)|femme(?!\w)|{SAID}(?!\w)|(?:ving|tren|quaran|cinquan|soixan)taine)|[♂♀]"
)
_LOOKS_WRITTEN = re.compile(
    r"(?<![a-z0-9])(?![2-9]0s(?!\w))(?:(?=\d{0,5}[oils])(?=[oils]{0,4}\d)[\doils]{2,6}|ooo)(?![a-z0-9])"
)
_DIGITS_FOR = str.maketrans("oils", "0115")
_ANSWER_CODE = re.compile(r"(?:q|var|item)\d{1,3}[a-z]?|w(?:t|ts|gt)\w{0,4}")
_SUMS = frozenset({"total", "totals", "totaux"})  # an income may be a total; a column of nothing else is one of counts
_NOT_WORD = re.compile(r"[^a-z0-9+]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of headings and of cells, folded; what a heading says is keyed without its blanks."""

    headings: Mapping[str, Kind]
    values: Mapping[str, Kind]

    def heading(self, cell: str) -> Kind | None:
        """The kind of what stands below this heading; a figure about many outweighs the rest ("median age")."""
        words = _NOT_WORD.sub(" ", cell[:60]).split()
        if not words or len(words) > 5:
            return None
        whole = self.headings.get("".join(words))
        if whole:
            return whole
        if _ANSWER_CODE.fullmatch(words[0]):
            return Kind.ANSWER
        kinds = [self.headings[piece] for piece in _pieces(words) if piece in self.headings]
        return Kind.COUNT if Kind.COUNT in kinds else next(iter(kinds), None)

    def exact_heading(self, cell: str) -> Kind | None:
        """The same for a label in running text, which must be the heading and nothing else."""
        return self.headings.get("".join(_NOT_WORD.sub(" ", cell[:60]).split()))


def _pieces(words: list[str]) -> list[str]:
    """Runs of words that may be a heading, the longer first; a word of two letters says it only when it stands alone."""
    count = len(words)
    runs = [
        "".join(words[start : start + length])
        for length in range(count - 1, 0, -1)
        for start in range(count - length + 1)
    ]
    return [run for run in runs if len(run) > 2 and run not in _SUMS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Reads the cells of one text; each distinct cell is read once."""

    vocabulary: Vocabulary
    _read: dict[str, tuple[Token, ...]] = field(default_factory=dict, repr=False)

    def tokens(self, cell: str) -> tuple[Token, ...]:
        if cell not in self._read:
            pieces = cell.split(JOINED)  # lines of one record, each of which is in many ways of joining them
            if len(pieces) > 1:
                self._read[cell] = tuple(token for piece in pieces for token in self.tokens(piece))
            else:
                self._read[cell] = tuple(self._tokens(cell[:_LONGEST]))
        return self._read[cell]

    def _tokens(self, cell: str) -> list[Token]:
        whole = self.vocabulary.values.get(cell.strip(" .\"'()[]"))
        if whole:
            return [(whole, 0)]
        tokens: list[Token] = []
        before = ""
        for match in _TOKEN.finditer(_LOOKS_WRITTEN.sub(_as_digits, cell)):
            word = match.group()
            if match.lastgroup in {"word", "other"}:
                tokens += self._word(before, word.rstrip("'"))
                before = word
            elif match.lastgroup:
                tokens += _number(match.lastgroup, word)
                before = ""
        return tokens

    def _word(self, before: str, word: str) -> list[Token]:
        values = self.vocabulary.values
        if word in _SEX_LETTERS:
            return [(Kind.SEX_LETTER, _SEX_LETTERS[word])]
        kind = values.get(f"{before} {word}") or values.get(word)
        return [(kind, 0)] if kind else []


def _as_digits(run: re.Match[str]) -> str:
    """Letters that stand for digits: "l8 OOO"."""
    return run.group().translate(_DIGITS_FOR)


def _number(group: str, word: str) -> list[Token]:
    """What something with digits, or a number in words, is by its form."""
    if group == "many":
        return [_many(word)]
    if group in _PLAIN:
        return [(_PLAIN[group], 0)]
    if group == "said":
        return [(Kind.MONEY, _LOW_INCOME) if word.endswith(_THOUSANDS) else (Kind.AGE, 0)]
    if group in {"date", "said_date"}:
        year = _YEAR.search(word)
        return [(Kind.DATE, int(year.group()) if year else 0)]
    value = int("0" + (word if word.isdigit() else _NOT_WHOLE.sub("", word)))
    if group in {"agesex", "sexage"}:
        return [(Kind.AGE, value), (Kind.SEX_LETTER, int("f" in word))]
    return [_whole(group, word, value)]


def _many(word: str) -> Token:
    """So many million, of money or of something else; what comes in billions is not one person's."""
    if word[-1] in "bn" or "bill" in word or "milliard" in word or word.replace(" ", "").endswith(("g$", "gs")):
        return Kind.COUNT, 0
    return (Kind.MONEY, _FORTUNE) if "$" in word else (Kind.MILLIONS, 0)


def _whole(group: str, word: str, value: int) -> Token:
    if group == "thousands":
        return Kind.MONEY, value * 1000
    if group == "money":
        return Kind.MONEY, value
    if 1900 <= value <= 2035 and len(word) == 4:
        return Kind.YEAR, value
    return (Kind.SMALL if value <= _OLDEST else Kind.LARGE), value


def vocabulary(resources: Resources) -> Vocabulary:
    """The words of headings and cells of both languages. A word on two lists says what the earlier kind says."""
    headings: dict[str, Kind] = {}
    for kind in _HEADED:
        for term in resources.lexicon(f"microdata-heading-{'postal' if kind is Kind.POSTAL else kind}"):
            headings.setdefault("".join(_NOT_WORD.sub(" ", fold(term)[0]).split()), kind)
    values = {fold(term)[0]: Kind.NAME for term in resources.lexicon("microdata-value-first-name")}
    for kind in reversed(_VALUED):
        values |= {fold(term)[0]: kind for term in resources.lexicon(f"microdata-value-{kind}")}
    return Vocabulary(headings=headings, values=values)
