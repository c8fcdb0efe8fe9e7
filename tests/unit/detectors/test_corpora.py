"""What the language-minded detectors find in the labelled corpora, held above a floor per label and language."""

from functools import cache

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import (
    citations,
    conversation,
    disclaimers,
    embargo,
    employment,
    internal,
    language,
    markings,
    mentions,
    signatures,
    together,
    voice,
)
from gatepost.detectors.base import Detector
from gatepost.enrolment.matcher import compile_here

LABELS = {
    "agency-mention": mentions,
    "self-identification": employment,
    "on-behalf": voice,
    "disclaimer": disclaimers,
    "source-cited": citations,
    "statistic": citations,
    "profanity": language,
    "abuse": language,
    "reply-to-agency": conversation,
    "signature": signatures,
}


@cache
def detector(label: str) -> Detector:
    made: Detector = LABELS[label].build(shipped_resources())
    return made


@pytest.mark.parametrize("tongue", ["en", "fr"])
@pytest.mark.parametrize("label", LABELS)
def test_a_corpus_stays_above_its_floor(label: str, tongue: str) -> None:
    total = with_totals(tally(corpus(label, tongue), together(detector(label))))[label, tongue, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.93


@pytest.mark.parametrize("tongue", ["en", "fr"])
def test_criticism_however_sharp_is_no_abuse(tongue: str) -> None:
    cases = corpus("criticism", tongue)
    assert len(cases) >= 100
    sums = with_totals(tally(cases, together(detector("abuse"))))
    assert not any(sums[f"criticism: {label}", tongue, "all"].false for label in ("abuse", "profanity"))


@pytest.mark.parametrize("tongue", ["en", "fr"])
def test_what_only_looks_like_abuse_is_hardly_ever_taken_for_it(tongue: str) -> None:
    cases = [case for case in corpus("abuse", tongue) if case.kind == "hard-negative"]
    assert len(cases) >= 400
    total = with_totals(tally(cases, together(detector("abuse"))))["abuse", tongue, "all"]
    assert total.false <= 0.02 * len(cases)


CLEAN = {
    "en": """the council met on tuesday to talk about the bike lanes on bank street and how they will fare in winter.
        i think we should all go and see the drawings; my neighbour says the trees stay, great for birds and shade.""",
    "fr": """le conseil s'est reuni mardi pour parler des pistes cyclables et des travaux de l'hiver. je pense que tout
        le monde devrait aller voir les dessins; ma voisine dit que les arbres restent, bonne nouvelle.""",
}


@pytest.mark.parametrize("tongue", CLEAN)
@pytest.mark.parametrize(
    "module", [citations, disclaimers, embargo, employment, internal, language, markings, mentions, signatures, voice]
)
def test_a_clean_post_has_hardly_a_hint(module, tongue: str) -> None:
    hints = tuple(module.build(shipped_resources()).hints())
    assert len([hints[place] for place in compile_here(hints).scan(CLEAN[tongue])]) <= 2
