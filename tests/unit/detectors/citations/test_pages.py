"""What a sentence before or behind a figure says of its source. `A` is written over the agency, `O` over others."""

from collections import defaultdict

import pytest

from gatepost.detectors.citations.figures import Figure, Places
from gatepost.detectors.citations.pages import number_of, read_page, sentences_of


def confidence(text: str, **cues: str) -> float:
    """Of the figure 5 % in a text in which these cues stand (by list, with underscores)."""
    phrases: defaultdict[str, Places] = defaultdict(list)
    for name, phrase in cues.items():
        start = text.index(phrase)
        phrases[name.replace("_", "-")].append((start, start + len(phrase)))
    start = text.index("5 %")
    figure = Figure(start, start + 3, published=True)
    return read_page(text, phrases, [figure]).confidence(figure)


def test_the_source_named_last_before_a_figure_is_stronger_than_a_nearer_one_behind() -> None:
    assert confidence("AAAAAAA says rents rose 5 % and OOO smiles", figure_sources="AAAAAAA says")


def test_a_source_in_another_thought_is_further_away() -> None:
    assert not confidence("by OOO, who ought to know these things, rents rose 5 %; AAAAAAA publishes in june")


def test_who_is_named_before_a_figure_has_it_and_not_a_bare_name_behind() -> None:
    assert not confidence("OOO says rents rose 5 %, trust AAAAAAA")


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("dug into AAAAAAA tables tonight. car theft: 5 %", {"figure_sources": "AAAAAAA tables", "figure_series": "theft"}),
        ("5 %. that is how many of us rent in AAAAAAA tables now", {"figure_sources": "AAAAAAA tables", "figure_pointing": "that"}),
        ("what did AAAAAAA find? 5 % of us", {"figure_questions": "what", "figure_announced": "what did AAAAAAA find"}),
        ("rents rose 5 %. so there. AAAAAAA.", {}),
    ],
)  # fmt: skip
def test_another_sentence_names_the_source(text: str, cues: dict[str, str]) -> None:
    assert confidence(text, **cues)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("is AAAAAAA going to say 5 %?", {"figure_questions": "is"}),
        ("my raise was 5 %. AAAAAAA.", {"figure_own": "my"}),
        ("say 5 %, i guess, AAAAAAA", {"figure_guesses": "i guess"}),
        ("5 % went up. we had a long and lovely visit of people from AAAAAAA that day.", {}),
    ],
)
def test_no_source(text: str, cues: dict[str, str]) -> None:
    assert not confidence(text, **cues)


def test_a_question_that_tells_is_none() -> None:
    cues = {"figure_questions": "did", "figure_rhetorical": "did you know"}
    assert confidence("did you know AAAAAAA has it at 5 %?", **cues)


def test_a_denied_guess_is_none() -> None:
    cues = {"figure_guesses": "guess", "figure_no_guesses": "not a guess"}
    assert confidence("5 %, not a guess: AAAAAAA", **cues)


def test_sentences_are_numbered_from_the_first() -> None:
    text = "rents rose. by 3.5 of course! who knew"
    sentences = sentences_of(text)
    assert [text[start:end].strip() for start, end in sentences] == ["rents rose", "by 3.5 of course", "who knew"]
    assert number_of(sentences, text.index("course")) == 1
