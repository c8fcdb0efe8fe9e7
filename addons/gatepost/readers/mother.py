"""The mother of readers: a process that has loaded everything once, opens no file, and forks a reader for each that is asked for.

A reader that is lost costs the milliseconds of a fork. She runs one thread only, or a fork would copy locks that nobody
opens; she has left the network, and her readers with her. The rule to keep: she never sees a stranger's byte.
"""

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path

from gatepost.content.ocr import make_ocr
from gatepost.content.readers import formats
from gatepost.content.reading import Reader
from gatepost.detectors import load_picture_detectors, look_once
from gatepost.detectors.wording.phrasebook import compile_one
from gatepost.enrolment.compiling import compiler_in
from gatepost.enrolment.enrolled import read_enrolled
from gatepost.inside import Inspector
from gatepost.pipeline import load_looking, resources_of
from gatepost.policy.load import load_policy
from gatepost.readers import privileges, wire
from gatepost.readers.machine import tessdata
from gatepost.readers.serving import serve

NICENESS = 10  # what people wait for as they type comes before what they wait for as they upload


def main() -> None:
    """`python -m gatepost.readers.mother CONTROL ORDERS`: two descriptors, as `processes.py` hands them over."""
    control, orders = socket.socket(fileno=int(sys.argv[1])), read_orders(int(sys.argv[2]))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # a terminal tells all of its processes
        signal.signal(number, signal.SIG_IGN)  # she goes when the gate has no more need of her, and not before
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries her dead
    os.nice(NICENESS)
    privileges.leave_network()
    inspector = load_inspector(orders)
    look_once(inspector.detectors)  # once for all readers
    gc.collect()
    gc.freeze()
    watch(control, inspector, orders)


def read_orders(descriptor: int) -> wire.Orders:
    with mmap(descriptor, 0, access=ACCESS_READ) as written:
        return wire.Orders.model_validate_json(written[:])


def load_inspector(orders: wire.Orders) -> Inspector:
    """Everything that reads and looks, with all libraries."""
    resources = resources_of(orders.files, load_policy(orders.files), read_enrolled(Path(orders.enrolled)))
    return Inspector(
        reader=Reader(formats=formats(), read_picture=make_ocr(tessdata())),
        detectors=load_looking(resources, compiler_in(Path(orders.cache)), orders.files),
        of_pictures=load_picture_detectors(resources),
    )


def watch(control: socket.socket, inspector: Inspector, orders: wire.Orders) -> None:
    """A reader for every socket that comes; until there is nobody left to send one."""
    mother = os.getpid()
    while True:
        _prepare_until_asked(control)
        packet, channel = wire.receive(control)
        if not packet or channel is None:
            return
        if os.fork() == 0:
            _be_reader(control, channel, inspector, orders, mother)
        os.close(channel)


def _prepare_until_asked(control: socket.socket) -> None:
    """Seconds of work in small steps: what is done now, no reader needs to do."""
    while not select.select([control], [], [], 0)[0] and compile_one():
        pass


def _be_reader(control: socket.socket, channel: int, inspector: Inspector, orders: wire.Orders, mother: int) -> None:
    """What the child does, for all of its life. What went wrong in it shows by its end: a message could tell of the file."""
    code = 1
    with suppress(BaseException):
        privileges.end_with(mother)
        control.close()
        _speak_to_nobody()
        serve(socket.socket(fileno=channel), inspector, orders.part, orders.post)
        code = 0
    os._exit(code)


def _speak_to_nobody() -> None:
    """Libraries write what they think of a file to standard error, its words included."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


if __name__ == "__main__":
    main()
