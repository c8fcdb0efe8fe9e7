"""Gateways in this process, on policies that are loaded once."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.proxy.gateways import end_shared_readers, loaded, shared_readers
from tests.proxy.wire import Wire, gateway_between

type StartWire = Callable[..., AbstractAsyncContextManager[Wire]]


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.proxy.gateway.load", loaded)
    monkeypatch.setattr("gatepost.proxy.gateway.Readers", lambda _reading, _count: shared_readers())


@pytest.fixture(autouse=True, scope="session")
def _readers_ended() -> Iterator[None]:
    yield
    end_shared_readers()


@pytest.fixture
def start_wire(tmp_path: Path) -> StartWire:
    return partial(gateway_between, tmp_path / "var")


@pytest.fixture
async def wire(start_wire: StartWire) -> AsyncIterator[Wire]:
    async with start_wire() as wire:
        yield wire
