"""A moment as people write it becomes one normal form, English and French: "8:30 a.m. ET on Friday, December 4".

The form is what ISO 8601 writes, with what was not stated left out: `2026-12-04T08:30 America/Toronto`, `12-04T08:30`,
`--14` (a day of whichever month), `T08:30`. A day that only a word names stays that word, as it was said:
`friday T08:30`, `demain T12:00`; so does 10/06, which may be in June or October. The zone is the one whose clocks are meant: "EST" and "Eastern" are Toronto's, in
summer too, for so people use them. The rule to keep: nothing is filled in; whoever reads the form knows what was said.
"""

import re
from dataclasses import dataclass, replace

from gatepost.detectors.embargo.pieces import MONTHS_BY_NAME, NUMBERS, PIECE, ZONES

_SIGNS = re.compile(r"(?:[\s,.()|:;*_\"'-]|[^\x00-\x7f]){0,4}")
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
    for match in PIECE.finditer(text, start, end):
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
    return PIECE.match(text, start) or (PIECE.match(text, leading.end()) if leading else None)


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
    clocks = {
        "named_clock",
        "hour",
        "whole_hour",
        "military",
        "loose_hour",
        "bare_hour",
        "spelt",
        "heures",
        "half_past",
    }
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
    if "military" in piece:
        digits = piece["military"].zfill(4)
        return replace(moment, hour=int(digits[:2]), minute=int(digits[2:]))
    hour = _first(piece, "hour", "whole_hour", "loose_hour", "bare_hour", "named_clock", "spelt", "heures", "half_past")
    minute = (
        30
        if "half_past" in piece
        else _first(piece, "minute", "loose_minute", "past", "whole_past", "spelt_past", "heures_past")
    )
    half = next((piece[name][0] for name in ("half", "whole_half", "loose_half", "spelt_half") if name in piece), "")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return replace(moment, hour=hour, minute=minute)


def _first(piece: dict[str, str], *names: str) -> int:
    """The number that the first of these groups that is there says, in figures or in words; 0 for none."""
    said = next((piece[name] for name in names if name in piece), "0")
    return int(said) if said.isdigit() else NUMBERS[said]


def _month(name: str) -> int:
    return MONTHS_BY_NAME.get(name[:4].rstrip(".")) or MONTHS_BY_NAME[name[:3]]


def _zone(said: str) -> str:
    return next(zone for names, zone in ZONES.items() if re.match(rf"(?:{names})(?: |$)", said))
