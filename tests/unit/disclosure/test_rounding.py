import numpy as np
import pytest

from gatepost.disclosure.rounding import cell_key, post_key, rounded

SECRET = b"sixteen bytes ok"


@pytest.mark.parametrize("value", range(40))
def test_a_figure_is_a_multiple_of_five_less_than_five_away(value: int) -> None:
    for key in range(10):
        assert rounded(value, key) % 5 == 0
        assert abs(rounded(value, key) - value) < 5


@pytest.mark.parametrize("value", range(10, 20))
def test_figures_are_right_on_average(value: int) -> None:
    assert sum(rounded(value, key) for key in range(1000)) == value * 1000


def test_a_multiple_of_five_stays() -> None:
    assert {rounded(35, key) for key in range(10)} == {35}


def test_the_same_posts_have_the_same_key_in_any_order() -> None:
    keys = np.array([post_key(SECRET, "w", str(number)) for number in range(50)], dtype=np.uint64)
    assert cell_key(keys) == cell_key(keys[::-1]) == sum(keys.tolist()) % 2**64


def test_one_post_more_is_another_key() -> None:
    keys = np.array([post_key(SECRET, "w", str(number)) for number in range(50)], dtype=np.uint64)
    assert cell_key(keys) != cell_key(keys[:-1])


def test_a_key_tells_apart_where_one_word_ends() -> None:
    assert post_key(SECRET, "ab", "c") != post_key(SECRET, "a", "bc")


def test_without_the_secret_nobody_can_tell_a_key() -> None:
    assert post_key(SECRET, "w", "p") != post_key(b"another secret..", "w", "p")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        post_key(b"short", "w")


def test_keys_send_figures_up_as_often_as_they_should() -> None:
    up = sum(rounded(12, post_key(SECRET, str(number))) == 15 for number in range(5000))
    assert 0.37 < up / 5000 < 0.43
