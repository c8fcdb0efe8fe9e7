"""Findings at their places, each thing once."""

from gatepost.detectors.report import distinct, found
from gatepost.folding import text_item
from gatepost.model import Where

READING = text_item(Where(part="text"), "é" + "x" * 500)


def test_a_finding_has_its_value_and_its_place_in_the_original() -> None:
    finding = found("language", "abuse:person", 0.8, READING, (1, 3))
    assert finding.name == "abuse:person"
    assert finding.where == Where(part="text", span=(1, 3))
    assert finding.excerpt is None


def test_of_one_label_the_first_at_a_place_is_kept() -> None:
    findings = [
        found("language", name, 0.8, READING, place)
        for name, place in [
            ("abuse:agency", (0, 5)),
            ("abuse:person", (3, 8)),
            ("profanity:mild", (3, 8)),
            ("abuse:person", (5, 8)),
        ]
    ]
    assert [finding.name for finding in distinct(findings)] == ["abuse:agency", "profanity:mild", "abuse:person"]


def test_a_flood_of_one_label_is_cut() -> None:
    assert len(list(distinct(found("x", "abuse", 0.8, READING, (n, n + 1)) for n in range(400)))) == 40
