"""A source can be looked up; a statistic has the agency as its source."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.citations import build
from gatepost.folding import text_item
from gatepost.model import Where

CITATIONS = build(shipped_resources())
SOURCE, FIGURE = "source-cited", "statistic"


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("a release title with its date", "Labour Force Survey, February 2026", {SOURCE}),
        ("a title with its quarter", "Estimations de la population, troisième trimestre de 2025", {SOURCE}),
        ("a title without", "I like the Labour Force Survey", set()),
        ("attributed", "StatCan says unemployment rose to 6.9 %", {FIGURE}),
        ("according to", "selon Statistique Canada, l'inflation a ralenti à 1,9 %", {FIGURE}),
        ("in words", "One in five lives alone, says StatCan", {FIGURE}),
        ("in brackets", "Retail sales fell 0.7% in April (Statistics Canada)", {FIGURE}),
        ("a programme", "Le recensement de 2021 a dénombré 36 991 981 personnes", {FIGURE}),
        ("announced before", "StatCan just released it. Unemployment at 7.1%.", {FIGURE}),
        ("credited after", "Nearly a quarter are over 55. Source: Statistics Canada", {FIGURE}),
        ("with its source", "StatCan says 6.9% (table 14-10-0287-01)", {FIGURE, SOURCE}),
        ("a table in words is none", "Table seven by the window", set()),
        ("reversed", "%8.4 esor segaw syas naCtatS", {FIGURE}),
        ("reversed initials are chance", "My IPC is 4.8%, she said", set()),
        ("no source", "Unemployment is 6.9%", set()),
        ("another country", "US CPI rose 3.1% in May", set()),
        ("another body", "According to CMHC, starts rose 5%", set()),
        ("a duration", "I waited 40 minutes on the phone with StatCan", set()),
        ("a date", "Statistics Canada publishes the CPI on Tuesday at 8:30", set()),
        ("another census", "The bird census counted 230 herons", set()),
        ("a number of something else", "Ticket 36-10-0434 is a duplicate of 36-10-0398", set()),
        ("a bare table number", "Pull up 37-10-0036 and find your own", {SOURCE}),
        ("a figure of a table", "Table 14-10-0287-01 puts youth unemployment at 14.2", {SOURCE, FIGURE}),
        ("a mark out of ten", "I'd give StatCan 8 out of 10", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    findings = detect_all([text_item(Where(part="text"), text)], together(CITATIONS))
    assert {finding.label for finding in findings} == expected, remark
