"""Gateways in this process, on policies that are loaded once."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.proxy.gateways import loaded
from tests.proxy.wire import Wire, gateway_between

type StartWire = Callable[..., AbstractAsyncContextManager[Wire]]


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.proxy.gateway.load", loaded)


@pytest.fixture
def start_wire(tmp_path: Path) -> StartWire:
    return partial(gateway_between, tmp_path / "var")


@pytest.fixture
async def wire(start_wire: StartWire) -> AsyncIterator[Wire]:
    async with start_wire() as wire:
        yield wire
