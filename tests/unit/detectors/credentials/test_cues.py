"""The words that announce a secret, of all lists in one pass."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.credentials.cues import cue_hints, cues
from gatepost.detectors.credentials.written import Written
from gatepost.enrolment.matcher import compile_here

RESOURCES = shipped_resources()
CUES = cues(RESOURCES)
HINTS = compile_here(tuple(cue_hints(RESOURCES)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le mot de passe : x", ["password"]),
        ("seed phrase, then the pw", ["seed", "password"]),
        ("the code: capital b", ["spelt"]),
        ("login: x", ["password-weak"]),
        ("login code", ["password"]),
        ("passing by", []),
    ],
)
def test_each_word_has_its_kind(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in CUES.found(Written(folded=text, written=text, gapped=False))] == expected


@pytest.mark.parametrize("text", ["my pw is x", "pass: x", 'pass "x"', "the code: capital b, dollar sign"])
def test_hints(text: str) -> None:
    assert HINTS.scan(text)


@pytest.mark.parametrize("text", ["the secret is butter", "pass the salt", "the code is clean"])
def test_words_alone_are_no_hint(text: str) -> None:
    assert not HINTS.scan(text)
