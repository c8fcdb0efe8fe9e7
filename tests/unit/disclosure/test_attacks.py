"""The attacks of `bench/disclosure` on a few of its organisations, and on what a lesser protection would publish."""

from dataclasses import dataclass
from functools import cache, cached_property

import pytest

from bench.disclosure.attempts import ATTACKS, WEEK, Target, Universes, universes
from bench.disclosure.organisations import TABLES, UNIVERSES, Organisation, refusals, small
from gatepost.disclosure.divisions import tree
from gatepost.disclosure.posts import Count
from gatepost.disclosure.publication import Publication
from gatepost.disclosure.publish import USUAL

SEEDS = (0, 1, 2, 30)  # of the last, only one division posts


@cache
def target(seed: int) -> Target:
    return Target(small(seed), most=4, seed=seed)


@dataclass(frozen=True)
class Careless(Target):
    """All cells over the threshold are published, rounded to the nearest, and nothing else is withheld."""

    @cached_property
    def publication(self) -> Publication:
        safe = self.truth.cells.keys() - set(self.truth.unsafe(USUAL))
        return Publication((WEEK,), {cell: 5 * round(self.truth.posts(cell) / 5) for cell in sorted(safe)})


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_attack_recovers_a_cell(seed: int, attack: str) -> None:
    assert list(ATTACKS[attack](target(seed))) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_recovers_a_cell_of_what_was_stopped(attack: str) -> None:
    """With the tables of its own that the universe `refused` has."""
    assert list(ATTACKS[attack](Target(refusals(1), most=2, seed=1))) == []


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_both_universes_together_give_nothing_back(seed: int) -> None:
    assert list(universes(Universes(small(seed), most=4, seed=seed))) == []


def test_all_posts_beside_those_that_were_stopped_would_give_the_others_back() -> None:
    """That the universes share no post is not for the sake of order: in one division the posts of only three went out."""
    people = [("a", "refused", 40), ("a", "allowed", 3), ("b", "refused", 40), ("b", "allowed", 40)]
    counts = [
        Count(f"{outcome}-{home}-{number}", home, ("x", "personal", "2.6", outcome, "work"), 1)
        for home, outcome, most in people
        for number in range(most)
    ]
    organisation = Organisation(tree({"a": "", "b": ""}), tuple(counts))
    known = {names: Universes(organisation, most=99, names=names) for names in (UNIVERSES, ("", UNIVERSES[1]))}
    recovered = {names: {cell.division for cell, _ in universes(target)} for names, target in known.items()}
    assert recovered == {UNIVERSES: set(), ("", UNIVERSES[1]): {"a"}}


@pytest.mark.parametrize("attack", ["differences", "totals minus parts", "patterns", "metrics"])
def test_the_attacks_would_succeed_against_a_threshold_alone(attack: str) -> None:
    assert any(list(ATTACKS[attack](Careless(small(seed), most=15, seed=seed))) for seed in SEEDS)


def test_what_is_attacked_is_worth_attacking() -> None:
    """Many cells are withheld, and many are shown: neither would be a feat alone."""
    targets = [target(seed) for seed in SEEDS]
    assert all(each.unsafe for each in targets)
    safe = sum(len(each.truth.cells) - len(each.truth.unsafe(USUAL)) for each in targets)
    assert sum(len(each.publication.cells) for each in targets) > 0.4 * safe
    assert {cell.table for each in targets for cell in each.publication.cells} == {"", *TABLES}


def test_an_organisation_is_the_same_for_the_same_seed() -> None:
    again: Organisation = small(3)
    assert again.counts == target(3).organisation.counts
