"""Which texts may have a marking."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.markings.hints import marking_hints
from gatepost.enrolment.matcher import compile_here
from gatepost.folding import fold

HINTS = tuple(sorted(marking_hints(shipped_resources()), key=str))


def hinted(text: str) -> bool:
    return bool(compile_here(HINTS).scan(fold(text)[0]))


@pytest.mark.parametrize(
    "text",
    [
        "PROTÉGÉ « A »",
        "prot.b",
        "PROTECIED B",
        "PROT ECTED B",
        "désigné C",
        "SECRET",
        "SECRET\nmemo",
        "TOP SECRET // CEO",
        "Secret operation order",
        "Confidential December 4, 2026",
        "CONFIDENTIEL l'annexe",
        "3. (S) The offer",
        "TS//SI",
        "x\nPro B\ny",
        "confidences of the king's privy council",
    ],
)
def test_what_may_be_a_marking_is_looked_at(text: str) -> None:
    assert hinted(text)


@pytest.mark.parametrize(
    "text",
    ["a secret sauce", "protected bike lanes", "confidential hotlines", "désigne un gagnant", "no confidence in it"],
)
def test_words_of_every_day_are_not(text: str) -> None:
    assert not hinted(text)
