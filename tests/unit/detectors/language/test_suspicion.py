"""A text with an insult has a hint, and most others have none."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.suspicion import insult_hints
from gatepost.enrolment.matcher import Matcher, serialize

MATCHER = Matcher(serialize(tuple(sorted(insult_hints(shipped_resources()), key=str)), ()))


@pytest.mark.parametrize(
    ("text", "suspected"),
    [
        ("what a moron", True),
        ("c'est un vrai rat", True),
        ("they are all lazy", True),
        ("espece de truie", True),
        ("you're dead, sharma", True),
        ("the cat sleeps on the lazy chair", False),
        ("le chien du voisin est dans la cour", False),
    ],
)
def test_a_text_is_suspected(text: str, *, suspected: bool) -> None:
    assert bool(MATCHER.scan(text)) is suspected
