"""Forms that say what they become."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.completed import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

COMPLETED = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(COMPLETED))


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("the wording itself", "Confidential when completed"),
        ("with a level", "PROTECTED B (once filled in)"),
        ("naming the form", "confidential once this survey is completed"),
        ("nommant le formulaire", "renseignements confidentiels une fois le questionnaire rempli"),
        ("in the other order", "When completed: PROTECTED A"),
        ("dans l'autre ordre", "Une fois rempli, ce formulaire devient confidentiel"),
        ("after a verb", "this form becomes protected a after completion"),
        ("au passé", "Confidentiel après avoir été rempli"),
        (
            "shown, and another thing asked",
            "it says confidential when completed, but is my soup confidential now, you think?",
        ),
        ("over two lines", "CONFIDENTIEL\nUNE FOIS REMPLI"),
    ],
)
def test_a_form_is_found(remark: str, text: str) -> None:
    assert [finding.label for finding in detect(text)] == ["confidential-when-completed"], remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("another thing is completed", "The arena, when completed, stays protected from wind"),
        ("with its object", "a secret once completed her memoir"),
        ("two sentences", "It is confidential. When completed, mail it"),
        ("in passing", "Les virages protégés, une fois complétés, auront des îlots"),
        ("until", "confidential until completed"),
        ("even when", "They stay private, even when the campaign is completed"),
        ("a question", "What does confidential when completed mean?"),
        ("une question", "« confidentiel une fois rempli », ça veut dire quoi"),
    ],
)
def test_what_is_no_form_is_left_alone(remark: str, text: str) -> None:
    assert detect(text) == (), remark


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    label = "confidential-when-completed"
    total = with_totals(tally(corpus(label, language), together(COMPLETED)))[label, language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95
