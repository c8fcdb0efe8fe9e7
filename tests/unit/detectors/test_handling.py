"""Notices that say how a text is to be handled."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.handling import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

HANDLING = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(HANDLING))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("internal use", "For internal use only: seating plan", {"internal-only"}),
        ("a draft", "Draft, not for distribution", {"internal-only"}),
        ("trivial content", "INTERNAL USE ONLY - the soup is good", {"internal-only"}),
        ("usage interne", "À usage interne seulement : plan des places", {"internal-only"}),
        ("ne pas diffuser", "ÉBAUCHE – NE PAS DIFFUSER", {"internal-only"}),
        ("a hashtag", "#NotForDistribution new floor plan", {"internal-only"}),
        ("an embargo", "Embargoed until 8:30 a.m.", {"embargo"}),
        ("sous embargo", "Sous embargo jusqu'à 8 h 30", {"embargo"}),
        ("an embargo without the word", "Not for release before 8:30 a.m. Friday", {"embargo"}),
        ("an embargo to come off", "L'embargo sera levé vendredi à 8 h 30", {"embargo"}),
        # and what must not be taken for one
        ("another medicine", "For external use only", set()),
        ("a sign", "Please do not distribute flyers here", set()),
        ("a question", "What does 'internal use only' mean?", set()),
        ("told in the past", "It was once marked not for distribution", set()),
        ("a negation", "Not only for internal use!", set()),
        ("a trade embargo", "The oil embargo until 2027 hurts", set()),
        ("a lifted embargo", "The embargo was lifted at 8:30", set()),
        ("l'embargo sur", "L'embargo sur les armes jusqu'en mai", set()),
        ("opening hours", "Not before 8:30 a.m. please", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    assert {finding.label for finding in detect(text)} == expected, remark


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Embargoed until 8:30 a.m. ET, Friday December 4. Jobs fell", "8:30 a.m. ET, Friday December 4"),
        ("SOUS EMBARGO JUSQU'À 8 h 30 HE, le vendredi 4 décembre", "8 h 30 HE, le vendredi 4 décembre"),
        ("Under embargo until tomorrow", "tomorrow"),
        ("EMBARGO\n2026-12-04 08:30", "2026-12-04 08:30"),
    ],
)
def test_the_time_of_an_embargo_is_kept_as_stated(text: str, stated: str) -> None:
    assert [finding.details for finding in detect(text)] == [(("until", stated),)]


def test_an_embargo_without_a_time_has_no_details() -> None:
    assert [finding.details for finding in detect("UNDER EMBARGO - story lines")] == [()]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("label", ["internal-only", "embargo"])
def test_the_corpus_stays_above_its_floor(label: str, language: str) -> None:
    total = with_totals(tally(corpus(label, language), together(HANDLING)))[label, language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95
