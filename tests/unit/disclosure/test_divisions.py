import pytest

from gatepost.disclosure.divisions import AGENCY, tree

TREE = tree({"field": "", "east": "field", "west": "field", "halifax": "east", "office": ""})


def test_a_division_and_all_below_it_are_neighbours() -> None:
    inside = {name for name, place in TREE.places.items() if TREE.places["field"] <= place < TREE.ends["field"]}
    assert inside == {"field", "east", "west", "halifax"}


def test_every_division_stands_once_under_its_own() -> None:
    assert TREE.children == {
        "": ("field", "office"),
        "field": ("east", "west"),
        "east": ("halifax",),
        "west": (),
        "halifax": (),
        "office": (),
    }
    assert sorted(TREE.places.values()) == list(range(6))


def test_the_way_up_ends_at_the_agency() -> None:
    assert list(TREE.upwards("halifax")) == ["halifax", "east", "field", AGENCY]


def test_a_division_that_nobody_named_is_the_agencys() -> None:
    assert TREE.place("nowhere") == TREE.place(AGENCY)
    assert list(TREE.upwards("nowhere")) == [AGENCY]
    assert tree({"lost": "nowhere"}).children[AGENCY] == ("lost",)


def test_a_circle_is_refused_and_names_who_is_in_it() -> None:
    with pytest.raises(ValueError, match="circle: a, b"):
        tree({"a": "b", "b": "a", "c": ""})


def test_a_division_under_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        tree({"a": "a"})


def test_a_very_deep_directory_is_no_trouble() -> None:
    deep = tree({f"d{number}": f"d{number - 1}" if number else "" for number in range(20_000)})
    assert deep.ends["d0"] == 20_001
