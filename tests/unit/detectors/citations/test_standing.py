"""A name is a source by what stands beside it. `A` is written over the agency, `P` over programmes, `O` over others."""

import pytest

from gatepost.detectors.citations.standing import Standing, sources


def standings(text: str, *, attributing: str = "", denying: str = "") -> list[Standing]:
    def places(part: str) -> list[tuple[int, int]]:
        return [(text.index(part), text.index(part) + len(part))] if part else []

    return [source.standing for source in sources(text, places(attributing), places(denying))]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("rents up 5 % (AAAAAAA)", Standing.SURELY),
        ("rents up 5 % (AAAAAAA, table 3) and so on", Standing.SURELY),
        ("rents up 5 % - AAAAAAA", Standing.SURELY),
        ("AAAAAAA: rents up 5 %", Standing.SURELY),
        ("AAAAAAA just broke me, 63 % live at home", Standing.LIKELY),
        ("i left AAAAAAA", Standing.LIKELY),
        ("12 people at AAAAAAA", Standing.NAMED),
        ("bought a AAAAAAA mug", Standing.NAMED),
        ("le webinaire de AAAAAAA", Standing.NAMED),
        ("AAAAAAA's chess team", Standing.NAMED),
        ("panier de l'PPP a 2 %", Standing.LIKELY),
        ("OOO says 5 %", Standing.NOT),
        ("FFFFF says 5 %", Standing.NOT),
    ],
)
def test_signs_and_places_tell(text: str, standing: Standing) -> None:
    assert standings(text) == [standing]


def test_names_beside_each_other_are_one_source() -> None:
    assert standings("per AAAAAAA's PPPPPP", attributing="per AAAAAAA") == [Standing.SURELY] * 2


def test_who_is_said_not_to_be_a_source_is_none() -> None:
    assert standings("PPP, not a shady OOO") == [Standing.LIKELY]


def test_a_phrase_of_attribution_makes_a_source() -> None:
    assert standings("people at AAAAAAA say 5 %", attributing="AAAAAAA say") == [Standing.SURELY]


def test_a_phrase_that_denies_it_is_stronger() -> None:
    text = "AAAAAAA should say 5 %"
    assert standings(text, attributing="AAAAAAA should say", denying="AAAAAAA should") == [Standing.NOT]


def test_what_is_behind_a_bracket_denies_nothing() -> None:
    assert standings("up 9 %. (AAAAAAA) my pay", denying="AAAAAAA) my pay") == [Standing.SURELY]
