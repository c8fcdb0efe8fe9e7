"""A notice in one short paragraph per language."""

import pytest

from gatepost.model import Where
from gatepost.responses.sentence import LIMIT, sentence
from gatepost.responses.words import Bilingual
from gatepost.testing import a_finding, a_part
from tests.unit.responses.notices import a_coaching, a_notice


def test_it_says_what_why_where_whom_and_the_number() -> None:
    assert sentence(a_notice()) == Bilingual(
        "Not sent. Confidentiality (section 2.6). Found: a security marking (text). Ask: Web2Social team. "
        "Number: 7Q3F-ABCD",
        "Non envoyé. Confidentialité (article 2.6). Trouvé : une cote de sécurité (texte). "
        "Questions : Équipe Web2Social. Numéro : 7Q3F-ABCD",
    )


def test_a_coached_person_is_told_where_to_go_on() -> None:
    brief = sentence(a_coaching())
    assert brief.en.startswith("Not sent yet.")
    assert "To go on: http://gatepost.internal/7Q3F-ABCD" in brief.en
    assert "Pour continuer : http://gatepost.internal/7Q3F-ABCD" in brief.fr


def test_who_lacks_only_the_agreement_is_told_where_it_is() -> None:
    for notice in (a_notice, a_coaching):
        brief = sentence(notice(agreement="http://gatepost.internal/agreement"))
        assert "Read and accept it: http://gatepost.internal/agreement" in brief.en
        assert "Lisez-la et acceptez-la : http://gatepost.internal/agreement" in brief.fr
        assert "To go on" not in brief.en


@pytest.mark.parametrize("action", ["fault", "busy"])
def test_a_fault_of_ours_says_so_and_blames_nobody(action: str) -> None:
    brief = sentence(a_notice(action=action))
    assert "our fault" in brief.en
    assert "notre faute" in brief.fr
    assert "Found" not in brief.en
    assert "2.6" not in brief.en


def test_a_guideline_without_a_number_is_left_to_the_title() -> None:
    assert "section" not in sentence(a_notice(guideline="Network Use Policy")).en


@pytest.mark.parametrize("length", [0, 50, 119, 200, 5_000])
@pytest.mark.parametrize("found", [0, 1, 8])
def test_it_is_always_short_and_always_has_the_number(length: int, found: int) -> None:
    words = Bilingual("w" * length, "m" * length)
    findings = [a_finding(where=Where(part="text", page=10**page)) for page in range(found)]
    for brief in (sentence(a_coaching(title=words, contact=words, findings=findings, parts=(a_part(),))),):
        for text in (brief.en, brief.fr):
            assert len(text) <= LIMIT
            assert text.endswith("7Q3F-ABCD")
