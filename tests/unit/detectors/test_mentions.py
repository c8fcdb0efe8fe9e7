"""Names of the agency and the government: what counts, and what only looks like it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.mentions import build
from gatepost.folding import text_item
from gatepost.model import Finding, Tag, Where

MENTIONS = build(shipped_resources())
MENTION = "agency-mention"


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(MENTIONS))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("a name", "Statistics Canada has a new map", {MENTION}),
        ("in French", "Statistique Canada a une nouvelle carte", {MENTION}),
        ("a former name", "a yearbook of the Dominion Bureau of Statistics", {MENTION}),
        ("a misspelt name", "Statisitics Canada called", {MENTION}),
        ("a handle", "thanks @StatCan_eng!", {MENTION}),
        ("a hashtag with more", "#StatCanCareers day", {MENTION}),
        ("the government", "Le gouvernement du Canada a un nouveau site", {MENTION}),
        ("initials, as written", "the GoC lanyard", {MENTION}),
        ("a short form beside a verb of saying", "stats can says so", {MENTION}),
        ("look-alike letters", "Ѕtatistics Саnada", {MENTION}),
        ("a sign for a letter", "St@tCan again", {MENTION}),
        ("a word", "that stat can mislead", set()),
        ("a list", "hockey stats: Canada 4, Finland 3", set()),
        ("a link", "https://www150.statcan.gc.ca/n1/en", set()),
        ("an address", "write to jane.roe@statcan.gc.ca", set()),
        ("another body", "BC Stats and Health Canada agree", set()),
        ("a general", "the GOC 4th Division", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    assert {finding.label for finding in detect(text)} == expected, remark


def test_a_finding_names_its_place_in_the_original() -> None:
    text = "Hé! Merci à Stat\u200bistique Canada"
    [finding] = detect(text)
    assert finding.where.span is not None
    assert text[slice(*finding.where.span)] == "Stat\u200bistique Canada"


def test_a_tag_is_no_text() -> None:
    assert list(MENTIONS.detect(Tag(where=Where(part="reply-to"), name="reply-to", value="@StatCan_eng"))) == []
