"""A mother and her readers as the gate knows them: processes that are started, asked, and ended.

Both live no longer than the gate does: the mother when her socket closes, a reader when its own does or when its mother is
gone. The rule to keep: a reader of which anything is wrong is ended, never asked again.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal

from gatepost.errors import GatepostError
from gatepost.model import Finding
from gatepost.readers import wire
from gatepost.readers.confinement import environment
from gatepost.readers.serving import READY

MOST_FINDINGS = 5000  # a reader tells fewer; one that goes on is not ours any more


class LostReader(GatepostError):
    """A reader ended, or could not be started (`crash`), or said what no reader says (`foreign`)."""

    def __init__(self, reason: Literal["crash", "foreign"]) -> None:
        super().__init__(f"there is no process that reads files ({reason})")
        self.reason = reason


class Child:
    """One reader. `asked` counts the posts it was given."""

    def __init__(self, channel: socket.socket, handle: int) -> None:
        self._channel, self._handle = channel, handle
        self.asked = 0

    async def ask(self, ask: wire.Ask, descriptor: int, tell: Callable[[Finding], None]) -> None:
        """Have it look into a file, and hand on what it finds as it tells it. LostReader when it does not get to the end."""
        loop = asyncio.get_running_loop()
        self.asked += ask.first
        try:
            wire.send(self._channel, ask.model_dump_json().encode(), descriptor)
            for _ in range(MOST_FINDINGS):
                packet = await loop.sock_recv(self._channel, wire.PACKET_BYTES)
                if packet == wire.DONE:
                    return
                if not packet:
                    break
                tell(wire.Told.model_validate_json(packet).finding(ask))
        except OSError:
            raise LostReader("crash") from None
        except ValueError:  # pydantic's errors are such
            raise LostReader("foreign") from None
        raise LostReader("foreign" if packet else "crash")

    @property
    def alive(self) -> bool:
        """Whether it waits to be asked."""
        try:
            self._channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False  # it ended, or speaks without being asked

    def end(self) -> None:
        """Whatever it is doing."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        os.close(self._handle)
        self._channel.close()


class Mother:
    """The process that readers are forked from, started at once and ready some seconds later."""

    def __init__(self, orders: wire.Orders) -> None:
        self._control, hers = wire.pair()
        with hers, in_memory(orders.model_dump_json().encode()) as written:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", "gatepost.readers.mother", str(hers.fileno()), str(written.fileno())],
                pass_fds=(hers.fileno(), written.fileno()),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def children(self) -> tuple[int, ...]:
        """The processes of all her readers."""
        return tuple(map(int, Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()))

    async def child(self) -> Child:
        """A reader, as soon as there is one. LostReader when the mother is gone."""
        ours, its = wire.pair()
        ours.setblocking(False)
        with suppress(OSError), its:
            wire.send(self._control, b"another", its.fileno())
        try:
            await _readable(ours)
            packet, handle = wire.receive(ours)
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise LostReader("crash") from None
            raise
        if packet != READY or handle is None:
            ours.close()
            raise LostReader("crash")
        return Child(ours, handle)

    def end(self) -> None:
        """She and all her readers are gone when this returns."""
        self._control.close()
        self._process.kill()
        self._process.wait()


def in_memory(data: bytes) -> BinaryIO:
    """A file that has this content and no name, and is gone when it is closed everywhere."""
    file = os.fdopen(os.memfd_create("gatepost"), "w+b", buffering=0)
    left = memoryview(data)
    while left:
        left = left[os.write(file.fileno(), left) :]
    return file


async def _readable(channel: socket.socket) -> None:
    """Wait until there is a packet, or the end."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(channel, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(channel)
