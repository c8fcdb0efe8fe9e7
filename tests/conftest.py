"""Needs of tests that not every machine meets, and what to do where one is missing.

`@pytest.mark.needs("chromium")` skips a test with a reason that says what to install; the reasons stand together at
the end of the run. With `GATEPOST_REQUIRE=all`, as in CI, the test fails instead: nothing goes untried unnoticed.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gatepost.readers.confinement import LAYERS, layers_here
from gatepost.readers.machine import tessdata

# Every gateway that a test starts compiles the same expressions: once is enough for all of them.
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).parent.parent / ".pytest_cache")


class Need(NamedTuple):
    met: Callable[[], bool]
    remedy: str


_FONTS = ("dejavu/DejaVuSansCondensed.ttf", "liberation/LiberationSans-Regular.ttf")


def _program(*names: str) -> Callable[[], bool]:
    """Servers and tools of the system lie in /usr/sbin, which is not on everybody's path."""
    return lambda: all(shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") for name in names)


def _runs(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


NEEDS = {
    "certutil": Need(_program("certutil"), "apt-get install libnss3-tools"),
    "chromium": Need(_program("chromium"), "apt-get install chromium"),
    "confinement": Need(
        lambda: len(layers_here()) == len(LAYERS), "a kernel with Landlock, apt-get install libseccomp2, and namespaces"
    ),
    "curl": Need(_program("curl"), "apt-get install curl"),
    "netns": Need(
        lambda: _program("ip", "nft", "unshare")() and _runs("unshare", "--net", "nft", "list", "ruleset"),
        "apt-get install nftables iproute2, and the right to make network namespaces",
    ),
    "nginx": Need(_program("nginx"), "apt-get install nginx"),
    "node": Need(_program("node"), "apt-get install nodejs"),
    "opencv-data": Need(
        Path("/usr/share/opencv4/lbpcascades/lbpcascade_frontalface.xml").exists, "apt-get install opencv-data"
    ),
    "openssl": Need(_program("openssl"), "apt-get install openssl"),
    "postgresql": Need(lambda: any(Path("/usr/lib/postgresql").glob("*/bin/postgres")), "apt-get install postgresql"),
    "prometheus": Need(_program("prometheus"), "apt-get install prometheus"),
    "promtool": Need(_program("promtool"), "apt-get install prometheus"),
    "redis": Need(_program("redis-server"), "apt-get install redis-server"),
    "root": Need(lambda: os.geteuid() == 0, "run the tests as root"),
    "squid": Need(_program("squid"), "apt-get install squid"),
    "tesseract": Need(
        lambda: (
            (tessdata() / "fra.traineddata").is_file()
            and all(Path("/usr/share/fonts/truetype", font).is_file() for font in _FONTS)
        ),
        "apt-get install tesseract-ocr-fra fonts-dejavu-extra fonts-liberation",
    ),
    "systemd-analyze": Need(_program("systemd-analyze"), "apt-get install systemd"),
}

_REQUIRED = os.environ.get("GATEPOST_REQUIRE") == "all"
_MISSING = pytest.StashKey[dict[str, int]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_MISSING] = {}


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = {name for mark in item.iter_markers("needs") for name in mark.args}
    if unknown := names - NEEDS.keys():
        pytest.fail(f"nobody knows the need {', '.join(sorted(unknown))}: add it to NEEDS in tests/conftest.py")
    missing = sorted(name for name in names if not NEEDS[name].met())
    if not missing:
        return
    reason = "; ".join(f"needs {name}: {NEEDS[name].remedy}" for name in missing)
    if _REQUIRED:
        pytest.fail(f"{reason} (GATEPOST_REQUIRE=all)", pytrace=False)
    for name in missing:
        item.config.stash[_MISSING][name] = item.config.stash[_MISSING].get(name, 0) + 1
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    missing = config.stash[_MISSING]
    if not missing:
        return
    terminalreporter.section("could not run on this machine")
    for name, count in sorted(missing.items()):
        terminalreporter.write_line(f"{count} test(s) need {name}: {NEEDS[name].remedy}")
