"""The scripts that the server runs, by name: the files beside this one, each with what all of them share before it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files

from gatepost.state.base import DAYS_KEPT, HOLD_LAPSES, MINUTES_KEPT, PLACES_KEPT, RETRY_WINDOW, UPLOADS_KEPT
from gatepost.state.incidents import COACHINGS_READ
from gatepost.state.uploads import MOST_FINDINGS

COACHINGS_KEPT = timedelta(days=400)  # the longest `coach_at_most` is a year
_MOST_INCIDENTS = 200  # of one person; those of a script that is refused all day long make room for each other
_SHARED = ("keys", "incidents", "window", "places")  # each uses those before it
_DURATIONS = {
    "RETRY_WINDOW": RETRY_WINDOW,
    "HOLD_LAPSES": HOLD_LAPSES,
    "PLACES_KEPT": PLACES_KEPT,
    "MINUTES_KEPT": MINUTES_KEPT,
    "DAYS_KEPT": DAYS_KEPT,
    "UPLOADS_KEPT": UPLOADS_KEPT,
    "COACHINGS_KEPT": COACHINGS_KEPT,
}
_NUMBERS = {"COACHINGS_READ": COACHINGS_READ, "MOST_INCIDENTS": _MOST_INCIDENTS, "MOST_FINDINGS": MOST_FINDINGS}


@cache
def scripts() -> Mapping[str, str]:
    folder = files(__package__) / "scripts"
    shared = "".join((folder / "shared" / f"{name}.lua").read_text("utf-8") for name in _SHARED)
    return {
        entry.name.removesuffix(".lua"): "".join((*_constants(), shared, entry.read_text("utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".lua")
    }


def _constants() -> Iterator[str]:
    seconds = {name: kept // timedelta(seconds=1) for name, kept in _DURATIONS.items()}
    for name, value in (seconds | _NUMBERS).items():
        yield f"local {name} = {value}\n"
