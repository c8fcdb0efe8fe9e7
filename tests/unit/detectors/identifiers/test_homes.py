"""Postal codes count where somebody lives."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.homes import homes
from gatepost.detectors.views.reading import Reading
from gatepost.folding import fold
from gatepost.model import Where

HOMES = homes(shipped_resources())


def reading(text: str) -> Reading:
    folded, offsets = fold(text)
    return Reading(where=Where(part="text"), original=text, folded=folded, offsets=offsets)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("send it to my place, 7 tannery rd, perth k7h 9e3", "k7h 9e3"),
        ("j'habite au 48, rue principale, saint-tite g0x3h0", "g0x3h0"),
        ("my postal code is b5a 2j9", "b5a 2j9"),
        ("mail me the seeds, postal code b5a 2j9", "b5a 2j9"),
        ("cards for nana at 18 birch cres, arnprior on k7s-7k3", "k7s-7k3"),
    ],
)
def test_a_postal_code_in_the_address_of_a_home(text: str, code: str) -> None:
    assert [text[slice(*span)] for span, _ in HOMES.found(reading(text), [])] == [code]


def test_who_is_addressed_by_title_and_name_lives_or_works_there() -> None:
    text = "Dr. A. Okafor, 2210-B Larch Hwy, Winnipeg MB R3T 2M8, rear door"
    assert [text[slice(*span)] for span, _ in HOMES.found(reading(text), [])] == ["R3T 2M8"]
    assert list(HOMES.found(reading(text.lower()), [])) == []


@pytest.mark.parametrize(
    "text",
    [
        "ottawa k7h 9e3",
        "visit us at 1550 carling ave, ottawa k1z 8s8, open daily",
        "my letter to 150 tunney's pasture driveway, ottawa k1a 0t6",
        "venez nous voir au 88, rue metcalfe, ottawa k1p 5l7",
        "my place, 7 tannery rd, perth d7h 9e3",
    ],
)
def test_other_postal_codes_are_nobodys(text: str) -> None:
    assert list(HOMES.found(reading(text), [])) == []


def test_near_a_birth_any_postal_code_belongs_to_somebody() -> None:
    assert [birth for _, birth in HOMES.found(reading("1988-06-12, k1a 0t6"), [(0, 10)])] == [(0, 10)]
    assert list(HOMES.found(reading("1988-06-12" + " " * 300 + "k1a 0t6"), [(0, 10)])) == []
