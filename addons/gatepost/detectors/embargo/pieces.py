"""How the pieces of a moment are written, English and French: clocks, days, months, zones; patterns over folded text.

`moments.py` puts them together. Each kind of piece is a named group, so that what was matched says what it is. The rule
to keep: a number is a clock or a day only with something that says so, because texts are full of numbers.
"""

import re

_MONTHS = "jan feb|fev mar apr|avr may|mai jun|juin jul|juil aug|aout sep oct nov dec"
MONTHS_BY_NAME = {name: place for place, names in enumerate(_MONTHS.split(), 1) for name in names.split("|")}
_MONTH_NAME = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"(?:jan|feb|fevr?|mar|apr|avr|may|jun|jul|juil|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"(?:mon|tues?|wed|thurs?|thu|fri|sat|lun|mer|jeu|ven|sam|dim)\b\.?)"
)
_RELATIVE = (
    r"(?:(?:canada|remembrance|boxing|earth|family|victoria|labou?r|new year'?s) day|christmas(?: eve| day)?|easter(?: monday)?|thanksgiving|"
    r"jour (?:du souvenir|de l'an|de la terre)|fete (?:du canada|du travail|nationale)|noel|paques|halloween|"
    r"tomorrow|tmrw|tmr|tomorow|2morrow|tonight|tonite|today|demain|aujourd'hui|ce soir|a soir|a matin|"
    r"apres-demain|(?:this|next|ce|cet|cette) (?:morning|afternoon|evening|week|month|matin|apres-midi|soir|semaine)|"
    r"(?:la )?semaine prochaine|(?:the )?(?:long )?week-?end|(?:la )?fin de semaine)"
)
_PART = r"(?:in the (?:morning|afternoon|evening)|(?:du|de|le|au) (?:matin|soir)|de l'apres-midi|morning|afternoon|evening|matin|soir)"
ZONES = {
    r"e[sd]?t|eastern|h[en]e|hae|he|(?:heure (?:normale |avancee )?)?de l'est|ottawa time|toronto time|heure d'ottawa": "America/Toronto",
    r"c[sd]t|central|hnc|hac|heure du centre": "America/Winnipeg",
    r"m[sd]t|mountain|hnr|har|heure des rocheuses": "America/Edmonton",
    r"p[sd]?t|pacific|hnp|hap|(?:heure )?du pacifique": "America/Vancouver",
    r"a[sd]t|atlantic|hna|(?:heure )?de l'atlantique": "America/Halifax",
    r"n[sd]t|newfoundland|hnt|hat|heure de terre-neuve": "America/St_Johns",
    r"utc|gmt|z": "UTC",
    r"london|bst|heure de londres|londres": "Europe/London",
    r"ces?t|paris|h[en]ec|heure de paris": "Europe/Paris",
}
_ZONE = rf"(?:{'|'.join(ZONES)})(?: (?:standard |daylight )?time)?(?![a-z0-9])"
# Hours and minutes in words.
NUMBERS = {
    "noon": 12, "midday": 12, "midi": 12, "midnight": 0, "minuit": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20,
    "quart": 15, "fifteen": 15, "demi": 30, "demie": 30, "trente": 30, "thirty": 30, "forty-five": 45,
}  # fmt: skip
_ENGLISH = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_FRENCH = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix-sept|dix-huit|dix-neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
_HALF = r"[ap]\.? ?m\b\.?"
_HOURS = r"h(?:eures?|rs?)?\b"
_PIECES = (
    r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:t(?=\d))?",
    r"(?P<named_clock>noon|midday|midi|midnight|minuit)(?: et (?P<past>demie?|une|quart))?(?![a-z])",
    rf"half past (?P<half_past>{_ENGLISH}|1[0-2]|[1-9])(?![a-z])",
    (
        rf"(?P<spelt>{_ENGLISH})(?: (?P<spelt_past>fifteen|thirty|forty-five)| o'clock"
        rf"|(?= (?:{_RELATIVE}|{_WEEKDAY}|sharp)(?![a-z]))|(?= ?{_HALF}))(?: ?(?P<spelt_half>{_HALF}))?"
    ),
    rf"(?P<heures>{_FRENCH}) heures?(?: (?:et )?(?P<heures_past>demie?|quart|trente|quinze))?(?![a-z])",
    rf"(?P<hour>[01]?\d|2[0-4]) ?(?:[:.]|h(?:eures?|rs)?) ?(?P<minute>[0-5]\d)(?![\d%])(?: ?(?P<half>{_HALF}))?(?: ?{_HOURS})?",
    rf"(?P<whole_hour>[01]?\d|2[0-4]) ?(?:(?P<whole_half>{_HALF})|o'clock|{_HOURS}(?: et (?P<whole_past>demie|quart))?)",
    rf"(?P<military>0\d[0-5]\d|[5-9][0-5]\d(?!\d)|(?:1\d|2[0-3])[0-5]\d(?= ?(?:{_HOURS}|hours|e[sd]?t\b|eastern|h[na]?e\b)))(?: ?(?:{_HOURS}|hours))?",
    rf"(?P<loose_hour>[01]?\d|2[0-3]) (?P<loose_minute>[0-5][05]|01)(?![\d%:h])(?: ?(?P<loose_half>{_HALF}))?",
    rf"(?P<bare_hour>1[0-2]|[1-9])(?= (?:{_RELATIVE}|{_WEEKDAY}|e[sd]?t|eastern|atlantic|central|mountain|pacific|gmt|utc)(?![a-z]))",
    rf"(?P<month_name>{_MONTH_NAME}) ?(?P<month_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:h])",
    rf"(?:(?:the|le) )?(?P<day_first>[0-3]?\d)(?:er|st|nd|rd|th)? (?:of )?(?P<day_month>{_MONTH_NAME})",
    rf"(?P<month_alone>{_MONTH_NAME}) (?P<month_year>20\d\d)",
    r"(?:the|le|au) (?P<bare_day>[0-3]?\d)(?:st|nd|rd|th|er)?(?![\d:h$/]| ?%|[,.]\d| ?h| ?[ap]\.?m|\w)",
    r"(?P<bare_ordinal>[0-3]?\d)(?:st|nd|rd|th)(?!\w)",
    r"(?P<slashed>(?!24/7|1/2|50/50)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?:/(?:20)?\d\d)?)(?![\d/])",
    r"(?P<later_year>20\d\d)(?!\d)",
    rf"(?P<relative>{_RELATIVE})(?![a-z])",
    rf"(?P<weekday>{_WEEKDAY})(?![a-z])",
    rf"(?P<part>{_PART})(?![a-z])",
    rf"(?P<zone>{_ZONE})",
)
PIECE = re.compile(rf"(?<![a-su-z0-9])(?<![a-z]t)(?:{'|'.join(_PIECES)})")
