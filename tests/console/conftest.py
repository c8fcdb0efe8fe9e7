"""The console as it is served, in a real browser: one server for all tests, on a fresh SQLite store."""

import shutil
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from gatepost.clock import SystemClock
from gatepost.console import accounts, passwords
from gatepost.console.access import AccessLog
from gatepost.console.app import create_app
from gatepost.console.config import Config
from gatepost.console.database import open_database
from gatepost.console.roles import EVERY_ROLE
from gatepost.console.visit import Console
from gatepost.store.opening import writing
from tests.unit.cli.gateways import a_worker

LOGIN, PASSWORD = "t.roy", "seven maple leaves in the fog"


class Served(NamedTuple):
    url: str
    console: Console


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """With one account, which has every role, so that one person sees every page."""
    var, clock = tmp_path_factory.mktemp("console") / "var", SystemClock()
    db, access = open_database("sqlite://", var), AccessLog(var, clock)
    console = Console(var=var, store="sqlite://", config=Config(), db=db, clock=clock, access=access)
    with writing(db) as connection:
        divisions = ("Labour Statistics", "Prix à la consommation")
        account = accounts.create(
            connection, login=LOGIN, roles=EVERY_ROLE, now=clock.now(), sworn=True, divisions=divisions
        )
        accounts.set_password(connection, account, passwords.hashed(PASSWORD))
    a_worker(var)
    with serving(console) as url:
        yield Served(url, console)
    access.close()
    db.dispose()


class serving:  # noqa: N801 - used as a context
    """A console on a port of its own, in a thread."""

    def __init__(self, console: Console) -> None:
        config = uvicorn.Config(create_app(console), host="127.0.0.1", port=0, log_config=None, access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: a loop of its own runs in the thread for as long as it is there, and no other can."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
