"""What stands behind "until"."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.embargo.bounds import Bound, Kind, bound_at, events_of
from gatepost.folding import fold

EVENTS = events_of(shipped_resources())


def bound(text: str) -> Bound | None:
    return bound_at(fold(text)[0], 0, EVENTS)


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        (" Friday 8:30", Kind.CLOCK, "friday T08:30"),
        (" March 3", Kind.DATE, "03-03"),
        (" le 14", Kind.DAY, "--14"),
        (" Monday", Kind.DAY, "monday"),
        (" the news conference, 3 pm", Kind.EVENT, "T15:00"),
    ],
)
def test_a_moment_bounds_with_its_time(text: str, kind: Kind, form: str) -> None:
    found = bound(text)
    assert found is not None
    assert found.moment is not None
    assert (found.kind, found.moment.form) == (kind, form)
    assert found.end == found.moment.end


@pytest.mark.parametrize(
    "text",
    [
        " further notice",
        " nouvel ordre",
        " this time",
        " the official announcement",
        " publication",
        " after the speech",
        " la fin du discours",
        " the Minister rises in the House",
        " que la ministre prenne la parole",
        " their publication",
        " they are published",
        " l'heure officielle de diffusion",
        " the band's own post",
    ],
)
def test_an_event_that_the_press_waits_for_bounds(text: str) -> None:
    found = bound(text)
    assert found is not None
    assert (found.kind, found.moment) == (Kind.EVENT, None)


@pytest.mark.parametrize("text", [" her wedding", " garbage day", " le mariage de ma soeur"])
def test_an_event_that_only_the_sentence_names_bounds_less(text: str) -> None:
    found = bound(text)
    assert found is not None
    assert found.kind is Kind.NAMED


@pytest.mark.parametrize(
    "text",
    [
        " you ask",
        " checking facts",
        " d'avoir vérifié",
        " after you ask",
        " the timer rings",
        " we pay",
        " the doors open",
    ],
)
def test_what_somebody_does_bounds_nothing(text: str) -> None:
    assert bound(text) is None
