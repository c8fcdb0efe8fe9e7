"""Numbers of digits alone."""

import re

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.cues import cue_words, cues_in
from gatepost.detectors.identifiers.figures import CUE_STEMS, figures
from gatepost.detectors.identifiers.zones import zones_of
from gatepost.detectors.views.reading import Reading
from gatepost.folding import fold
from gatepost.model import Where

KNOWN = cue_words(shipped_resources())


def found(folded: str, *, alone: bool = True) -> list[tuple[str, str]]:
    reading = Reading(where=Where(part="text"), original=folded, folded=folded)
    zones = zones_of(folded, 6)
    seen = figures(folded, cues_in(reading, KNOWN, zones), zones, alone=alone)
    return list(dict.fromkeys((one.kind, folded[slice(*one.span)]) for one in seen))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("social insurance 046 454 286", [("sin", "046 454 286")]),
        ("nas : 046-454-286\nle sien : 052 601 812", [("sin", "046-454-286"), ("sin", "052 601 812")]),
        ("my sin starts with 046, then 454, ends with 286", [("sin", "046, then 454, ends with 286")]),
        ("4372 6516 7612 2205", [("payment-card", "4372 6516 7612 2205")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["046 454 286", "order 4372 6516 7612 2205", "social insurance 046 454 287"])
def test_leaves_alone(text: str) -> None:
    assert found(text) == []


def test_a_disguised_card_needs_its_cue() -> None:
    assert found("4372 6516 7612 2205", alone=False) == []


@pytest.mark.parametrize("kind", ["sin", "health-card", "business-number", "driver-licence", "passport"])
def test_every_cue_of_a_short_number_is_hinted_at(kind: str) -> None:
    cues = [fold(cue)[0] for cue in shipped_resources().lexicon(f"identifier-{kind}")]
    assert [cue for cue in cues if not re.search(CUE_STEMS, f"{cue} ")] == []
