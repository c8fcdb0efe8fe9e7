"""A signature is a block of lines, not a name in a sentence."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.signatures import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

SIGNATURES = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(SIGNATURES))


@pytest.mark.parametrize(
    ("remark", "text", "found"),
    [
        ("on two lines", "Statistics Canada\nStatistique Canada", True),
        ("on one line", "Thanks\n\nStatistique Canada / Statistics Canada", True),
        ("the government's", "Government of Canada | Gouvernement du Canada", True),
        ("of an e-mail", "Jane Roe\nSenior Analyst\nStatistics Canada", True),
        ("with a division between", "Jean Exemple\nAgent de projet\nDivision du travail\nStatistique Canada", True),
        ("quoted", "> Jane Roe\n> Economist\n> Statistics Canada", True),
        ("one language", "Statistics Canada", False),
        ("in prose", "Statistics Canada / Statistique Canada documents are bilingual", False),
        ("an address", "R.H. Coats Building\nStatistics Canada\nOttawa", False),
        ("a job", "Now hiring!\nSenior Analyst\nStatistics Canada", False),
        ("a list", "Coffee\nTables\nStatistics Canada", False),
        ("another employer", "Jane Roe\nSenior Analyst\nMaple Consulting", False),
    ],
)
def test_signature(remark: str, text: str, found: bool) -> None:
    assert bool(detect(text)) is found, remark


def test_the_place_is_the_block() -> None:
    text = "Hi,\n\nJane Roe\nSenior Analyst\nStatistics Canada\n"
    [finding] = detect(text)
    assert finding.where.span is not None
    assert text[slice(*finding.where.span)] == "Jane Roe\nSenior Analyst\nStatistics Canada"
