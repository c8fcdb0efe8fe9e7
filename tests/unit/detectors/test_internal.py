"""Notices that keep a text inside."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.internal import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

INTERNAL = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(INTERNAL))


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("internal use", "here it is, for internal use only: seating plan"),
        ("trivial content", "INTERNAL USE ONLY - the soup is good"),
        ("usage interne", "À usage interne seulement : plan des places"),
        ("kept from outsiders", "please do not pass this around outside the branch"),
        ("tenu loin du public", "ce fichier ne doit pas être partagé hors de la direction"),
        ("for some readers", "This deck is intended for managers"),
        ("pour certains lecteurs", "Cette note s'adresse uniquement aux gestionnaires"),
        ("a hashtag", "#NotForDistribution new floor plan"),
        ("a file name", "do-not-circulate_floor-plan.pdf"),
        ("beside a draft", "Draft, please don't circulate"),
        ("beside a draft, in French", "Ébauche, svp ne pas faire circuler"),
        ("at the head of a line", "Réservé au personnel\nnouveaux bureaux"),
        ("behind a please", "PLEASE DO NOT POST\nthe holiday rota"),
        ("a field", "Distribution: internal\nAuthor: facilities"),
        ("a field that names readers", "Distribution: managers only\nSubject: hiring freeze"),
        ("un champ qui dit qui lit", "Distribution : gestionnaires seulement\nObjet : gel d'embauche"),
        ("not approved for the outside", "this page has not been approved for release outside the Department"),
        ("only with insiders", "please share this table only with colleagues in the branch: positions"),
        ("seulement avec ceux d'ici", "Merci de ne partager ce tableau qu'avec vos collègues : postes touchés"),
        ("in brackets at the head", "(internal use) vacant positions by floor"),
        ("le lien des employés", "Lien intranet (accès employés) : questions fréquentes"),
        ("at a table only", "For discussion at management committee only. Closing offices"),
        ("pas en ligne", "NE PAS METTRE EN LIGNE. Questions du prochain recensement"),
        ("in capitals", "DO NOT COPY\nthe new menu"),
        ("in capitals among others", "every slide has DO NOT COPY at the bottom, oh well"),
        ("quoted from a page", 'it says "not for release" on page 2 but look'),
        ("kept in the walls", "this memo isn't supposed to leave the division, but flex days are gone"),
        ("gardé entre les murs", "pour discussion à l'interne, ça reste entre les murs du ministère : les poids"),
        ("until further notice", 'it reads "please treat this as internal until further notice"'),
        ("les lieux", "Avis : ce document ne doit pas quitter les lieux, page 2"),
        ("kept in-house", "Please keep this deck in-house, option B is the layoffs"),
        ("not yet", "not yet for public consumption\nGoal 1, stop losing the mammoth"),
        ("two notices", "Restricted circulation. Staff only. The new rota"),
    ],
)
def test_a_notice_is_found(remark: str, text: str) -> None:
    assert [finding.label for finding in detect(text)][:1] == ["internal-only"], remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("another medicine", "For external use only"),
        ("something else forbidden", "Please do not distribute flyers here"),
        ("something else, in capitals", "DO NOT SHARE my ice cream, ever"),
        ("autre chose", "Merci de ne pas partager vos mots de passe"),
        ("a plea among friends", "do not share, I look awful"),
        ("a question", "What does 'internal use only' mean?"),
        ("told in the past", "It was once marked not for distribution"),
        ("imagined", "Si une page dit usage interne, laissez-la au bureau"),
        ("a negation", "Not only for internal use!"),
        ("a negation before the whole", "nothing is for internal use only here"),
        ("an embargo", "Not to be published before 8:30 a.m."),
        ("a remedy", "Tisane de sureau à usage interne, compresse à usage externe"),
        ("children", "Les enfants sortent pas de l'édifice sans un parent"),
        ("a sign", 'who hates the "Employees only" sign at the food court'),
        ("a culture", 'on a "do not distribute" culture: archivists see harm in it'),
        ("a letter carrier", "le courrier marqué « ne pas faire suivre », je peux pas le livrer, dit le facteur"),
        ("a room", "the staff only washroom is nicer"),
        ("nothing but the words", "Employees only"),
        ("sold to each", "Limited distribution: one dozen eggs per customer at the co-op"),
        ("chacun sa part", "Distribution limitée : une douzaine d'œufs par client à la coop"),
        ("of a street", "Private property, access limited to residents"),
        ("d'un film", "Diffusion interdite aux moins de 16 ans"),
    ],
)
def test_what_is_no_notice_is_left_alone(remark: str, text: str) -> None:
    assert detect(text) == (), remark


def test_overlapping_phrases_are_one_finding() -> None:
    text = "Strictly for internal use only and not for distribution."
    spans = [finding.where.span for finding in detect(text)]
    assert [text[slice(*span)] for span in spans if span] == ["Strictly for internal use only", "not for distribution"]


def test_wording_that_needs_evidence_is_said_less_surely() -> None:
    [sure], [likely] = detect("for internal use only"), detect("DO NOT COPY\nthe new menu")
    assert sure.confidence > likely.confidence


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    total = with_totals(tally(corpus("internal-only", language), together(INTERNAL)))["internal-only", language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95
