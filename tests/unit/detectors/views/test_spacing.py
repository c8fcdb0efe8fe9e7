"""Words spelt with gaps, or broken, are made whole; words that only stand side by side are left alone."""

import pytest

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import text_item
from gatepost.model import Where


def seen(text: str, view: View) -> Reading | None:
    return next((one for one in readings(text_item(Where(part="text"), text)) if one.view is view), None)


@pytest.mark.parametrize(
    ("written", "closed"),
    [
        ("see P R O T E C T E D  B now", "see protected b now"),
        ("P.R.O.T.É.G.É B", "protege b"),
        ("P R O T É G É B", "protegeb"),
        ("s-e-c-r-e-t // C-E-O", "secret // ceo"),
        ("S\nE\nC\nR\nE\nT", "secret"),
        ("S O U S\nE M B A R G O", "sous\nembargo"),
        ("S I N 0 4 6 4 5 4 2 8 6", "sin 046454286"),
        ("U🌲S🌲A🌲G🌲E i🌲n🌲t🌲e🌲r🌲n🌲e", "usage interne"),
        ("S-E.C/R_E~T", "secret"),
        ("not a d-r-a-f-t", "not a draft"),
        ("p a s s e : H i b o u", "passe : hibou"),
        ("c'est s.e.c.r.e.t c'est", "c'est secret c'est"),
        ("PR OT EC TE D B", "protected b"),
        ("f . l . a . g", "flag"),
        ("SSEECCRREETT BB", "secret bb"),
    ],
)
def test_spelt_words_are_closed_up(written: str, closed: str) -> None:
    reading = seen(written, View.SPACED)
    assert reading is not None
    assert reading.folded == closed


@pytest.mark.parametrize(
    "written",
    [
        "I am a cat",
        "plan B is on",
        "A/B test",
        "24 h 30 min",
        "",
        "jusqu'à 8 h",
        "st@t*c@n",
        "y a-t-il",
        "we go up to the hill",
    ],
)
def test_ordinary_text_has_no_spelt_words(written: str) -> None:
    assert seen(written, View.SPACED) is None


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("PRO.TEC.TED B", "protected b"),
        ("prot/ected", "protected"),
        ("PRO-\nTECTED B", "protected b"),
        ("Stat🐟istique Ca🐟nada", "statistique canada"),
        ("inter+nal", "internal"),
    ],
)
def test_broken_words_are_joined(written: str, joined: str) -> None:
    reading = seen(written, View.JOINED)
    assert reading is not None
    assert reading.folded == joined


@pytest.mark.parametrize(
    "written",
    [
        "see www.example.ca/page",
        "notes.example.ca",
        "plan.pdf",
        "up-to-date",
        "me@mail.example.org",
        "a/b",
        "he/she",
        "jo.ann-roy@mail",
    ],
)
def test_addresses_files_and_compounds_are_not_joined(written: str) -> None:
    assert seen(written, View.JOINED) is None


def test_what_is_closed_up_keeps_its_places() -> None:
    reading = seen("étape 1 : S.E.C.R.E.T 👀", View.SPACED)
    assert reading is not None
    start = reading.folded.index("secret")
    left, right = reading.span(start, start + len("secret"))
    assert reading.original[left:right] == "S.E.C.R.E.T"
    assert reading.written(start, start + 1) == "S"
