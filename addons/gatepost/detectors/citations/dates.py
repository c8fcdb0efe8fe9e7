"""Days, months and quarters as people write them, in pieces of patterns over folded text."""

MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|fevr?(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|"
    r"juil(?:let)?|aug(?:ust)?|aout|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember|embre)?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DAY = (
    rf"(?:{_WEEKDAY}[\s,]{{0,3}})?(?:le )?(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:er)? {MONTH}\.?,? \d{{4}}|\d{{4}}-\d\d-\d\d)"
)
YEARLESS = rf"(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}}(?:er)? {MONTH})"
QUARTER = r"(?:(?:first|second|third|fourth|premier|deuxieme|troisieme|quatrieme) (?:quarter|trimestre)(?: (?:of|de))?|[qt][1-4])"
