"""A marking is a form, not a word."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.markings import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

MARKINGS = build(shipped_resources())


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(MARKINGS))


def names(text: str) -> set[str]:
    return {finding.name.removeprefix("classification:") for finding in detect(text)}


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("at the head of a line", "PROTECTED B: names of the callers", {"protected-b"}),
        ("alone on its line", "Notes\nProtégé C\nLe dossier", {"protected-c"}),
        ("in brackets", "Re: callbacks [Protected A]", {"protected-a"}),
        ("between bars", "v2 | Protected B | Field", {"protected-b"}),
        ("both languages", "PROTECTED A / PROTÉGÉ A", {"protected-a"}),
        ("legacy", "DÉSIGNÉ B\nDossier", {"protected-b"}),
        ("said of itself", "This memo is Protected B.", {"protected-b"}),
        ("in a file name", "see PROTECTED_A_roster.csv", {"protected-a"}),
        ("a joke", "PROTECTED B: my cat's weight", {"protected-b"}),
        ("scanned", "PROTECIED B\npage 1", {"protected-b"}),
        ("spelt with gaps", "P R O T É G É  B  liste", {"protected-b"}),
        ("a bare level above a document", "SECRET\nMemorandum", {"secret"}),
        ("with a caveat", "TOP SECRET // CANADIAN EYES ONLY", {"top-secret"}),
        ("with a date", "Confidential - 2026-12-04 - wage round", {"confidential"}),
        ("with an annex", "TRÈS SECRET – Annexe B", {"top-secret"}),
        ("a paragraph mark", "3. (S) The offer stands until May.", {"secret"}),
        ("a paragraph mark in a word", "(Confidentiel) Le fournisseur se retire.", {"confidential"}),
        ("a confidence of the Cabinet", "CONFIDENCES OF THE KING'S PRIVY COUNCIL", {"cabinet-confidence"}),
        ("on a form", "Protégé A (une fois rempli)", {"protected-a"}),
        ("in the middle of a sentence, between signs", "the paper there, PROTÉGÉ « A », is old", {"protected-a"}),
        ("shown on something", "the stamp says PROTECTED B and nobody cares", {"protected-b"}),
        ("what documents are called", "Renseignements protégés B\nliste", {"protected-b"}),
        ("a field", "Niveau de sécurité : protégé b. Voir la liste", {"protected-b"}),
        ("shared with others", "SECRET//CAN/AUS\nThe bridge", {"secret"}),
        ("a numbered copy", "TRÈS SECRET -- exemplaire 3 de 12", {"top-secret"}),
        ("in both languages", "CONFIDENTIAL / CONFIDENTIEL\nlist", {"confidential"}),
        ("a tag of a subject", "RE: [SECRET] Annex A", {"secret"}),
        ("a word above a document", "Secret\nOperation order 12", {"secret"}),
        ("paragraphs of two levels", "(PA) on leave\n(PB) on a diet", {"protected-a", "protected-b"}),
        ("a Cabinet secret", "SECRET DU CABINET\nordre du jour", {"cabinet-confidence"}),
        ("under a condition", "Protected B (once the annex is attached)\nSubject: leave", {"protected-b"}),
        ("sous condition", "Pied de page : Protégé A une fois exporté. Voici", {"protected-a"}),
        ("twice on a bar", "Panel | Protected B (PROB) | v0.7", {"protected-b"}),
        ("behind a comma, at the end of a line", "diapo 1, cabinet du DG, Prot. A\ndiapo 2", {"protected-a"}),
        ("abbreviated above a cable", "TS//SI//CEO\n2. The cable was sent", {"top-secret"}),
        ("in short on a slide", "Office of the DG\n  Pro B\nslide 2", {"protected-b"}),
        ("in small capitals", "ᴄᴏɴꜰɪᴅᴇɴᴛɪᴇʟ\npage 2 de 9", {"confidential"}),
        ("struck through", "Classif.: P̶R̶O̶T̶E̶C̶T̶E̶D̶ ̶A̶\non-call", {"protected-a"}),
        # and what must not be taken for one
        ("a word", "protected bike lanes", set()),
        ("a preposition", "Il protège à peine ses mains", set()),
        ("a course", "the Protected B training was long", set()),
        ("a clearance", "Secret clearance came through", set()),
        ("a question", "What does PROTECTED B mean?", set()),
        ("a definition", "La cote Protégé B vise un préjudice grave", set()),
        ("capitals alone", "TOP SECRET mission: hide 40 rubber ducks", set()),
        ("a copyright", "(C) 2026 Marigold Press", set()),
        ("sizes", "(S) two left\n(M) none", set()),
        ("a province", "It protected B.C. salmon", set()),
        ("a saying over two lines", "SECRET\nSANTA\nnames", set()),
        ("imagined", "if you find a document labelled Protected B, call", set()),
        ("something in general", "tout ce qui sort des RH est protégé b, bon", set()),
        ("a league", "Pro B basketball starts on Friday", set()),
        ("told in confidence", "He told Cabinet in confidence, or so he says", set()),
        ("an abbreviation that shares nothing", "c// is how my cat types", set()),
        ("a vote", "Cabinet confidence vote tonight", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    assert names(text) == expected, remark


def test_a_finding_names_its_place_in_the_original() -> None:
    text = "Voilà\nPRO\u200bTÉGÉ B\nliste"
    [finding] = detect(text)
    assert finding.where.span is not None
    assert text[slice(*finding.where.span)] == "PRO\u200bTÉGÉ B"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    total = with_totals(tally(corpus("classification", language), together(MARKINGS)))[
        "classification", language, "all"
    ]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95


def test_a_flood_of_one_level_does_not_hide_another() -> None:
    flood = "PROTECTED A\n" * 500 + "TOP SECRET // CEO\n"
    assert names(flood) == {"protected-a", "top-secret"}
    assert len(detect(flood)) < 50
