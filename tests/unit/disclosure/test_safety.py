import numpy as np
import pytest

from gatepost.disclosure.safety import Safety

SAFETY = Safety(people=10)


def safe(*posts: int) -> bool:
    return SAFETY.of(np.array([posts]))


def test_ten_people_are_enough_and_nine_are_not() -> None:
    assert safe(*[1] * 10)
    assert not safe(*[5] * 9)


def test_who_posted_nothing_is_nobody() -> None:
    assert not safe(*[1] * 9, 0, 0, 0)


def test_nobody_is_not_safe() -> None:
    assert not safe()
    assert not safe(*[0] * 20)


@pytest.mark.parametrize(("first", "expected"), [(1, True), (8, True), (9, False), (500, False)])
def test_one_who_posts_more_than_all_but_the_second_is_protected(first: int, expected: bool) -> None:
    assert safe(first, *[1] * 9) is expected


def test_the_second_cannot_work_out_the_first_by_taking_their_own_away() -> None:
    assert not safe(50, 50, *[1] * 8)
    assert safe(50, 50, 50, *[1] * 7)


def test_columns_are_judged_each_by_itself() -> None:
    columns = np.array([[[1, 1, 9]] * 9 + [[1, 0, 9], [0, 0, 200]]])
    assert SAFETY.of_columns(columns).tolist() == [True, False, False]


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        Safety(people=2)


def test_a_person_with_a_name_in_each_of_two_periods_may_be_one() -> None:
    nine, ten = [1] * 9 + [0] * 10, [0] * 9 + [1] * 10
    assert not SAFETY.of(np.array([nine, nine[::-1]]))
    assert SAFETY.of(np.array([nine, ten]))


def test_the_largest_of_two_periods_may_be_one() -> None:
    posts = np.array([[5] + [1] * 9, [5] + [1] * 9])
    assert all(SAFETY.of(period[None, :]) for period in posts)
    assert SAFETY.of(posts)
    posts[:, 0] = 9
    assert not SAFETY.of(posts)
