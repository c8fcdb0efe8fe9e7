"""Holds are on record before they hold, none is lost to another, and none is written that could not be read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gatepost.errors import GatepostError
from gatepost.events.holds import Hold, add_hold, end_hold, read_holds
from gatepost.testing import A_TUESDAY


def a_hold(number: int = 1, reason: str = "a request") -> Hold:
    return Hold(id=f"h-{number}", scope="incident", of=f"event {number}", reason=reason, by="rose", at=A_TUESDAY)


def quietly() -> None:
    """Nothing is put on record."""


def test_a_hold_that_cannot_be_recorded_does_not_hold_and_goes_on_holding(tmp_path: Path):
    def full() -> None:
        raise GatepostError("no space")

    with pytest.raises(GatepostError, match="no space"):
        add_hold(tmp_path, a_hold(), full)
    assert read_holds(tmp_path) == ()
    add_hold(tmp_path, a_hold(), quietly)
    with pytest.raises(GatepostError, match="no space"):
        end_hold(tmp_path, "h-1", full)
    assert read_holds(tmp_path) == (a_hold(),)


def test_none_is_lost_when_many_are_put_and_released_at_once(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: add_hold(tmp_path, a_hold(number), quietly), range(20)))
        done = list(pool.map(lambda number: end_hold(tmp_path, f"h-{number}", quietly), range(10)))
    assert all(done)
    assert {hold.id for hold in read_holds(tmp_path)} == {f"h-{number}" for number in range(10, 20)}


def test_what_is_not_held_is_not_released(tmp_path: Path):
    recorded: list[str] = []
    assert not end_hold(tmp_path, "h-9", lambda: recorded.append("released"))
    assert recorded == []


def test_more_than_can_be_read_is_never_written(tmp_path: Path):
    add_hold(tmp_path, a_hold(), quietly)
    with pytest.raises(GatepostError, match="too many"):
        add_hold(tmp_path, a_hold(2, "é" * 200_000), quietly)
    assert read_holds(tmp_path) == (a_hold(),)
