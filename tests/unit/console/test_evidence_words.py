"""How a finding is known, in a sentence of each language."""

import re
from pathlib import Path

import pytest

import gatepost.detectors
from gatepost.console.evidence_words import evidence
from gatepost.console.fact_words import BY, COLUMNS, RELATIONS, STANDS, VIEWS
from gatepost.console.translation import LANGUAGES, Language
from gatepost.detectors.credentials.announced import Relation
from gatepost.detectors.markings import forms
from gatepost.detectors.microdata.kinds import Kind
from gatepost.detectors.views.reading import View
from gatepost.facts import FACTS

DETECTORS = Path(gatepost.detectors.__file__).parent
# One value of each fact: together with the closed lists below, all that a detector can say.
SAID = {
    "digits": "9", "check": "valid", "suffix": "none", "cue": "nas", "before": "12", "after": "3", "relation": "sign",
    "with": "name sin", "by": "shape", "stands": "alone", "list": "insults", "view": "spaced", "thread": "2",
    "columns": "age sex", "until": "12-04T08:30", "share": "0.97", "public_at": "2026-12-04T08:30:00-05:00",
    "document": "labour-survey", "count": "3", "edges": "92", "inks": "88", "picture": "1200x630",
}  # fmt: skip


@pytest.mark.parametrize(
    ("details", "en", "fr"),
    [
        (
            {"digits": "9", "check": "valid", "cue": "nas", "before": "12", "suffix": "none"},
            "9 digits, check digit valid, cue “nas” 12 characters before, no business number suffix",
            "9 chiffres, chiffre de contrôle valide, indice « nas » 12 caractères avant, aucun suffixe de numéro d’entreprise",
        ),
        ({"cue": "sin", "after": "1"}, "cue “sin” 1 character behind", "indice « sin » 1 caractère après"),
        ({"stands": "heading", "view": "spaced"}, "at the head of a line, written with gaps between the letters", None),
        ({"share": "1.00"}, "100% of it matches", "100 % correspond"),
        ({"count": "1"}, "1 face", "1 visage"),
        ({"picture": "10x10"}, "", ""),
        ({}, "", ""),
    ],
)
def test_facts_become_a_sentence(details: dict[str, str], en: str, fr: str | None):
    assert evidence({"details": details}, "en") == en
    if fr is not None:
        assert evidence({"details": details}, "fr").replace("\u00a0", " ") == fr


def test_records_are_told_by_their_rows_too():
    finding = {"label": "microdata", "value": "12", "details": {"columns": "age postal-code income"}}
    assert evidence(finding, "en") == "12 rows, columns: age, postal code, income"
    assert evidence(finding, "fr") == "12 lignes, colonnes\u00a0: âge, code postal, revenu"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FACTS)
def test_every_fact_has_words(name: str, language: Language):
    told = evidence({"details": {"cue": "nas", name: SAID[name]}}, language)
    assert f"{name} –" not in told
    if name not in {"picture", "cue"}:
        assert told.count(",") >= (name not in {"before", "after"})


def test_every_value_that_a_detector_says_has_words():
    assert {view.value for view in View} - {"plain"} == VIEWS.keys()
    assert {relation.value for relation in Relation} == RELATIONS.keys()
    assert {kind.value for kind in Kind} == COLUMNS.keys()
    tables = (forms.PROTECTED, forms.BARE, forms.CABINET, forms.SHORTENED, forms.ABBREVIATED, forms.PARAGRAPH)
    assert {stands for table in tables for _, stands, _ in table} | {"broken"} == STANDS.keys()
    code = "".join(path.read_text("utf-8") for path in DETECTORS.rglob("*.py"))
    said = set(re.findall(r'(?:"by", |_by\()"([a-z-]+)"', code)) | {"agency", "government"}
    assert said == BY.keys()


@pytest.mark.parametrize(
    "details",
    [
        {"digits": "x"},
        {"check": "maybe"},
        {"by": "magic"},
        {"share": "much"},
        {"cue": "nas", "before": "far"},
        {"new": "1"},
    ],
)
def test_what_has_no_words_is_shown_as_it_stands(details: dict[str, str]):
    told = evidence({"details": details}, "en")
    assert all(f"{name} – {value}" in told for name, value in details.items())


def test_a_time_that_is_none_is_shown_as_it_stands():
    assert evidence({"details": {"public_at": "soon"}}, "en") == "public from soon on"
