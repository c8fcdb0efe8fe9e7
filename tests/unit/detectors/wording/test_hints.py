"""Hints show a text to every detector that it may concern, and to few others."""

import os
import re
import subprocess
import sys

import pytest

from bench.corpora import ROOT, shipped_resources
from gatepost.detectors import citations, embargo, internal, language
from gatepost.detectors.language import abuse
from gatepost.detectors.wording.hints import Hints, literals, phrase_hints, word_hints
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import compile_here
from gatepost.folding import fold

LISTS = Resources(lexicons={("places", "en"): ("the harbour", "town"), ("phrases", "en"): ()})


def hints_of(phrase: str) -> Hints:
    lexicons = {**LISTS.lexicons, ("phrases", "en"): (phrase,)}
    return phrase_hints(Resources(lexicons=lexicons), "phrases")


def hinted(hints: Hints, text: str) -> bool:
    return bool(compile_here(tuple(hints)).scan(fold(text)[0]))


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("for internal (use|discussion) only", "for internal use only", "for inner use only"),
        ("not for (distribution|circulation)", "not, for circulation", "not for this"),
        ("do not (copy|cite)", "do not\ncite", "do copy or cite"),
        ("[strictly] confidential ... {places}", "confidential in town", "strictly for the harbour"),
        ("diffus* (interdite|restreinte)", "diffusion interdite", "diffusion large"),
        ("(in|at) {places}", "in town", "in"),
        ("part-time", "parttime", "part of the time"),
    ],
)
def test_a_phrase_is_known_by_its_rarest_words(phrase: str, said: str, not_said: str) -> None:
    assert hinted(hints_of(phrase), said)
    assert not hinted(hints_of(phrase), not_said)


def test_a_phrase_without_a_word_that_is_always_there_is_refused() -> None:
    with pytest.raises(ValueError, match="always there"):
        hints_of("[quite] ...")


def test_words_are_whole_unless_a_star_says_otherwise() -> None:
    assert hinted(word_hints(["arse"]), "an arse!")
    assert not hinted(word_hints(["arse"]), "to parse")
    assert hinted(word_hints(["arse*"]), "arsehole")
    assert hinted(word_hints(["*fuck*"]), "unfuckable")
    assert hinted(literals(["(s)"]), "memo (s) two")


@pytest.mark.parametrize(
    ("module", "lists"),
    [
        (internal, ("internal-only", "internal-only-leaving", "internal-only-form", "internal-only-plea")),
        (embargo, ("embargo-silence", "embargo-notices", "embargo-quiet", "embargo-hour")),
        (citations, ("figure-announced", "figure-credits")),
        (language, tuple(abuse._KINDS)),
    ],
)
def test_every_wording_of_the_shipped_lists_is_hinted(module, lists: tuple[str, ...]) -> None:
    resources = shipped_resources()
    matcher = compile_here(tuple(module.build(resources).hints()))
    for phrase in (phrase for name in lists for phrase in resources.lexicon(name)):
        for wording in _wordings(phrase, resources):
            assert matcher.scan(fold(wording)[0]), (phrase, wording)


_NAMED = {"{embargo}": "embargo", "{clock}": "8:30", "{agency}": "statcan", "{protected-names}": "statcan"}
_NAMED |= {"{employer}": "statcan", "{number}": "7", "{figure}": "7", "{word}": "word", "{any-insults}": "idiot"}
_NAMED |= {"{source}": "statcan"}


def _wordings(phrase: str, resources: Resources) -> list[str]:
    """What a phrase stands for without its optional words: each alternative once, of a list the first."""
    for sign, name in _NAMED.items():
        phrase = phrase.replace(sign, name)
    phrase = re.sub(r"\[[^\]]*\]|\S*\.\.\.|[\^$*]", "", phrase)
    while match := re.search(r"\{([a-z-]+)\}", phrase):
        first = re.sub(r"\[[^\]]*\]|\S*\.\.\.|[\^$*]", "", resources.lexicon(match[1])[0])
        for sign, name in _NAMED.items():
            first = first.replace(sign, name)
        first = re.sub(r"\(([^|)]*)[^)]*\)", r"\1", first).split("|")[0]
        phrase = phrase.replace(match.group(), first)
    pieces = [piece.strip("()").split("|") for piece in re.findall(r"\([^)]*\)|\S+", phrase)]
    longest = max(map(len, pieces))
    return [" ".join(words[place % len(words)] for words in pieces) for place in range(longest)]


def test_the_hints_are_the_same_in_every_process() -> None:
    """Or what one process compiled, another would compile anew."""
    program = (
        "from bench.corpora import shipped_resources; from gatepost.detectors import load_detectors\n"
        "def compiler(made_of, ask, patterns):\n"
        "    hinted = ask()\n"
        "    print(made_of, hinted)\n"
        "    return None, hinted.owners, hinted.always\n"
        "load_detectors(shipped_resources(), compiler)"
    )
    asked = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(asked) == 1
