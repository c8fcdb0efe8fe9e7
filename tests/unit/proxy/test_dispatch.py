"""Events reach the add-ons that listen, in their order, as mitmproxy's own manager brings them."""

import asyncio
import logging

import pytest
from mitmproxy.exceptions import AddonHalt  # noqa: TID251 - its manager is what this one stands for
from mitmproxy.hooks import RunningHook  # noqa: TID251 - as above
from mitmproxy.master import Master  # noqa: TID251 - as above
from mitmproxy.options import Options  # noqa: TID251 - as above
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook  # noqa: TID251 - as above

from gatepost.proxy.dispatch import DirectAddonManager
from tests.proxy.gateways import a_flow


class Listener:
    def __init__(self, name: str, told: list[str], *, error: Exception | None = None) -> None:
        self.name, self._told, self._error = name, told, error

    def request(self, _: object) -> None:
        self._told.append(self.name)
        if self._error:
            raise self._error


class Waiting(Listener):
    async def request(self, _: object) -> None:  # type: ignore[override] # hooks may be either
        await asyncio.sleep(0)
        self._told.append(self.name)


class Parent:
    def __init__(self, *addons: object) -> None:
        self.addons, self.name = list(addons), "parent"


class Updated:
    name = "updated"

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def update(self, _: object) -> None:
        self._told.append("update")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
async def manager() -> DirectAddonManager:
    master = Master(Options())
    master.addons = DirectAddonManager(master)
    return master.addons


async def ask(manager: DirectAddonManager) -> None:
    await manager.handle_lifecycle(HttpRequestHook(a_flow()))


async def test_addons_are_told_in_their_order_and_waited_for(manager: DirectAddonManager, told: list[str]):
    manager.add(
        Waiting("first", told), Parent(Listener("second", told), Waiting("third", told)), Listener("last", told)
    )
    await ask(manager)
    assert told == ["first", "second", "third", "last"]


async def test_one_that_fails_does_not_keep_the_next_from_being_told(
    manager: DirectAddonManager, told: list[str], caplog: pytest.LogCaptureFixture
):
    manager.add(Listener("first", told, error=ValueError("fog")), Listener("second", told))
    await ask(manager)
    assert told == ["first", "second"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_one_may_halt_the_rest(manager: DirectAddonManager, told: list[str]):
    manager.add(Listener("first", told, error=AddonHalt()), Listener("second", told))
    await ask(manager)
    assert told == ["first"]


async def test_who_comes_and_goes_is_told_from_then_on_and_no_longer(manager: DirectAddonManager, told: list[str]):
    first, second = Listener("first", told), Listener("second", told)
    manager.add(first)
    await ask(manager)
    manager.add(second)
    await ask(manager)
    manager.remove(first)
    await ask(manager)
    assert told == ["first", "first", "second", "second"]


async def test_a_script_that_is_loaded_again_is_told_in_its_new_form(manager: DirectAddonManager, told: list[str]):
    """As mitmproxy's script loader does it: the old one is removed, the new one registered in its place."""
    old, new = Listener("script", told), Waiting("script", told)
    parent = Parent(old)
    manager.add(parent)
    await ask(manager)
    manager.remove(old)
    manager.register(new)
    parent.addons[:] = [new]
    await ask(manager)
    assert told == ["script", "script"]


async def test_an_update_is_told_where_somebody_listens_to_it(manager: DirectAddonManager, told: list[str]):
    manager.add(Updated(told))
    await ask(manager)
    assert told == ["update"]
    await manager.trigger_event(RunningHook())
    assert told == ["update"]
