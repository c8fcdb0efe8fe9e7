"""Silence that is asked for up to a moment."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.embargo.silence import silence
from tests.unit.detectors.readings import a_reading

SILENCE = silence(shipped_resources())


@pytest.mark.parametrize(
    ("remark", "text", "until"),
    [
        ("of news, up to a time", "Not to be published before 8:30 a.m.", "T08:30"),
        ("du même", "Ne pas diffuser avant demain midi", "demain T12:00"),
        ("up to an event", "do not release until the minister rises", None),
        ("the bound first", "Until 9 a.m. on the 3rd, nothing in this kit may be published", "--03T09:00"),
        ("la borne d'abord", "D'ici 9 h, rien dans cette trousse ne peut être publié", "T09:00"),
        ("of anything, beside what the press gets", "press kit: no screenshots before noon", "T12:00"),
        ("of anything, beside figures", "don't share before 8:30, wages +4.1%", "T08:30"),
        ("an hour at which news may be used", "FOR RELEASE AT 8:30 A.M. FRIDAY", "friday T08:30"),
        ("up to what only the sentence names, at the head", "NOT FOR RELEASE UNTIL HER WEDDING", None),
        ("a permission that begins", "RELEASE AUTHORIZED AT 8:30 FRIDAY: shipments +1.2%", "friday T08:30"),
        ("une permission", "Diffusion autorisée dès 8 h 30 vendredi : livraisons +1,2 %", "vendredi T08:30"),
        ("an event of a day", "advance copy, don't quote it before Tuesday's presser", "tuesday"),
        ("only after an event", "TO BE MADE PUBLIC ONLY AFTER THE COUNCIL VOTE", None),
        ("jusqu'à ce que le ministre parle", "Tant que le ministre a pas parlé, on publie rien : 3 % de coupes", None),
        ("waiting asked for", "the report: please wait until 11 am before mentioning it", "T11:00"),
        ("attendre", "Étude : merci d'attendre 11 h avant d'en faire mention.", "T11:00"),
        ("d'aucune façon", "Les tableaux ne doivent circuler d'aucune façon avant leur parution à 8 h 30", "T08:30"),
        ("a promise not to tell", "signed the NDA until the launch: two screens", None),
        ("in short, with its hour", "EMB. 8:30 EST - JOBLESS RATE 6.4%", "T08:30 America/Toronto"),
        ("a habit beside figures", "we don't publish before 8:30: jobs -0.2 %", "T08:30"),
    ],
)
def test_a_silence_is_found_with_its_bound(remark: str, text: str, until: str | None) -> None:
    stated = list(SILENCE.find(a_reading(text)))
    assert stated, remark
    moment = stated[0].moment
    assert (moment.form if moment else None) == until, remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("a habit", "we don't publish before noon"),
        ("of something else", "Do not distribute the ballots until 9 a.m."),
        ("d'autre chose", "Ne publiez pas les réponses avant vendredi 10 h"),
        ("no bound", "do not publish this"),
        ("another sentence", "Do not publish this. Lunch is not before noon."),
        ("of anything, among friends", "don't share before Sunday at noon"),
        ("up to a mere day", "the report? don't share it until Sunday"),
        ("an hour in a sentence", "the album is for release on Friday"),
        (
            "the bound behind another clause",
            "until 9 we danced in the hall by the old mill and the next day nothing may be published",
        ),
    ],
)
def test_what_falls_short_is_none(remark: str, text: str) -> None:
    assert not list(SILENCE.find(a_reading(text))), remark
