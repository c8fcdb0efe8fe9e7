from gatepost.disclosure.across import Fault, fault
from gatepost.disclosure.blocks import Block
from gatepost.disclosure.divisions import tree
from gatepost.disclosure.posts import Group
from gatepost.disclosure.safety import Safety
from tests.unit.disclosure.making import everyone, some_posts

SAFETY = Safety(people=10)


def single(group: Group) -> list[list[Block]]:
    return [[frozenset({category}) for category in range(len(names))] for names in group.week.names]


def found(people: dict[str, int]) -> tuple[int, str, int] | None:
    """The fault among single categories, with the category's name."""
    group = everyone(some_posts(people, tree({})))
    wrong = fault(group, single(group), SAFETY)
    return wrong and (wrong.table, group.week.names[wrong.table][min(wrong.block)], wrong.other)


def test_tables_that_cut_across_each_other_give_nothing_away() -> None:
    assert found({"/x/work": 20, "/x/own": 20, "/y/work": 20, "/y/own": 20}) is None


def test_tables_that_are_the_same_give_nothing_away() -> None:
    assert found({"/x/work": 20, "/y/own": 20}) is None


def test_a_few_beside_a_platform_that_is_always_professional_are_found() -> None:
    people = {"/linkedin/professional": 30, "/x/professional": 3, "/x/personal": 40}
    assert found(people) == (1, "personal", 0)  # who is on x and not personal are the three


def test_enough_beside_it_are_no_fault() -> None:
    assert found({"/linkedin/professional": 30, "/x/professional": 13, "/x/personal": 40}) is None


def test_several_blocks_that_lie_within_one_are_taken_from_it_together() -> None:
    refused = {"/2.3/coached": 20, "/2.4/coached": 20, "/2.5/coached": 4, "/2.5/refused": 20, "/none/allowed": 50}
    assert found(refused) is not None
    assert found(refused | {"/2.5/coached": 14}) is None


def test_blocks_that_are_known_together_are_not_taken_apart() -> None:
    people = {"/linkedin/professional": 30, "/x/professional": 3, "/x/personal": 40}
    group = everyone(some_posts(people, tree({})))
    assert fault(group, [[frozenset({0, 1})], single(group)[1]], SAFETY) is None


def test_a_fault_names_the_block_and_both_tables() -> None:
    people = {"/linkedin/professional": 30, "/x/professional": 3, "/x/personal": 40}
    group = everyone(some_posts(people, tree({})))
    personal = group.week.names[1].index("personal")
    assert fault(group, single(group), SAFETY) == Fault(table=1, block=frozenset({personal}), other=0)
