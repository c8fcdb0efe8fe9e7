"""Words in pieces are put together where they are worth hiding; pieces of anything else stay."""

import pytest

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import View
from gatepost.folding import text_item
from gatepost.model import Where


def put_together(text: str) -> str | None:
    made = [one for one in readings(text_item(Where(part="text"), text)) if one.view is View.SYLLABLES]
    return made[0].folded if made else None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("EM\nBAR\nGO\nuntil noon", "embargo\nuntil noon"),
        ("ribbon = EM – BAR – GO, gone at nine", "ribbon = embargo, gone at nine"),
        ("Con.fiden.tial_when_com.ple.ted", "confidential when_completed"),
        ("conf.\niden.\ntial\nonce read", "confidential\nonce read"),
        ("Cote : PRO/TÉ/GÉ/B", "cote : protege b"),
        ("P-R-O-T\nE-C-T\nE-D\nB", "protected\nb"),
        ("St/at/is/ti/cs Ca/na/da", "statistics canada"),
        ("on be[h]alf of St[a]t[i]stics", "on behalf of statistics"),
    ],
)
def test_a_hidden_word_is_made_whole(written: str, read: str) -> None:
    assert put_together(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "red/blue/green",
        "to be\nor not\nto be",
        "a - b - c, as easy as that",
        "private/secret/public rooms",
        "a secret.\nNo.\nMore.",
        "see figures [a] and [b]",
        "l'employé(e) et le (la) collègue",
    ],
)
def test_other_pieces_stay_apart(text: str) -> None:
    assert put_together(text) is None


def test_a_word_made_whole_stands_where_its_pieces_stood() -> None:
    text = "so: EM – BAR – GO!"
    (made,) = (one for one in readings(text_item(Where(part="text"), text)) if one.view is View.SYLLABLES)
    start = made.folded.index("embargo")
    left, right = made.span(start, start + len("embargo"))
    assert text[left:right] == "EM – BAR – GO"
