"""A moment as people write it becomes one normal form, English and French: "8:30 a.m. ET on Friday, December 4".

The form is what ISO 8601 writes, with what was not stated left out: `2026-12-04T08:30 America/Toronto`, `12-04T08:30`,
`--14` (a day of whichever month), `T08:30`. A day that only a word names stays that word, as it was said:
`friday T08:30`, `demain T12:00`; so does 10/06, which may be in June or October. The zone is the one whose clocks are meant: "EST" and "Eastern" are Toronto's, in
summer too, for so people use them. The rule to keep: nothing is filled in; whoever reads the form knows what was said.
"""

import re
from dataclasses import dataclass, replace

_MONTHS = "jan feb|fev mar apr|avr may|mai jun|juin jul|juil aug|aout sep oct nov dec"
_MONTH = {name: place for place, names in enumerate(_MONTHS.split(), 1) for name in names.split("|")}
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
    r"(?:tomorrow|tmrw|tmr|tomorow|2morrow|tonight|tonite|today|demain|aujourd'hui|ce soir|a soir|a matin|"
    r"apres-demain|(?:this|next|ce|cet|cette) (?:morning|afternoon|evening|week|month|matin|apres-midi|soir|semaine)|"
    r"(?:la )?semaine prochaine|(?:the )?(?:long )?week-?end|(?:la )?fin de semaine)"
)
_PART = r"(?:in the (?:morning|afternoon|evening)|(?:du|de|le|au) (?:matin|soir)|de l'apres-midi|morning|afternoon|evening|matin|soir)"
_ZONES = {
    r"e[sd]?t|eastern|h[en]e|hae|he|heure (?:normale |avancee )?de l'est|ottawa time|toronto time|heure d'ottawa": "America/Toronto",
    r"c[sd]t|central|hnc|hac|heure du centre": "America/Winnipeg",
    r"m[sd]t|mountain|hnr|har|heure des rocheuses": "America/Edmonton",
    r"p[sd]?t|pacific|hnp|hap|heure du pacifique": "America/Vancouver",
    r"a[sd]t|atlantic|hna|heure de l'atlantique": "America/Halifax",
    r"n[sd]t|newfoundland|hnt|hat|heure de terre-neuve": "America/St_Johns",
    r"utc|gmt|z": "UTC",
}
_ZONE = rf"(?:{'|'.join(_ZONES)})(?: (?:standard |daylight )?time)?(?![a-z0-9])"
_WORDS = {"noon": 12, "midday": 12, "midi": 12, "midnight": 0, "minuit": 0}

_HALF = r"[ap]\.? ?m\b\.?"
_HOURS = r"h(?:eures?|rs?)?\b"
_PIECES = (
    r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:t(?=\d))?",
    r"(?P<named_clock>noon|midday|midi|midnight|minuit)(?: et (?P<past>demie?|une|quart))?(?![a-z])",
    rf"(?P<hour>[01]?\d|2[0-4]) ?(?:[:.]|h(?:eures?|rs)?) ?(?P<minute>[0-5]\d)(?![\d%])(?: ?(?P<half>{_HALF}))?(?: ?{_HOURS})?",
    rf"(?P<whole_hour>[01]?\d|2[0-4]) ?(?:(?P<whole_half>{_HALF})|o'clock|{_HOURS}(?: et (?P<whole_past>demie|quart))?)",
    rf"(?P<military>0\d[0-5]\d|[5-9][0-5]\d(?!\d)|(?:1\d|2[0-3])[0-5]\d(?= ?(?:{_HOURS}|hours|e[sd]?t\b|eastern|h[na]?e\b)))(?: ?(?:{_HOURS}|hours))?",
    rf"(?P<loose_hour>[01]?\d|2[0-3]) (?P<loose_minute>[0-5][05]|01)(?![\d%:h])(?: ?(?P<loose_half>{_HALF}))?",
    rf"(?P<bare_hour>1[0-2]|[1-9])(?= (?:{_RELATIVE}|{_WEEKDAY})(?![a-z]))",
    rf"(?P<month_name>{_MONTH_NAME}) ?(?P<month_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:h])",
    rf"(?:(?:the|le) )?(?P<day_first>[0-3]?\d)(?:er|st|nd|rd|th)? (?:of )?(?P<day_month>{_MONTH_NAME})",
    rf"(?P<month_alone>{_MONTH_NAME}) (?P<month_year>20\d\d)",
    r"(?:the|le) (?P<bare_day>[0-3]?\d)(?:st|nd|rd|th|er)?(?![\d:h$]| ?%|[,.]\d| ?h| ?[ap]\.?m|\w)",
    r"(?P<bare_ordinal>[0-3]?\d)(?:st|nd|rd|th)(?!\w)",
    r"(?P<slashed>(?!24/7|1/2|50/50)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?:/(?:20)?\d\d)?)(?![\d/])",
    r"(?P<later_year>20\d\d)(?!\d)",
    rf"(?P<relative>{_RELATIVE})(?![a-z])",
    rf"(?P<weekday>{_WEEKDAY})(?![a-z])",
    rf"(?P<part>{_PART})(?![a-z])",
    rf"(?P<zone>{_ZONE})",
)
_PIECE = re.compile(rf"(?<![a-su-z0-9])(?<![a-z]t)(?:{'|'.join(_PIECES)})")
_SIGNS = re.compile(r"[\s,.()|:;-]{0,4}")
_LEADING = re.compile(r"(?:(?:on|at|the|of|le|la|a|de|des|du|by|vers|et|and)\b[\s,(]{1,2}|[=@] ?){1,2}")
_MOST = 8  # pieces
_AFTERNOON = re.compile(r"afternoon|evening|soir|apres-midi|tonight|tonite")
_STARTS = frozenset({"later_year", "part", "zone"})  # what no moment begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was stated of a moment, and where in the text."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    word: str = ""
    hour: int | None = None
    minute: int = 0
    zone: str = ""
    after_noon: bool = False

    @property
    def has_clock(self) -> bool:
        return self.hour is not None

    @property
    def is_telling(self) -> bool:
        """More than a number that may be the day of a month."""
        return self.has_clock or bool(self.month or self.word)

    @property
    def form(self) -> str:
        """The normal form."""
        return " ".join(filter(None, (self._when(), self.zone)))

    def _when(self) -> str:
        date, clock = self._date(), self._clock()
        return f"{date}{' ' if date and clock and not (self.day or self.month) else ''}{clock}"

    def _date(self) -> str:
        year, month, day = (f"{part:02}" if part else "" for part in (self.year, self.month, self.day))
        if not month:
            return f"--{day}" if day else self.word
        return "-".join(filter(None, (year, month, day)))

    def _clock(self) -> str:
        if self.hour is None:
            return ""
        later = 12 if self.after_noon and self.hour < 12 else 0
        return f"T{self.hour + later:02}:{self.minute:02}"


def moment_in(text: str, start: int, end: int) -> Moment | None:
    """The first moment that begins in this stretch of a folded text."""
    for match in _PIECE.finditer(text, start, end):
        if match.lastgroup not in _STARTS and not _STARTS.intersection(_named(match)):
            return _from(text, match)
    return None


def moment_at(text: str, place: int) -> Moment | None:
    """The moment that begins right here, but for a word or two that lead to it."""
    match = _next_piece(text, place)
    return _from(text, match) if match and not _STARTS.intersection(_named(match)) else None


def _next_piece(text: str, place: int) -> re.Match[str] | None:
    """The piece behind this place, beyond signs and a word or two that lead to it."""
    signs = _SIGNS.match(text, place)
    start = signs.end() if signs else place
    leading = _LEADING.match(text, start)
    return _PIECE.match(text, start) or (_PIECE.match(text, leading.end()) if leading else None)


def _named(match: re.Match[str]) -> dict[str, str]:
    return {name: value for name, value in match.groupdict().items() if value is not None}


def _from(text: str, match: re.Match[str]) -> Moment:
    """A moment of this piece and those that follow it, each told once."""
    moment = _with(Moment(start=match.start(), end=match.end()), _named(match))
    for _ in range(_MOST):
        following = _next_piece(text, moment.end)
        if following is None or _repeats(moment, _named(following)):
            break
        moment = replace(_with(moment, _named(following)), end=following.end())
    return moment


def _repeats(moment: Moment, piece: dict[str, str]) -> bool:
    """Whether another day or time begins."""
    clocks = {"named_clock", "hour", "whole_hour", "military", "loose_hour", "bare_hour"}
    days = {"day", "month_day", "day_first", "month_alone", "bare_day", "bare_ordinal"}
    return bool(
        (moment.hour is not None and clocks & piece.keys())
        or (moment.day is not None and days & piece.keys())
        or (moment.year and "later_year" in piece)
    )


def _with(moment: Moment, piece: dict[str, str]) -> Moment:  # noqa: PLR0911 - one line for each kind of piece
    match piece:
        case {"year": year, "month": month, "day": day}:
            return replace(moment, year=int(year), month=int(month), day=int(day))
        case {"month_name": month, "month_day": day} | {"day_month": month, "day_first": day}:
            return replace(moment, month=_month(month), day=int(day))
        case {"month_alone": month, "month_year": year}:
            return replace(moment, year=int(year), month=_month(month))
        case {"bare_day": day} | {"bare_ordinal": day}:
            return replace(moment, day=int(day))
        case {"later_year": year}:
            return replace(moment, year=int(year))
        case {"relative": word} | {"weekday": word} | {"slashed": word}:
            return replace(
                moment,
                word=moment.word or word.rstrip("."),
                after_noon=moment.after_noon or bool(_AFTERNOON.search(word)),
            )
        case {"part": part}:
            return replace(moment, after_noon=bool(_AFTERNOON.search(part)))
        case {"zone": zone}:
            return replace(moment, zone=_zone(zone))
    return _with_clock(moment, piece)


def _with_clock(moment: Moment, piece: dict[str, str]) -> Moment:
    if "named_clock" in piece:
        past = {"une": 1, "quart": 15, "demi": 30, "demie": 30}.get(piece.get("past", ""), 0)
        return replace(moment, hour=_WORDS[piece["named_clock"]], minute=past)
    if "military" in piece:
        digits = piece["military"].zfill(4)
        return replace(moment, hour=int(digits[:2]), minute=int(digits[2:]))
    hour = int(piece.get("hour") or piece.get("whole_hour") or piece.get("loose_hour") or piece["bare_hour"])
    past = {"quart": 15, "demie": 30}.get(piece.get("whole_past", ""), 0)
    half = (piece.get("half") or piece.get("whole_half") or piece.get("loose_half") or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = int(piece.get("minute") or piece.get("loose_minute") or past)
    return replace(moment, hour=hour, minute=minute)


def _month(name: str) -> int:
    return _MONTH.get(name[:4].rstrip(".")) or _MONTH[name[:3]]


def _zone(said: str) -> str:
    return next(zone for names, zone in _ZONES.items() if re.match(rf"(?:{names})(?: |$)", said))
