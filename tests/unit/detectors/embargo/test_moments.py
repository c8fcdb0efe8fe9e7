"""A moment as people write it becomes one normal form."""

import pytest

from gatepost.detectors.embargo.moments import moment_at, moment_in
from gatepost.folding import fold


def form(text: str) -> str | None:
    folded, _ = fold(text)
    moment = moment_in(folded, 0, len(folded))
    return moment.form if moment else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8:30 a.m. ET, Friday December 4", "12-04T08:30 America/Toronto"),
        ("8 h 30, heure de l'Est, le 4 déc. 2026", "2026-12-04T08:30 America/Toronto"),
        ("2026-12-04T08:30 UTC", "2026-12-04T08:30 UTC"),
        ("June 6, 2027 at 5 p.m. Pacific", "2027-06-06T17:00 America/Vancouver"),
        ("Wed. Oct 7, 06:00 (MDT)", "10-07T06:00 America/Edmonton"),
        ("10 h, heure de Terre-Neuve", "T10:00 America/St_Johns"),
        ("noon tomorrow", "tomorrow T12:00"),
        ("demain midi et demi", "demain T12:30"),
        ("minuit et une", "T00:01"),
        ("12:01 am", "T00:01"),
        ("3 h de l'après-midi mardi", "mardi T15:00"),
        ("Sunday at 7 in the evening", "sunday"),
        ("ce soir 19 h", "ce soir T19:00"),
        ("0830 hrs Friday", "friday T08:30"),
        ("2130 hours", "T21:30"),
        ("8 30 tmrw", "tmrw T08:30"),
        ("le 4 décembre à 8 h 30 (HNE)", "12-04T08:30 America/Toronto"),
        ("the 14th", "--14"),
        ("le 14", "--14"),
        ("21st at noon", "--21T12:00"),
        ("1er janvier 2027", "2027-01-01"),
        ("May 2026", "2026-05"),
        ("10/06 0001", "10/06 T00:01"),
        ("9 tmrw morning", "tmrw T09:00"),
        ("half past eight", "T08:30"),
        ("eight thirty a.m. Friday", "friday T08:30"),
        ("six tmrw morning", "tmrw T06:00"),
        ("nine pm Monday", "monday T21:00"),
        ("dix-neuf heures trente demain", "demain T19:30"),
        ("huit heures et quart", "T08:15"),
        ("midi le jour du Souvenir", "jour du souvenir T12:00"),
        ("5 p.m. London on Wednesday", "wednesday T17:00 Europe/London"),
        ("9 h du Pacifique", "T09:00 America/Vancouver"),
        ("one of three", None),
        ("24/7", None),
        ("no moment at all", None),
        ("2019", None),
        ("2.5% of 40", None),
        ("le 14 %", None),
    ],
)
def test_a_moment_is_what_was_stated_of_it(text: str, expected: str | None) -> None:
    assert form(text) == expected


def test_another_time_is_another_moment() -> None:
    assert form("8:30 and 9:30") == "T08:30"


def test_a_moment_begins_right_here_or_not() -> None:
    assert moment_at("before, on friday", 6) is not None
    assert moment_at("before the cake on friday", 6) is None
