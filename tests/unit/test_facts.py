"""How a finding is known is told in words that have room for nothing of anybody. All numbers here are invented."""

import re

import pytest

from bench.corpora import ROOT, corpus, shipped_resources
from gatepost.detectors import Detectors, credentials, detect_all, identifiers, markings, together
from gatepost.facts import FACTS, beside, is_fact
from gatepost.folding import text_item
from gatepost.model import Finding, Where

_LABELS = ("personal-identifier", "credential", "classification")
_DIGITS = re.compile(r"\d+")


@pytest.fixture(scope="module")
def detectors() -> Detectors:
    return together(*(module.build(shipped_resources()) for module in (credentials, identifiers, markings)))


def _found(text: str, detectors: Detectors) -> tuple[Finding, ...]:
    return detect_all((text_item(Where(part="text"), text),), detectors)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fact_is_of_the_vocabulary_and_has_no_piece_of_what_was_found(detectors: Detectors, language: str):
    texts = [case.text for label in _LABELS for case in corpus(label, language)][::20]
    found = [(text, finding) for text in texts for finding in _found(text, detectors)]
    assert sum(bool(finding.details) for _, finding in found) > 10
    for text, finding in found:
        start, end = finding.where.span or (0, 0)
        value = text[start:end].lower()
        for name, told in finding.details:
            assert is_fact(name, told), (name, told)
            assert not any(len(digits) > 3 and digits in value for digits in _DIGITS.findall(told)), (name, told)
            assert told.isdigit() or len(told) < 4 or told not in value or name in {"stands", "with"}, (name, told)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("My NAS number is: 046 454 286", "digits=9 check=valid cue=nas before=12 suffix=none"),
        ("896 030 822 is my social insurance number", "digits=9 check=valid cue=my social insurance number after=4 suffix=none"),
        ("129170346RT0001", "digits=13 check=valid suffix=seen"),
        ("BN 776842684", "digits=9 check=valid cue=bn before=1 suffix=none"),
        ("NEQ 1174820396", "digits=10 check=none cue=neq before=1 suffix=none"),
        ("T2847-60158-50927", "digits=14 by=shape"),
        ("call 613-555-0142", "digits=10"),
        ("SIN: zero four six four five four two eight six", "digits=9 check=valid cue=sin before=2 suffix=none view=digits"),
        ("password: Tr0ub4dor&3x", "cue=password before=2 relation=sign"),
        ("PROTECTED B", "stands=alone"),
        ("P R O T E C T E D  B - survey tables", "stands=heading view=spaced"),
    ],
)  # fmt: skip
def test_what_is_known_of_it(detectors: Detectors, text: str, facts: str):
    finding = _found(text, detectors)[0]
    assert " ".join(f"{name}={told}" for name, told in finding.details) == facts


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("digits", "046454286"),
        ("cue", "046454286"),
        ("cue", "a@b.example"),
        ("cue", "x" * 41),
        ("columns", "Gwen 41"),
        ("until", "2026\n"),
        ("picture", "1200"),
        ("name", "Gwen"),
        ("check", ""),
    ],
)
def test_what_is_none(name: str, told: str):
    assert not is_fact(name, told)


def test_the_guide_tells_every_fact():
    page = (ROOT / "docs" / "events.md").read_text("utf-8")
    assert [name for name in FACTS if f"`{name}`" not in page] == []


def test_no_fact_has_room_for_a_number_of_somebody():
    of_the_agency = {"until", "public_at", "document", "list"}
    assert [name for name in FACTS.keys() - of_the_agency if is_fact(name, "046454286")] == []


@pytest.mark.parametrize(
    ("cue", "place", "told"),
    [((0, 3), (5, 9), ("before", "2")), ((12, 15), (5, 9), ("after", "3")), ((4, 9), (5, 9), None)],
)
def test_a_cue_stands_before_or_behind_what_it_announces(cue: tuple[int, int], place: tuple[int, int], told: object):
    assert tuple(beside("mot\nde  passe", cue, place)) == (("cue", "mot de passe"), *((told,) if told else ()))
