"""Secrets made of ordinary words."""

import pytest

from gatepost.detectors.credentials.wordlists import passphrase, restoring_words, spelt

TWELVE = "ribbon tunnel oyster pledge matrix cactus velvet gadget orphan spider lunar canyon"


def test_twelve_words_that_make_no_sentence_restore_a_wallet() -> None:
    assert restoring_words(f": {TWELVE}", 0)
    assert restoring_words(" for the old one: 1. " + " 2. ".join(TWELVE.split()), 0)
    assert not restoring_words(" is what they ask for and you should never share this with anyone else", 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (": correct horse battery staple", True),
        (' is "purple walrus parade"', True),
        ('. ours is "purple walrus parade"', True),
        (": long is better than complex", False),
        (" we all know and love", False),
    ],
)
def test_a_phrase_is_given_behind_a_sign_or_in_quotation_marks(text: str, found: bool) -> None:
    assert bool(passphrase(text, 0)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" is t for tango, i for india, 9, 4, capital q", True),
        (" : t majuscule, u, l, i, p, e, etoile, quatre", True),
        (" is a b c d e", False),
        (" must have a capital, a number and a sign", False),
    ],
)
def test_a_password_may_be_spelt(text: str, found: bool) -> None:
    assert bool(spelt(text, 0)) is found
