"""The console as a process: what it says, for whom it listens, and when it ends."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from demo.gateway import free_port
from gatepost.console.serving import serve
from gatepost.errors import GatepostError


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.8.20", "::", "console.example", ""])  # noqa: S104 - it is refused
def test_others_are_not_served_without_https(tmp_path: Path, host: str):
    with pytest.raises(GatepostError, match="without encryption"):
        serve(host, 8090, var=tmp_path / "var", store="sqlite://", tell=lambda _: None)
    assert not (tmp_path / "var").exists()


def test_it_tells_the_first_link_answers_and_ends_with_its_supervisor(tmp_path: Path):
    alive, held = os.pipe()
    port = free_port()
    settings = {"host": "127.0.0.1", "port": port, "var": str(tmp_path / "var"), "store": "sqlite://"}
    command = [sys.executable, "-m", "gatepost.console", str(alive)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, pass_fds=(alive,), stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        process.stdin.write(json.dumps(settings))
        process.stdin.close()
        told = [process.stdout.readline() for _ in range(3)]
        link = told[-1].strip()
        assert link.startswith(f"http://127.0.0.1:{port}/invitation/")
        assert b"password" in _read(link)
        os.close(held)
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert link.rpartition("/")[2] not in process.stderr.read()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        os.close(alive)


def _read(address: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(100):
        try:
            return bytes(opener.open(address, timeout=5).read())
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
