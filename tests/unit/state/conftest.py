from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gatepost.state import State, open_state
from gatepost.state.redis import server
from gatepost.testing import FakeClock
from tests.unit.state.servers import RedisServer, a_server


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A server that tests share: it is neither stopped nor frozen."""
    with a_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def redis_server(running_server: RedisServer) -> RedisServer:
    """The shared server with nothing in it."""
    running_server.flush()
    return running_server


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that runs all tests at once is slower than any gateway, and that is not what they are about."""
    monkeypatch.setattr(server, "_WAIT_SECONDS", 10.0)


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.needs("redis"))])
def url(request: pytest.FixtureRequest, patience: None) -> str:
    """Where an empty state of each kind is: what is true of one is true of all."""
    return "sqlite://" if request.param == "sqlite" else request.getfixturevalue("redis_server").url


@pytest.fixture
async def state(url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[State]:
    state = open_state(url, tmp_path, clock)
    yield state
    await state.close()


@pytest.fixture
async def another(url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[State]:
    """The same state, as another worker has it."""
    another = open_state(url, tmp_path, clock)
    yield another
    await another.close()
