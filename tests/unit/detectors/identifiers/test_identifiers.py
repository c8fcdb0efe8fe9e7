"""A number is an identifier with evidence. All numbers here are invented."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.identifiers import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

IDENTIFIERS = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(IDENTIFIERS))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("a SIN beginning with 0, beside a cue", "SIN 052-601-812", {"sin"}),
        ("beginning with 8", "mon NAS : 896 030 822", {"sin"}),
        ("the cue behind", "896 030 822 is my social insurance number", {"sin"}),
        ("a column before the one that counts", "SIN, phone\n052 601 812, 613-555-0142", {"sin", "phone"}),
        ("a business number by its account", "129170346RT0001", {"business-number"}),
        ("the same digits by their cue", "BN 776842684", {"business-number"}),
        ("Ontario", "OHIP 1078-666-615-KD", {"health-card"}),
        ("Quebec, by its shape", "TREM 8856 1213", {"health-card"}),
        ("a passport", "passeport no GK482913", {"passport"}),
        ("an Ontario licence, by its shape", "T2847-60158-50927", {"driver-licence"}),
        ("a British Columbia licence, by its cue", "BC driver's licence 4829913", {"driver-licence"}),
        ("a payment card", "4372 6516 7612 2205", {"payment-card"}),
        ("a telephone", "call 613-555-0142", {"phone"}),
        ("ten digits beside a cue", "cell: 6135550142", {"phone"}),
        ("an address", "rosa.tremblay@example.org", {"email"}),
        ("an address spelt out", "rosa (at) example (dot) org", {"email"}),
        ("a birth", "née le 12 juin 1988", {"date-of-birth"}),
        ("a name and a birth", "Rosa Tremblay, née le 12 juin 1988", {"combination", "date-of-birth"}),
        ("a name behind", "NAS 896 030 822 (Rosa Tremblay)", {"sin"}),
        ("gaps", "S I N 0 4 6 4 5 4 2 8 6", {"sin"}),
        # and what must not be taken for one
        ("nine digits", "046454286", set()),
        ("a parcel", "parcel 052601812", set()),
        ("an order beside a SIN's cue", "SIN forms: order no 052601812", set()),
        ("a cue without check digits", "SIN 123 456 789", set()),
        ("a table", "Table 14-10-0287-01", set()),
        ("a count", "population 41,288,599", set()),
        ("storage", "un nas de 4 To, modèle 046454286", set()),
        ("a date that is no birth", "opened on March 4, 1991", set()),
        ("a test card", "4242 4242 4242 4242", set()),
        ("a serial number", "serial 4372651676122205", set()),
        ("a toll-free line", "1-800-555-0142", set()),
        ("a role address", "info@example.org", set()),
        ("a fediverse handle", "@rosa@social.example", set()),
        ("a postal code alone", "Ottawa K1A 0T6", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    assert {finding.value for finding in detect(text)} == expected, remark


def test_a_postal_code_counts_beside_a_birth() -> None:
    assert {finding.value for finding in detect("DOB 1988-06-12, K1A 0T6")} == {"date-of-birth", "postal-code"}


def test_a_finding_covers_the_number_and_never_carries_it() -> None:
    text = "Mon NAS est le 046\u00a0454\u00a0286, voilà"
    [finding] = detect(text)
    assert finding.where.span is not None
    assert text[slice(*finding.where.span)] == "046\u00a0454\u00a0286"
    assert "046" not in repr(finding)


def test_a_combination_covers_the_name_and_the_identifier() -> None:
    text = "For the record: Daniel Okafor, SIN 046 454 286."
    found = {finding.value: finding.where.span for finding in detect(text)}
    span = found["combination"]
    assert span is not None
    assert text[slice(*span)] == "Daniel Okafor, SIN 046 454 286"


def test_rows_of_numbers_take_time_in_proportion() -> None:
    assert len(detect("SIN 046 454 286\n" * 500)) == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    label = "personal-identifier"
    total = with_totals(tally(corpus(label, language), together(IDENTIFIERS)))[label, language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95
