"""Names, employment, speaking for the agency, disclaimers: what counts, and what only looks like it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.affiliation import build
from gatepost.folding import text_item
from gatepost.model import Finding, Tag, Where

AFFILIATION = build(shipped_resources())
MENTION, SELF, BEHALF, OWN = "agency-mention", "self-identification", "on-behalf", "disclaimer"


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(AFFILIATION))


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
        ("present employment", "I work at StatCan", {MENTION, SELF}),
        ("past employment", "j'ai travaillé chez StatCan", {MENTION, SELF}),
        ("another federal employer", "I worked at Health Canada for six years", {SELF}),
        ("a role", "StatCan analyst here", {MENTION, SELF}),
        ("a profile", "Runner | economist @StatCan | tea", {MENTION, SELF}),
        ("a profile in French", "Fonctionnaire fédérale. Maman.", {SELF}),
        ("by day", "public servant by day, drummer by night", {SELF}),
        ("somebody else", "My sister works at StatCan", {MENTION}),
        ("a wish", "I want to work at StatCan", {MENTION}),
        ("denied", "je ne travaille pas à StatCan", {MENTION}),
        ("quoted", 'he said "I work at StatCan"', {MENTION}),
        ("a repost", "RT @maplefan77: I work at StatCan", {MENTION}),
        ("a building", "I work across from the Statistics Canada building", {MENTION}),
        ("in the news", "Jane Roe, economist at Statistics Canada, said so", {MENTION}),
        ("a vacancy", "Now hiring: Economist at Statistics Canada.", {MENTION}),
        ("a province", "I'm a public servant with the Ontario government", set()),
        ("we", "We at Statistics Canada announce a survey", {MENTION, BEHALF}),
        ("on behalf", "Au nom de Statistique Canada, merci", {MENTION, BEHALF}),
        ("our agency", "Our agency will publish the series", {BEHALF}),
        ("an institution's voice", "StatCan is listening. We will review the question.", {MENTION, BEHALF}),
        ("another we", "We Canadians love butter", set()),
        ("another agency", "Our agency will find you a beach resort", set()),
        ("reported", "StatCan said it will publish the series", {MENTION}),
        ("denied", "I don't speak for StatCan", {MENTION, OWN}),
        ("one's own views", "Views are my own.", {OWN}),
        ("n'engagent que moi", "Mes propos n'engagent que moi", {OWN}),
        ("not the employer's", "not the views of my employer", {OWN}),
        ("run together", "#OpinionsMyOwn", {OWN}),
        ("modesty", "imho it is ugly", set()),
        ("no endorsement", "RTs are not endorsements", set()),
        ("somebody else's", "his opinions are his own", set()),
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
    assert list(AFFILIATION.detect(Tag(where=Where(part="reply-to"), name="reply-to", value="@StatCan_eng"))) == []
