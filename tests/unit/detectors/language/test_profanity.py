"""Profane words match as wholes, stretched and apart; oaths only as oaths."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.profanity import profanity
from gatepost.detectors.wording.phrasebook import Words
from gatepost.folding import text_item
from gatepost.model import Where

PROFANITY = profanity(shipped_resources())


def said(text: str) -> list[tuple[str, str]]:
    item = text_item(Where(part="text"), text)
    return [(value, item.folded[slice(*place)]) for value, _, place, _ in PROFANITY.find(item, Words(item.folded))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oh shit", [("strong", "shit")]),
        ("unfuckingbelievable", [("strong", "unfuckingbelievable")]),
        ("crapppp", [("mild", "crapppp")]),
        ("damn shit", [("strong", "shit")]),  # as profane as its strongest word
        ("en hostie", [("strong", "en hostie")]),
        ("une hostie", []),
        ("assess the class", []),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
