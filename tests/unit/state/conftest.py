from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gatepost.state import State
from gatepost.testing import FakeClock
from tests.unit.state.memory import a_state


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["sqlite"])
async def state(tmp_path: Path, clock: FakeClock) -> AsyncIterator[State]:
    """An empty state of each kind: what is true of one is true of all."""
    async with a_state(tmp_path, clock) as state:
        yield state
