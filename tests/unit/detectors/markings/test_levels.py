"""The words and letters of the levels, as they are written on documents."""

import pytest

from gatepost.detectors.markings.levels import abbreviated, bare, paragraph_marks, protected, shortened
from gatepost.folding import text_item
from gatepost.model import Where


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Protected B", ["protected-b"]),
        ("PROTÉGÉ « A »", ["protected-a"]),
        ("PROTECTED - C", ["protected-c"]),
        ("PROTECTED/B", ["protected-b"]),
        ("Protected: B", ["protected-b"]),
        ("Prot. C", ["protected-c"]),
        ("ProtB", ["protected-b"]),
        ("renseignements protégés B", ["protected-b"]),
        ("désigné B", ["protected-b"]),
        ("PROTECIED B", ["protected-b"]),  # misread by a scanner
        ("PROTECTED A, Protected B", ["protected-a", "protected-b"]),
        ("il protégea", []),
        ("elle protège à peine", []),
        ("it protected B.C. salmon", []),
        ("protected: a) Roy b) Lee", []),
        ("are you protected? B vitamins", []),
        ("overprotected b", []),
    ],
)
def test_a_protected_level_is_named_in_one_stretch(text: str, values: list[str]) -> None:
    assert [level.value for level in protected(text_item(Where(part="text"), text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("SECRET", ["secret"]),
        ("Top-Secret", ["top-secret"]),
        ("très secret", ["top-secret"]),
        ("Confidentiel / Confidential", ["confidential", "confidential"]),
        ("secretary, confidentiality", []),
    ],
)
def test_a_bare_level_is_a_word(text: str, values: list[str]) -> None:
    assert [level.value for level in bare(text_item(Where(part="text"), text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("(S) The offer stands.", ["secret"]),
        ("1.2 (TS) The source.", ["top-secret"]),
        ("- (P/B) The list.", ["protected-b"]),
        ("(C) The first.\n(U) The second.", ["confidential"]),
        ("(C) 2026 a press", []),
        ("(S) two left\n(M) none", []),
        ("group (S) meets", []),
    ],
)
def test_a_paragraph_mark_stands_before_a_paragraph(text: str, values: list[str]) -> None:
    assert [level.value for level in paragraph_marks(text_item(Where(part="text"), text))] == values


def test_a_level_is_where_it_is_named() -> None:
    [level] = protected(text_item(Where(part="text"), "see PROTECTED B."))
    assert (level.start, level.end) == (4, 15)


def test_an_abbreviation_is_a_level_before_the_signs_of_a_banner() -> None:
    assert [
        level.value for level in abbreviated(text_item(Where(part="text"), "TS//SI//CEO\nS // NATO\nhttps://x"))
    ] == [
        "top-secret",
        "secret",
    ]


def test_pro_b_is_a_level_alone_on_its_line() -> None:
    assert [level.value for level in shortened(text_item(Where(part="text"), "slide 1\n  Pro B\nPro A league"))] == [
        "protected-b"
    ]


def test_strokes_over_a_letter_leave_it_one_and_accents_do_not() -> None:
    assert list(protected(text_item(Where(part="text"), "PROTECTED A\u0336")))
    assert not list(protected(text_item(Where(part="text"), "il protège a\u0300")))
