"""Eight processes on one person's window, and some of them killed: the long version is `python -m bench state`."""

from datetime import timedelta
from pathlib import Path

from bench.hammer import hammer
from gatepost.state.base import HOLD_LAPSES
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE, connect
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import a_state, posts_today


def test_never_more_is_let_through_than_the_threshold_and_never_much_less(url: str, tmp_path: Path):
    hammered = hammer(url, tmp_path, threshold=400, kills=6)
    assert hammered.killed == 6
    assert hammered.holds, hammered


async def test_what_killed_processes_held_is_given_back_and_what_was_settled_stays(tmp_path: Path):
    hammered = hammer("sqlite://", tmp_path, threshold=200, kills=6)
    db = connect(tmp_path / "state.sqlite3", STATE, wait_ms=1000)
    for _ in forget(db, A_TUESDAY + HOLD_LAPSES + timedelta(seconds=1)):
        pass
    assert db.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    db.close()
    async with a_state(tmp_path) as state:
        assert hammered.through - hammered.killed <= await posts_today(state) <= hammered.through
