"""Embargo notices, and when they end."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.embargo import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

EMBARGO = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(EMBARGO))


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("until a time", "Embargoed until 8:30 a.m."),
        ("sous embargo", "Sous embargo jusqu'à 8 h 30"),
        ("in brackets", "(embargoed) retail trade"),
        ("at the head", "EMBARGO\nretail trade"),
        ("the time before the word", "Sept 9, 9:00 embargo on the whole report"),
        ("without the word", "Not for release before 8:30 a.m. Friday"),
        ("sans le mot", "Diffusion interdite avant le 14"),
        ("until an event", "not to be made public until the official announcement"),
        ("to come off", "L'embargo sera levé vendredi à 8 h 30"),
        ("a plea beside what the press gets", "press kit says don't post before noon"),
        ("une demande à côté de chiffres", "partagez pas avant 8 h 30 : chômage à 6,4 %"),
        ("further on in the sentence", "embargoed - a Globe exclusive until 5am"),
        ("until what a sentence names", "NOT FOR RELEASE UNTIL AFTER THE SPEECH"),
        ("who may not", "nobody may report the charts until they are published Wednesday at 4"),
        ("d'ici là", "publiques à 8 h 30; d'ici là, aucune divulgation"),
        ("misspelt", "under embago till friday"),
    ],
)
def test_a_notice_is_found(remark: str, text: str) -> None:
    assert [finding.label for finding in detect(text)][:1] == ["embargo"], remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("sweets", "a candy embargo till Halloween"),
        ("des bonbons", "sous embargo de bonbons jusqu'à lundi"),
        ("all of them", "Press embargoes, explained Wednesday at noon"),
        ("a capital", "Washington a levé une partie de l'embargo vendredi midi"),
        ("a secret that did not keep", "It was supposed to stay secret until the announcement, says the paper"),
        ("for a year", "the whole town was under embargo for a year"),
        ("politics", "Congress wants to end the embargo by Friday 5 p.m."),
        ("a habit", "we don't publish before noon"),
        ("trade", "The oil embargo until 2027 hurts"),
        ("on goods", "L'embargo sur les armes jusqu'en mai"),
        ("lifted", "The embargo was lifted at 8:30"),
        ("told", "we got it under embargo last spring"),
        ("asked about", "What does embargoed until mean?"),
        ("a name", "my band is called Embargo, 9:30 on Friday"),
        ("opening hours", "Not before 8:30 a.m. please"),
        ("a plea among friends", "don't tell mom until Sunday"),
        ("une demande entre amis", "partagez pas la photo avant dimanche"),
        ("no moment", "do not publish my address before you ask"),
    ],
)
def test_what_is_no_notice_is_left_alone(remark: str, text: str) -> None:
    assert detect(text) == (), remark


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Embargoed until 8:30 a.m. ET, Friday December 4. Jobs fell", "12-04T08:30 America/Toronto"),
        ("SOUS EMBARGO JUSQU'À 8 h 30 HE, le vendredi 4 décembre", "12-04T08:30 America/Toronto"),
        ("Ne pas publier avant demain midi", "demain T12:00"),
        ("EMBARGO\n2026-12-04 08:30", "2026-12-04T08:30"),
        ("Not for release before the announcement, Friday 10 a.m.", "friday T10:00"),
    ],
)
def test_the_time_of_an_embargo_is_kept_in_its_normal_form(text: str, until: str) -> None:
    assert detect(text)[0].details == (("until", until),)


def test_an_embargo_without_a_time_has_no_details() -> None:
    assert [finding.details for finding in detect("UNDER EMBARGO - story lines")] == [()]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    total = with_totals(tally(corpus("embargo", language), together(EMBARGO)))["embargo", language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95


def test_a_flood_is_cut_off() -> None:
    assert 0 < len(detect("Embargo until 8:30\n" * 500)) < 50
