"""An excerpt shows where a finding is and nothing of what was found."""

from gatepost.content.redaction import redact
from gatepost.folding import text_item
from gatepost.model import Finding, Where
from gatepost.testing import a_finding


def excerpts(text: str, *found: tuple[str, str]) -> list[str | None]:
    """The excerpts of findings given as (label, the words found)."""
    item = text_item(Where(part="text"), text)
    findings = [a_finding(label, where=_where(text, words)) for label, words in found]
    return [finding.excerpt for finding in redact(findings, (item,))]


def _where(text: str, words: str) -> Where:
    return Where(part="text", span=(text.index(words), text.index(words) + len(words)))


def test_the_label_stands_for_what_was_found() -> None:
    assert excerpts("Look: PROTECTED B survey tables for the year", ("classification", "PROTECTED B")) == [
        "Look: [classification] survey tables for the y"
    ]


def test_other_findings_in_the_context_are_covered_too() -> None:
    text = "SIN 046 454 286 and PROTECTED B here"
    assert excerpts(text, ("personal-identifier", "046 454 286"), ("classification", "PROTECTED B")) == [
        "SIN [personal-identifier] and [classification] here",
        "SIN [personal-identifier] and [classification] here",
    ]


def test_digits_addresses_and_tokens_in_the_context_are_masked() -> None:
    text = "8 May rosa@example.org sk9f8a7d6 SECRET"
    assert excerpts(text, ("classification", "SECRET")) == ["••••••••••••• ••••••••• [classification]"]


def test_a_token_cut_by_the_edge_is_masked_whole() -> None:
    [excerpt] = excerpts("abcdefgh1" + "jklmnopq" * 6 + " SECRET", ("classification", "SECRET"))
    assert excerpt == "•" * 23 + " [classification]"


def test_line_breaks_and_invisible_characters_become_blanks() -> None:
    assert excerpts("a\n\n\u202eb\tSECRET", ("classification", "SECRET")) == ["a b [classification]"]


def test_no_excerpt_where_the_value_stands_once_more() -> None:
    assert excerpts("hunter Blue, I said Hunter BLUE", ("credential", "hunter Blue")) == [None]


def test_findings_without_a_span_or_a_text_stay_as_they_are() -> None:
    findings = (a_finding(where=Where(part="media[0]")), a_finding(where=Where(part="elsewhere", span=(0, 3))))
    assert redact(findings, ()) == findings


def test_overlapping_findings_do_not_uncover_each_other() -> None:
    text = "mdp : Tuque!2026bleue ok"
    findings = [
        Finding(detector="d", label=label, confidence=1, where=Where(part="text", span=span))
        for label, span in (("credential", (6, 21)), ("profanity", (10, 14)))
    ]
    for finding in redact(findings, (text_item(Where(part="text"), text),)):
        assert finding.excerpt is not None
        assert "2026" not in finding.excerpt
        assert "Tuq" not in finding.excerpt
        assert "bleue" not in finding.excerpt
