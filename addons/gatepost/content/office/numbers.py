"""A number in a cell becomes what a person sees there: a date, so many decimals, `046 454 286`.

A workbook holds plain numbers and a format for each cell (ECMA-376, part 1, 18.8.30 and .31). Of a format, what decides the
reading is followed: dates, percent, decimals, thousands, and digits laid out in a pattern; colours and widths are not. The
rule to keep: whatever cannot be followed shows the number itself, never nothing.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

type Shown = Callable[[str], str]

# 18.8.30 lists them; those from 27 on are dates in Asian editions.
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0"}
_BUILT_IN |= {39: "#,##0.00", 40: "#,##0.00"}
_LITERAL = re.compile(r'"([^"]{0,255})"|\\(.)|_.|\*.|\[[^\]]{0,64}\]')
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
_LATEST = 2_958_466  # the day after 9999-12-31
_PLACE = "\uffff"  # stands where the digits go


def shown(number: int, code: str, *, since_1904: bool) -> Shown | None:
    """How cells with this format show their numbers; None: as they are."""
    code = code or _BUILT_IN.get(number, "")
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    if number in _DATES or _is_date(code):
        return lambda raw: _date(raw, epoch)
    return _by_pattern(code.partition(";")[0]) if code.lower() not in {"", "general", "@"} else None


def general(raw: str) -> str:
    """A number without a format: at most eleven digits, as cells have room for. (0.1 is stored as 0.10000000000000001.)"""
    if len(raw) < 12 or "." not in raw:
        return raw
    try:
        return format(float(raw), ".11g")
    except ValueError:
        return raw


def _is_date(code: str) -> bool:
    """Whether letters of dates stand in a format outside of its literals."""
    bare = _LITERAL.sub(
        lambda match: "h" if match[0].lower() in {"[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"} else "", code
    )
    return any(letter in bare.lower() for letter in "dyhs") or bare.lower().strip("m") == "" != bare


def _date(raw: str, epoch: datetime) -> str:
    try:
        days = float(raw)
        if not 0 <= days < _LATEST:
            return raw
        moment = epoch + timedelta(days=int(days), seconds=round(days % 1 * 86_400))
    except (ValueError, OverflowError):
        return raw
    if days < 1:
        return f"{moment:%H:%M:%S}".removesuffix(":00")
    return f"{moment:%Y-%m-%d}" if days == int(days) else f"{moment:%Y-%m-%d %H:%M}"


@lru_cache(maxsize=512)
def _by_pattern(code: str) -> Shown:
    """Of a pattern of digits: what stands before, within and behind them."""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return _PLACE

    bare = _LITERAL.sub(keep, code[:255])
    digits = re.search(r"[0#?]", bare)
    if not digits:
        return lambda raw: raw
    if re.search(r"[0#?][^0#?.,%]{1,8}[0#?]", bare):
        return lambda raw: _laid_out(raw, _restored(bare, literals))
    decimals = re.search(r"\.([0#?]{1,20})", bare)
    places = len(decimals[1]) if decimals else 0
    width = len(re.findall("0", bare.partition(".")[0]))
    grouped = "," if re.search(r"[0#?],[0#?]", bare) else ""
    before, after = _around(bare, literals)
    percent = "%" in bare

    def show(raw: str) -> str:
        try:
            value = float(raw) * (100 if percent else 1)
        except ValueError:
            return raw
        return f"{before}{value:0{width + places + bool(places)}{grouped}.{places}f}{'%' if percent else ''}{after}"

    return show


def _restored(bare: str, literals: list[str]) -> list[tuple[str, bool]]:
    """The characters of a pattern, and whether each stands for a digit."""
    kept = iter(literals)
    spread = [(next(kept), False) if character == _PLACE else (character, character in "0#?") for character in bare]
    return [(character, digit) for character, digit in spread if character]


def _laid_out(raw: str, pattern: list[tuple[str, bool]]) -> str:
    """Digits from the right into their places, zeros where there are none left: 046 454 286 is stored as 46454286."""
    digits = list(raw.lstrip("-"))
    if not raw.lstrip("-").isdecimal():
        return raw
    laid: list[str] = []
    for character, is_digit in reversed(pattern):
        laid.append((digits.pop() if digits else "0" if character == "0" else "") if is_digit else character)
    return ("-" if raw.startswith("-") else "") + "".join(digits) + "".join(reversed(laid)).strip()


def _around(bare: str, literals: list[str]) -> tuple[str, str]:
    """What is written before and behind the digits."""
    spread = _restored(bare, literals)
    places = [place for place, (_, is_digit) in enumerate(spread) if is_digit]
    before = "".join(character for character, _ in spread[: places[0]])
    after = "".join(character for character, _ in spread[places[-1] + 1 :])
    return before.lstrip(), after.rstrip(" ,.)").removesuffix("%" if "%" in bare else "")
