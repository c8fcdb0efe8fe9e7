"""What a person sees in a text who wants to read it."""

import codecs

import pytest

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import text_item
from gatepost.model import Where


def read(text: str, views: frozenset[View] = frozenset(View)) -> list[Reading]:
    return list(readings(text_item(Where(part="text"), text), views))


def usual(text: str) -> list[str]:
    return [reading.folded for reading in readings(text_item(Where(part="text"), text))]


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("pr0t3cted b", "protected b"),
        ("see S E C R E T now", "see secret now"),
        ("#NePasDiffuser svp", "#ne pas diffuser svp"),
        ("PROTECTED_B_list.xlsx", "protected b list.xlsx"),
        ("do🚫not🚫share", "do not share"),
        ("#JeTravailleAStatCan", "#je travaille a stat can"),
        ("I.work.at.StatCan.as.an.analyst", "i work at statcan as an analyst"),
        ("I|work|at|StatCan", "i work at statcan"),
        ("&#83;3cr3t", "secret"),
        ("&#83; E C R E T", "secret"),
        ("four seven one two", "4712"),
    ],
)
def test_a_disguise_is_undone_in_one_reading(written: str, reading: str) -> None:
    assert reading in usual(written)


@pytest.mark.parametrize("written", ["see www.statcan.gc.ca", "and/or", "a.m. or p.m.", "https://a.b.c.d/e/f/g"])
def test_an_address_is_no_row_of_words(written: str) -> None:
    assert View.APART not in {reading.view for reading in read(written)}


@pytest.mark.parametrize(
    "written",
    [
        "plain words",
        "at 8h30 on the 4th, gate 27",
        "#statcan",
        "4K1",
        "peut-être qu'on s'y voit, 50 % oui",
        "🎉 wow! 🎉",
    ],
)
def test_an_ordinary_text_has_one_reading(written: str) -> None:
    assert len(usual(written)) == 1


def test_what_is_noise_in_most_texts_is_read_only_by_who_asks() -> None:
    assert [reading.view for reading in read("frperg terces")] == [View.PLAIN, View.ROTATED, View.REVERSED]
    assert [reading.view for reading in read("frperg terces", frozenset({View.REVERSED}))] == [
        View.PLAIN,
        View.REVERSED,
    ]


def test_text_is_turned_only_where_that_shows_a_word_that_somebody_would_hide() -> None:
    assert [reading.view for reading in read("a secret garden, and apples")] == [View.PLAIN]


def test_a_reversed_text_reads_from_the_end_and_keeps_its_places() -> None:
    reading = read("voilà œuf B ÉGÉTORP")[-1]
    assert reading.folded.startswith("protege b")
    assert reading.original[slice(*reading.span(0, 9))] == "B ÉGÉTORP"
    assert reading.written(0, 9) == "PROTÉGÉ B"
    assert reading.span(0, 1) == (18, 19)


def test_a_rotated_text_keeps_its_places() -> None:
    written = f"où {codecs.encode('Secret', 'rot13')} 1"
    reading = next(one for one in read(written) if one.view is View.ROTATED)
    start = reading.folded.index("secret")
    assert reading.original[slice(*reading.span(start, start + 6))] == "Frperg"


def test_a_reading_keeps_the_places_of_the_original() -> None:
    reading = read("voilà #NotForDistribution œuf_dur", frozenset())[-1]
    start = reading.folded.index("for")
    left, right = reading.span(start, start + len("for distribution"))
    assert reading.original[left:right] == "ForDistribution"
    left, right = reading.span(reading.folded.index("dur"), reading.folded.index("dur") + 3)
    assert reading.original[left:right] == "dur"


def test_every_reading_of_a_code_names_all_of_the_code() -> None:
    for reading in read("mot : &#83;3cr3t ici"):
        start = reading.folded.find("secret")
        if start >= 0:
            assert reading.original[slice(*reading.span(start, start + 6))] == "&#83;3cr3t"
