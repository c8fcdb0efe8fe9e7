"""Moments as people read them, in both languages. They are given in the person's own zone."""

from datetime import datetime

from gatepost.responses.words import Bilingual

_MONTHS = (
    *(("January", "janvier"), ("February", "février"), ("March", "mars"), ("April", "avril")),
    *(("May", "mai"), ("June", "juin"), ("July", "juillet"), ("August", "août")),
    *(("September", "septembre"), ("October", "octobre"), ("November", "novembre"), ("December", "décembre")),
)


def clock(at: datetime) -> Bilingual:
    """The time of day: 8:30, 8 h 30."""
    minutes = f"\u00a0{at.minute:02}" if at.minute else ""
    return Bilingual(f"{at.hour}:{at.minute:02}", f"{at.hour}\u00a0h{minutes}")


def moment(at: datetime) -> Bilingual:
    """The day and the time of day."""
    (english, french), time = _MONTHS[at.month - 1], clock(at)
    first = "1er" if at.day == 1 else f"{at.day}"
    return Bilingual(f"{at.day} {english} {at.year}, {time.en}", f"{first} {french} {at.year}, {time.fr}")
