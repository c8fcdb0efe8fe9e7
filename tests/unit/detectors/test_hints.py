"""Hints show a text to every detector that it may concern, and to few others."""

import itertools
import re

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.handling import build
from gatepost.detectors.hints import hinted, phrase_hints
from gatepost.folding import fold


def test_a_set_of_hints_is_met_by_any_of_them_in_any_reading() -> None:
    hints = (frozenset({"secret", "embargo"}), frozenset({"mdp"}), frozenset[str]())
    assert hinted("a clean text, sous embargo", hints) == [True, False, True]


def test_a_hint_across_two_slices_of_a_long_text_is_seen() -> None:
    for place in (32_760, 32_768, 40_000):
        assert hinted(" " * place + "embargo", (frozenset({"embargo"}),)) == [True]


@pytest.mark.parametrize(
    ("phrase", "hints"),
    [
        ("for internal (use|discussion) only", {"internal"}),
        ("not for (distribution|circulation)", {"distribution", "circulation"}),
        ("do not (copy|cite)", {"do not", "do-not", "do_not", "do\nnot"}),
        ("[strictly] confidential ... {places}", {"confidential"}),
        ("diffus* (interdite|restreinte)", {"interdite", "restreinte"}),
    ],
)
def test_a_phrase_is_known_by_its_rarest_word(phrase: str, hints: set[str]) -> None:
    assert phrase_hints([phrase]) == hints


@pytest.mark.parametrize("name", ["internal-only", "internal-only-form", "embargo-before", "embargo-notices"])
def test_every_wording_of_the_shipped_lists_is_hinted(name: str) -> None:
    resources = shipped_resources()
    hints = (build(resources).hints,)
    for phrase in resources.lexicon(name):
        for wording in _wordings(phrase):
            assert hinted(fold(wording)[0], hints) == [True], (phrase, wording)


def _wordings(phrase: str) -> list[str]:
    """What a phrase stands for without its optional words, each alternative once."""
    phrase = re.sub(r"\[[^\]]*\]|\.\.\.|[\^$*]", "", phrase).replace("{embargo}", "embargo").replace("{clock}", "8:30")
    pieces = [piece.strip("()").split("|") for piece in re.findall(r"\([^)]*\)|\S+", phrase)]
    return [" ".join(words) for words in itertools.product(*pieces)]
