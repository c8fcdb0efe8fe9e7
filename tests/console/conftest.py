"""The console as it is served, in a real browser: one server for all tests, on a fresh SQLite store."""

import shutil
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from gatepost.clock import SystemClock
from gatepost.console import accounts, passwords
from gatepost.console.roles import EVERY_ROLE
from gatepost.console.visit import Console
from gatepost.model import Event
from gatepost.store.opening import writing
from gatepost.testing import FakeClock
from tests.console.serving import serving
from tests.console.stage import NOW, a_console, set_stage
from tests.unit.cli.gateways import a_worker

expect.set_options(timeout=15_000)  # milliseconds: a machine with much else to do is slow, and no less right
LOGIN, PASSWORD = "t.roy", "seven maple leaves in the fog"


class Served(NamedTuple):
    url: str
    console: Console


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """With one account, which has every role, so that one person sees every page."""
    with a_console(tmp_path_factory.mktemp("console") / "var", SystemClock()) as console:
        with writing(console.db) as db:
            divisions = ("Labour Statistics", "Prix à la consommation")
            account = accounts.create(
                db, login=LOGIN, roles=EVERY_ROLE, now=console.clock.now(), sworn=True, divisions=divisions
            )
            accounts.set_password(db, account, passwords.hashed(PASSWORD))
        a_worker(console.var)
        with serving(console) as url:
            yield Served(url, console)


class Staged(NamedTuple):
    """An agency with people and incidents, on a Wednesday that does not end."""

    url: str
    console: Console
    incidents: list[Event]


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staged]:
    with a_console(tmp_path_factory.mktemp("staged") / "var", FakeClock(NOW)) as console:
        incidents = set_stage(console)
        with serving(console) as url:
            yield Staged(url, console, incidents)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: a loop of its own runs in the thread for as long as it is there, and no other can."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
