"""A console on a port of its own, and people who are signed in to it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Page

from gatepost.console import accounts, sessions
from gatepost.console.app import create_app
from gatepost.console.visit import Console
from gatepost.store.opening import writing


@contextmanager
def serving(console: Console) -> Iterator[str]:
    """The address at which a thread serves it."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(console), host="127.0.0.1", port=0, log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def be(page: Page, who: str, console: Console, url: str) -> None:
    """Have a browser be somebody's who is signed in already; nobody's, without a login."""
    page.context.clear_cookies()
    if not who:
        return
    with writing(console.db) as db:
        account = accounts.by_login(db, who)
        assert account
        token = sessions.begin(db, account.id, console.clock.now())
    page.context.add_cookies([{"name": console.cookie, "value": token, "url": url}])
