import pytest

from gatepost.content.sampling import sample


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [
        (0, 3, []),
        (3, 3, [0, 1, 2]),
        (5, 3, [0, 2, 4]),
        (5, 1, [4]),
        (9, 0, []),
        (100, 8, [0, 1, 2, 3, 19, 51, 83, 99]),
    ],
)
def test_pages_are_taken_from_all_of_a_document(count: int, most: int, expected: list[int]) -> None:
    assert sample(count, most) == expected


@pytest.mark.parametrize("most", range(40))
def test_as_many_as_may_be_read_are_each_read_once_and_in_order(most: int) -> None:
    for count in (most, most + 1, 3 * most + 2, 1000):
        assert sample(count, most) == sorted(set(sample(count, most)))
        assert len(sample(count, most)) == min(count, most)
