"""A command of ours and its settings -> a process that is told them, and tells nobody else.

The rule to keep: settings go to a child's standard input and never on its command line. They have the addresses of
stores and states, passwords included, and everybody on a machine may read the command lines of all its processes.
"""

import contextlib
import subprocess
import sys
from collections.abc import Sequence


def start_told(settings: str, command: Sequence[str], pass_fds: Sequence[int]) -> "subprocess.Popen[bytes]":
    """Start a child that begins with `settings_told`. One that ends before it has read them shows by ending."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=pass_fds)  # noqa: S603 - our own modules
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(settings.encode())
    return process


def settings_told() -> str:
    """In the child: what it was told."""
    return sys.stdin.read()
