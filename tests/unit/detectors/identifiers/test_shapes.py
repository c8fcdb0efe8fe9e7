"""Identifiers with letters in them, with and without a word that says what they are."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.cues import cue_words, cues_in
from gatepost.detectors.identifiers.shapes import shaped
from gatepost.detectors.identifiers.zones import zones_of
from gatepost.detectors.views.reading import Reading
from gatepost.folding import fold
from gatepost.model import Where

KNOWN = cue_words(shipped_resources())


def kinds(text: str, *, alone: bool = True) -> list[str]:
    folded, offsets = fold(text)
    reading = Reading(where=Where(part="text"), original=text, folded=folded, offsets=offsets)
    zones = zones_of(folded, 6)
    return [found.kind for found in shaped(reading, folded, cues_in(reading, KNOWN, zones), zones, alone=alone)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("129170346RT0001", "business-number"),
        ("TREM 8856 1213", "health-card"),
        ("1078-666-615-KD", "health-card"),
        ("T2847-60158-50927", "driver-licence"),
        ("Alberta DL 562609-222", "driver-licence"),
        ("the visa portal wants document no. P482913AB", "passport"),
        ("passeport GK482913", "passport"),
    ],
)
def test_knows(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "trem 8856 1213",  # no capitals
        "order TREM 8856 1213",
        "1078-666-614-KD",  # no check digit
        "1078-666-615-kd",
        "part P482913AB",
        "GK482913",
        "562609-222",
    ],
)
def test_takes_more_than_a_shape(text: str) -> None:
    assert kinds(text) == []


def test_a_disguised_number_does_not_speak_for_itself() -> None:
    assert kinds("T2847-60158-50927", alone=False) == []
    assert kinds("licence T2847-60158-50927", alone=False) == ["driver-licence"]
