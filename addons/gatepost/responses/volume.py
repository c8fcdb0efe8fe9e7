"""How much a person did, in their words: `12 posts since 8:30`, and when they may go on without anybody counting.

Numbers and times are written as each language writes them. Nothing but numbers, windows and times comes in here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gatepost.model import Window
from gatepost.responses.notice import Found
from gatepost.responses.times import clock
from gatepost.responses.words import Bilingual

_KILOBYTE = 1000  # as people's own devices show sizes
_SIZES = (("MB", "Mo", _KILOBYTE**2), ("kB", "ko", _KILOBYTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """So much of one thing in a window, which is `at_least` as much as a rule says; `since` when in the work day, and when
    the person's next own time begins. Both times are in the person's zone. `of` is a field of `Usage`; `grouped`: on
    platforms of one kind only."""

    rule: str
    of: str
    amount: int
    at_least: int
    window: Window
    since: datetime
    next_own_time: datetime
    grouped: bool = False


def told(reached: Reached) -> Found:
    """What was counted, and where: in work time."""
    amount, over, free = (
        amount_of(reached.of, reached.amount),
        _OVER[reached.window](reached),
        clock(reached.next_own_time),
    )
    there = (
        Bilingual(" on platforms like this one", " sur des plateformes comme celle-ci") if reached.grouped else _NOTHING
    )
    return Found(
        Bilingual(f"{amount.en}{there.en} {over.en}", f"{amount.fr}{there.fr} {over.fr}"),
        Bilingual(f"work time; next own time: {free.en}", f"temps de travail; prochain temps personnel : {free.fr}"),
    )


def amount_of(of: str, amount: int) -> Bilingual:
    """`1 post`, `1,200 posts`; `1 publication`, `1 200 publications`."""
    if of == "bytes":
        return _size(amount)
    one, many = _NOUNS[of]
    return Bilingual(
        f"{_english(amount)} {(one if amount == 1 else many).en}",
        f"{_french(amount)} {(one if amount < 2 else many).fr}",  # in French, none is singular
    )


_NOTHING = Bilingual("", "")
_NOUNS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "posts": (Bilingual("post", "publication"), Bilingual("posts", "publications")),
    "uploads": (Bilingual("upload", "téléversement"), Bilingual("uploads", "téléversements")),
    "active_minutes": (
        Bilingual("active minute", "minute d’activité"),
        Bilingual("active minutes", "minutes d’activité"),
    ),
}
_OVER: Mapping[Window, Callable[[Reached], Bilingual]] = {
    Window.HOUR: lambda _: Bilingual("within an hour", "en une heure"),
    Window.DAY: lambda reached: Bilingual(f"since {clock(reached.since).en}", f"depuis {clock(reached.since).fr}"),
    Window.WEEK: lambda _: Bilingual("within seven days", "en sept jours"),
}


def _size(amount: int) -> Bilingual:
    english, french, unit = next((size for size in _SIZES if amount >= size[2]), _SIZES[-1])
    whole, tenth = divmod(amount * 10 // unit, 10)
    return Bilingual(
        f"{_english(whole)}{f'.{tenth}' if tenth else ''}\u00a0{english}",
        f"{_french(whole)}{f',{tenth}' if tenth else ''}\u00a0{french}",
    )


def _english(number: int) -> str:
    return f"{number:,}"


def _french(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
