"""The author's own federal employment: what counts, and what only looks like it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.employment import build
from gatepost.folding import text_item
from gatepost.model import Where

DETECTORS = together(build(shipped_resources()))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("present", "I work at StatCan", True),
        ("past, in French", "j'ai travaillé chez StatCan", True),
        ("another federal employer", "I worked at Health Canada for six years", True),
        ("without the author", "been at StatCan 11 years and still lost", True),
        ("come and gone", "j'ai lâché Environnement Canada pour le privé", True),
        ("a role", "StatCan analyst here", True),
        ("an offer accepted", "Just accepted an offer to join the prices division at Statistics Canada", True),
        ("someone else's place since", "Il était PM-04 à l'ARC depuis 2017", False),
        ("leaving by its name", "I took the buyout. Goodbye CRA, hello kayak.", True),
        ("a questionnaire filled in", "J'ai fait 90 % du questionnaire de Statistique Canada", False),
        ("with a picture for each blank", "StatCan 👏 pays 👏 my 👏 rent", True),
        ("as one", "As an employee of the Government of Canada I'm bound by the Code", True),
        ("what one has", "My boss at Statistics Canada knows", True),
        ("an office", "My desk at Tunney's Pasture looks out on the parking lot", True),
        ("who pays", "StatCan me paye 22 piasses de l'heure", True),
        ("a time", "Ten years at StatCan today", True),
        ("a level", "they gave me a pin. Started as a CR-03 and leaving as an EC-06", True),
        ("a profile", "Runner | economist @StatCan | tea", True),
        ("a list", "Runner, economist at Statistics Canada, dad", True),
        ("a profile in French", "Fonctionnaire fédérale. Maman.", True),
        ("by day", "public servant by day, drummer by night", True),
        ("an entry of a profile", "Experience\nStatistics Canada · Full-time · 6 yrs", True),
        ("field work", "I knocked on 1,400 doors as an enumerator", True),
        ("what was done to the author", "They swore me in at Statistics Canada yesterday", True),
        ("a time told of oneself", "Four years as a civilian at National Defence, I'm hanging it up", True),
        ("any deed at work", "I spent the summer proofreading tables of mine at Statistics Canada", True),
        ("one of many", "On est trois mille intervieweurs sur la liste de paye de StatCan", True),
        ("a payroll", "As someone on CRA's payroll: no", True),
        ("asked and answered", "Where do I work? Statistics Canada. Next question", True),
        ("as if of another", "Cette analyste de StatCan a besoin d'une sieste", True),
        ("one of the people", "I'm one of the folks at StatCan who read your comments", True),
        ("a living", "As somebody who tidies tables at Statistics Canada for a living, no", True),
        ("a respondent", "I was a respondent for StatCan for six months", False),
        ("a teammate's past", "Une amie de mon équipe était à StatCan avant notre banque", False),
        ("a province's own", "Je me sers des chiffres de StatCan comme enseignante en Ontario", False),
        ("a guest", "I present at Statistics Canada next month as an outside speaker", False),
        ("a customer", "I sold Statistics Canada their office chairs", False),
        ("a tour", "I was at Statistics Canada for a tour with my class", False),
        ("pros and cons", "Working at Statistics Canada: pros and cons?", False),
        ("a supervisor's past", "Mon directeur de thèse a déjà été consultant pour Statistique Canada", False),
        ("somebody else", "My sister works at StatCan", False),
        ("a wish", "I want to work at StatCan", False),
        ("an application", "J'ai une entrevue à StatCan la semaine prochaine", False),
        ("an offer refused", "turned down the offer from StatCan", False),
        ("denied", "je ne travaille pas à StatCan", False),
        ("supposed", "if I worked at the CRA I would audit my landlord", False),
        ("asked", "Is anyone here a StatCan employee?", False),
        ("a building", "I work across from the Statistics Canada building", False),
        ("a thing of its own", "I work with StatCan data for my thesis", False),
        ("in the news", "Jane Roe, economist at Statistics Canada, said so", False),
        ("a headline", "Federal employees return to office", False),
        ("a vacancy", "Now hiring: Economist at Statistics Canada.", False),
        ("a province", "I'm a public servant with the Ontario government", False),
    ],
)
def test_finds(remark: str, text: str, expected: bool) -> None:
    assert bool(detect_all([text_item(Where(part="text"), text)], DETECTORS)) is expected, remark
