"""A gateway for one test, on a policy that is loaded once for all."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gatepost.proxy.gateway import Gateway
from gatepost.testing import FakeClock
from tests.proxy.gateways import a_gateway, end_shared_readers, loaded, shared_readers


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.proxy.gateway.load", loaded)
    monkeypatch.setattr("gatepost.proxy.gateway.Readers", lambda _reading, _count: shared_readers())


@pytest.fixture(autouse=True, scope="session")
def _readers_ended() -> Iterator[None]:
    yield
    end_shared_readers()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def gateway(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Gateway]:
    gateway = a_gateway(tmp_path / "var", clock)
    yield gateway
    await gateway.close()
