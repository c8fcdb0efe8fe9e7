"""Numbers that open something."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.credentials.doorcodes import door_codes
from gatepost.detectors.credentials.written import written_of
from gatepost.detectors.views.disguise import readings
from gatepost.enrolment.matcher import compile_here
from gatepost.folding import fold, text_item
from gatepost.model import Where

CODES = door_codes(shipped_resources())
HINTS = compile_here(tuple(CODES.hints))


def found(written: str) -> list[str]:
    reading = next(iter(readings(text_item(Where(part="text"), written))))
    text = reading.once(written_of)
    return [text.written[start:end] for start, end in CODES.found(reading, text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("the door code is 4471#", "4471#"),
        ("code for the AV cabinet is 0426", "0426"),
        ("Locker 88, combination 31-7-19", "31-7-19"),
        ("4471 is the gate code", "4471"),
        ("PIN 80812", "80812"),
        ("voicemail pin's 9083", "9083"),
        ("le code de la porte d'en arriere, 4471", "4471"),
        ("mon NIP : 8042!", "8042"),
        ("boite a cles du loft : 0871", "0871"),
        ("recovery codes: 8f3k-2mzq", "8f3k-2mzq"),
        ("recovery codes (so here)\n4f9q-2mzx\n8k1v-7tbn", "4f9q-2mzx\n8k1v-7tbn"),
        ("digicode de l'immeuble 48A12, 3e etage", "48A12"),
        ("n.i.p. du guichet : 8-0-4-2", "8-0-4-2"),
    ],
)
def test_finds_and_hints(written: str, value: str) -> None:
    assert {text.rstrip("!") for text in found(written)} == {value}
    assert HINTS.scan(written.lower())


def test_every_phrase_of_the_lists_has_the_hint() -> None:
    resources = shipped_resources()
    phrases = [term for name in ("credential-code", "credential-pin") for term in resources.lexicon(name)]
    plain = [fold(phrase)[0] for phrase in phrases if not set(phrase) & set("{[(|")]
    assert [phrase for phrase in plain if not HINTS.scan(f"{phrase} 4471")] == []


@pytest.mark.parametrize(
    "written",
    [
        "the door code changed in 2024",
        "promo code 4471",
        "postal code K2P 1L4",
        "my pin collection: 40 pins",
        "le code de la route de 2026",
        "PIN codes must have 4471 in them",
    ],
)
def test_leaves_alone(written: str) -> None:
    assert found(written) == []
