"""A process beside the workers that carries no traffic: the gateway goes on without it, and it is started again.

It ends when this process does, however that ends: a pipe of which it holds the other end closes.
"""

import contextlib
import logging
import os
import subprocess
import time
from collections.abc import Sequence

from gatepost.proxy.children import start_told

logger = logging.getLogger(__name__)

STOP_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 2.0
_LONGEST_PAUSE_SECONDS = 300.0  # what cannot start now may in a while: its port may be another's


class Companion:
    def __init__(self, name: str, command: Sequence[str], settings: str = "") -> None:
        """`command` is followed by the number of the pipe's end; `settings` come by standard input."""
        self._name, self._command, self._settings = name, command, settings
        self._alive_read, self._alive_write = os.pipe()
        self._pause = _FIRST_PAUSE_SECONDS
        self._process = self._start()

    def look(self) -> None:
        """To be called every second or so: start it again when it has ended, after a pause that grows."""
        if self._process.poll() is None or time.monotonic() - self._started < self._pause:
            return
        logger.error("the %s ended with code %s; starting another", self._name, self._process.returncode)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
        self._process = self._start()

    def stop(self) -> None:
        """End it, and let it finish what is in it."""
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._started = time.monotonic()
        return start_told(self._settings, [*self._command, str(self._alive_read)], (self._alive_read,))
