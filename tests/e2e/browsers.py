"""A real Chromium behind a gateway, trusting what a desk trusts: no certificate error is ignored."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

IN_PLACE = 511  # of a page of the gateway in place of a platform's


@contextmanager
def chromium(proxy: str, trusted: Path, home: Path) -> Iterator[Browser]:
    """`trusted` holds certificates in PEM, `home` is a folder of the browser's own."""
    store = home / ".pki/nssdb"
    store.mkdir(parents=True)
    _certutil(store, "-N", "--empty-password")
    for number, ca in enumerate(trusted.read_text().split("-----END CERTIFICATE-----\n")[:-1]):
        file = home / f"{number}.pem"
        file.write_text(f"{ca}-----END CERTIFICATE-----\n")
        _certutil(store, "-A", "-n", f"lab {number}", "-t", "C,,", "-i", str(file))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            proxy={"server": proxy},
            env={**os.environ, "HOME": str(home)},
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def _certutil(store: Path, *arguments: str) -> None:
    subprocess.run(["certutil", "-d", f"sql:{store}", *arguments], check=True, capture_output=True)


def opened(page: Page, url: str) -> Response:
    """The page itself, past the notice that may wait in its place: each is shown once."""
    answer = page.goto(url)
    assert answer
    return opened(page, url) if answer.status == IN_PLACE else answer
