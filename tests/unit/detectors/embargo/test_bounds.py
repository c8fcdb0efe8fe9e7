"""What stands behind "until"."""

import pytest

from gatepost.detectors.embargo.bounds import bound_at
from gatepost.folding import fold


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (" Friday 8:30", "friday T08:30"),
        (" le 14", "--14"),
        (" the news conference, 3 pm", "T15:00"),
    ],
)
def test_a_moment_bounds_with_its_time(text: str, form: str) -> None:
    bound = bound_at(fold(text)[0], 0)
    assert bound is not None
    assert bound.moment is not None
    assert (bound.surely, bound.moment.form) == (True, form)


@pytest.mark.parametrize(
    "text", [" further notice", " nouvel ordre", " this time", " the official announcement", " publication"]
)
def test_an_event_that_all_wait_for_bounds_surely(text: str) -> None:
    bound = bound_at(fold(text)[0], 0)
    assert bound is not None
    assert (bound.surely, bound.moment) == (True, None)


@pytest.mark.parametrize(
    "text", [" after the speech", " la fin du discours", " her wedding", " earth day", " le jour de la Terre"]
)
def test_an_event_that_the_sentence_names_bounds_less_surely(text: str) -> None:
    bound = bound_at(fold(text)[0], 0)
    assert bound is not None
    assert not bound.surely


@pytest.mark.parametrize(
    "text", [" you ask", " checking facts", " d'avoir vérifié", " after you ask", " the timer rings", " we pay"]
)
def test_what_somebody_does_bounds_nothing(text: str) -> None:
    assert bound_at(fold(text)[0], 0) is None
