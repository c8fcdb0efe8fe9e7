from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gatepost.model import Window
from gatepost.responses.notice import Found
from gatepost.responses.volume import Reached, amount_of, told
from gatepost.responses.words import Bilingual

ZONE = ZoneInfo("America/Toronto")
REACHED = Reached(
    rule="day-job",
    of="posts",
    amount=12,
    at_least=10,
    window=Window.DAY,
    since=datetime(2026, 11, 24, 8, 30, tzinfo=ZONE),
    next_own_time=datetime(2026, 11, 24, 12, tzinfo=ZONE),
)


def test_a_person_is_told_how_much_since_when_and_when_the_next_own_time_is() -> None:
    assert told(REACHED) == Found(
        Bilingual("12 posts since 8:30", "12 publications depuis 8\u00a0h\u00a030"),
        Bilingual("work time; next own time: 12:00", "temps de travail; prochain temps personnel : 12\u00a0h"),
    )


@pytest.mark.parametrize(
    ("window", "english", "french"),
    [
        (Window.HOUR, "12 posts within an hour", "12 publications en une heure"),
        (Window.WEEK, "12 posts within seven days", "12 publications en sept jours"),
    ],
)
def test_the_window_is_told(window: Window, english: str, french: str) -> None:
    assert told(replace(REACHED, window=window)).kind == Bilingual(english, french)


def test_what_is_counted_on_a_group_of_platforms_says_so() -> None:
    assert told(replace(REACHED, of="uploads", amount=3, window=Window.HOUR, grouped=True)).kind == Bilingual(
        "3 uploads on platforms like this one within an hour",
        "3 téléversements sur des plateformes comme celle-ci en une heure",
    )


@pytest.mark.parametrize(
    ("of", "amount", "english", "french"),
    [
        ("posts", 0, "0 posts", "0 publication"),
        ("posts", 1, "1 post", "1 publication"),
        ("posts", 1234567, "1,234,567 posts", "1\u00a0234\u00a0567 publications"),
        ("uploads", 2, "2 uploads", "2 téléversements"),
        ("active_minutes", 1, "1 active minute", "1 minute d’activité"),
        ("active_minutes", 61, "61 active minutes", "61 minutes d’activité"),
        ("bytes", 0, "0\u00a0kB", "0\u00a0ko"),
        ("bytes", 999, "0.9\u00a0kB", "0,9\u00a0ko"),
        ("bytes", 1_560_000, "1.5\u00a0MB", "1,5\u00a0Mo"),
        ("bytes", 2_000_000_000, "2,000\u00a0MB", "2\u00a0000\u00a0Mo"),
    ],
)
def test_an_amount_is_written_as_each_language_writes_it(of: str, amount: int, english: str, french: str) -> None:
    assert amount_of(of, amount) == Bilingual(english, french)
