"""What a piece of a cell is by its form: "K1S 3B4" is a postal code, "34 ans" an age, "$52,000" money, "25-34" a range.

One expression knows all forms, each a named group; what a number's value is follows from its group. What a bare number
means is for whoever sees the whole column (`columns.py`). The rule to keep: the first sign of a piece says which forms are
tried, none of which repeats a repetition, so that everything here is linear in a stranger's cell.
"""

import re

from gatepost.detectors.microdata.kinds import Kind, Token

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
_OF_A_FARM = (
    r"cows|vaches|cattle|bovins|head|tetes|calves|veaux|ewes|brebis|sheep|moutons|lambs|agneaux|goats|chevres|hogs|sows|pigs|porcs"
    r"|truies|layers|hens|poules|pondeuses|broilers|poulets|turkeys|dindons|hives|ruches|taps|entailles|bison"
)
# A number's way to be read, then a letter's: the first sign says which, so that a word is tried as few ways as can be.
FORM = re.compile(
    rf"""
    (?=[\d$(<>])(?:
        (?P<contact>\(?\d{{3}}[) .-]{{1,2}}\d{{3}}[ .-]\d{{4}}(?!\d))
      | (?P<date>(?:19|20)\d\d[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}(?!\d)|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)\d\d(?!\d)
          |(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)
          |\d{{1,2}}(?:er)?[ -]{_MONTH}[ -](?:19|20)\d\d)
      | (?P<number>\d{{3}}-\d{{3}}-\d{{3}}(?!\d))
      | (?P<address>\d{{1,5}}[a-z]?,?[ ](?:{_STREET_BEFORE}(?!\w)|(?:[a-z'.-]{{2,20}}[ ]){{1,3}}?{_STREET_AFTER}(?!\w)))
      | (?P<agesex>\d{{2}}(?:[ ]?[/-]?[ ]?[mf]|[/-]h)(?![\w']|-(?![a-z]\d|\d)))
      | (?P<many>\$?[ ]?\d{{1,4}}(?:[.,]\d{{1,3}})?[ ]?(?:[mg][ ]?\$|[mb](?!\w|[ ]\d)|bn(?!\w)|millions?|billions?|milliards?))
      | (?P<percent>\d{{1,6}}(?:[.,]\d{{1,4}})?[ ]?(?:%(?!%)|per[ ]cent|pct|pour[ ]cent))
      | (?P<thousands>\$?[ ]?\d{{1,4}}(?:[.,]\d)?(?:[ ]?k(?:[ ]?\$)?|[ ](?:thousand|grand|mille))(?!\w))
      | (?P<money>\$[ ]?(?:{_GROUPED})(?:[.,]\d\d(?!\d))?|(?:{_GROUPED})(?:[.,]\d\d)?[ ]?(?:\$|dollars|cad(?!\w)|{_A_TIME}))
      | (?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\.\d{{1,3}})?|\d{{1,2}}[ ]?h[ ]?\d\d(?!\d)|\d{{1,2}}'\d\d)
      | (?P<age>\d{{1,3}}[ -]?(?:years?[ -]old|yrs?(?:[ ]old)?|y[/.]?o\.?|ans)(?!\w)(?![ ]et[ ]plus))
      | (?P<range>\d{{1,6}}[ ]?(?:-|to|a)[ ]?\d{{1,6}}(?![\d-])|\d{{1,3}}(?:[ ]?\+|[ ](?:ans[ ]et[ ]plus|and[ ]over))|[<>]=?[ ]?\d{{1,6}})
      | (?P<grade>(?:[1-9]|1[0-2])(?:e|re|er|eme|st|nd|rd|th)[ ](?:annee|grade|sec(?:ondaire)?)(?!\w))
      | (?P<staff>\d{{1,5}}[ ](?:staff|employees?|employes?|workers|fte|etp|salaries)(?!\w))
      | (?P<herd>\d{{1,3}}(?:[ ,]?\d{{3}})?[ ](?:{_OF_A_FARM})(?!\w))
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
    "herd": Kind.HERD,
    "code": Kind.CODE,
    "door": Kind.CODE,
    "respondent": Kind.RECORD,
    "born": Kind.BIRTH,
    "lettered": Kind.CODE,
    "decimal": Kind.DECIMAL,
}
_NOT_WHOLE = re.compile(r"[.,]\d\d?(?!\d)|\D")
_YEAR = re.compile(r"(?:19|20)\d\d")


def by_form(group: str, word: str) -> list[Token]:
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
