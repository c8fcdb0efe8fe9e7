"""Which words around a number say what it is."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.cues import cue_words, cues_in
from gatepost.detectors.views.disguise import readings
from gatepost.folding import text_item
from gatepost.model import Where

KNOWN = cue_words(shipped_resources())


def kinds(text: str, number: str) -> list[str]:
    reading = next(iter(readings(text_item(Where(part="text"), text))))
    start = reading.folded.index(number)
    cues = cues_in(reading, KNOWN, [(start, start + len(number))])
    return [cue.kind if cue else "" for cue in cues.beside(start, start + len(number))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIN 123", ["sin"]),
        ("123 is my SIN", ["sin"]),
        ("SIN, phone\nRosa, 123", ["phone", "sin"]),
        ("order 123", ["other"]),
        ("SIN for case 12: 123", ["sin"]),
        ("library card 123", ["other"]),
        ("carte soleil 123", ["health-card"]),
        ("it is a sin that 123", [""]),
        ("my sin is 123", ["sin"]),
        ("123", [""]),
        ("le nas de la voisine, c'est 123", ["sin"]),
        ("written out in order, 123", [""]),
        ("SIN" + " " * 200 + "123", [""]),
    ],
)
def test_the_nearest_word_decides(text: str, expected: list[str]) -> None:
    assert kinds(text, "123") == expected
