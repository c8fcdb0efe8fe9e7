"""A pattern of the agency's own becomes a finding at the place where it stands in the text as written."""

from gatepost.detectors import detect_all, together
from gatepost.enrolment import Pattern
from gatepost.folding import text_item
from gatepost.model import Finding, Where

CASE_FILE = Pattern(id="case-file", label="internal-only", value="", confidence=0.7, expression=r"\besd-\d{4}-\d{4}\b")
PASSPORT = Pattern(
    id="passport", label="personal-identifier", value="passport", confidence=0.8, expression=r"\bpp[0-9]{6}\b"
)


def findings(text: str, *patterns: Pattern) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(patterns=patterns))


def test_the_finding_says_what_the_pattern_means_and_where() -> None:
    text = "Voilà : ＥＳＤ-2026-0142, et PP123456"
    first, second = findings(text, CASE_FILE, PASSPORT)
    assert (first.name, first.confidence, first.detector) == ("internal-only", 0.7, "patterns")
    assert first.where.span is not None
    assert text[slice(*first.where.span)] == "ＥＳＤ-2026-0142"
    assert second.name == "personal-identifier:passport"


def test_each_match_is_one_finding() -> None:
    assert len(findings("ESD-2026-0142 ESD-2026-0143", CASE_FILE)) == 2


def test_a_text_without_the_pattern_has_no_finding() -> None:
    assert findings("an ESD-safe mat", CASE_FILE, PASSPORT) == ()


def test_labels_that_no_rule_wants_are_not_reported() -> None:
    items = [text_item(Where(part="text"), "ESD-2026-0142")]
    assert detect_all(items, together(patterns=(CASE_FILE,)), frozenset({"embargo"})) == ()


def test_a_long_greedy_match_is_one_finding() -> None:
    greedy = Pattern(id="greedy", label="internal-only", value="", confidence=0.7, expression=r"zz[0-9]+")
    (finding,) = findings("zz" + "7" * 900, greedy)
    assert finding.where.span == (0, 902)
