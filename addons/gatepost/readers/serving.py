"""One reader: a process that is asked to look into one file after another, and tells what it finds as it finds it.

It confines itself before the first byte of a file. The rule to keep: whatever a file does to this process, the gate has been
told everything that was found before, so nothing is kept back to be told at the end.
"""

import os
import socket
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from mmap import ACCESS_READ, mmap

from gatepost.content.budget import Allowance, Budget
from gatepost.content.format import Data
from gatepost.folding import text_item
from gatepost.inside import Inspector
from gatepost.model import Finding, Role, Where
from gatepost.readers import wire
from gatepost.readers.confinement import allow_seconds, confine

MOST_ALIKE = 20  # findings of one name in a file: more tell a reviewer nothing new, and must not crowd out others
MOST_OF_A_LABEL = 100
READY = b"ready"


def serve(channel: socket.socket, inspector: Inspector, part: Allowance, post: Allowance) -> None:
    """Answer until the other end is closed. Says first that it is ready, with a handle by which it can be ended."""
    handle = os.pidfd_open(os.getpid())
    confine()
    wire.send(channel, READY, handle)
    os.close(handle)
    budget = Budget(post, time.monotonic)
    while received := _next(channel):
        ask, descriptor = received
        allow_seconds(part.seconds)
        if ask.first:
            budget = Budget(post, time.monotonic)
        for finding in _enough(_look(inspector, ask, descriptor, Budget(part, time.monotonic, within=budget))):
            channel.send(wire.packet_of(finding))
        channel.send(wire.DONE)


def _next(channel: socket.socket) -> tuple[wire.Ask, int] | None:
    packet, descriptor = wire.receive(channel)
    if not packet or descriptor is None:
        return None
    return wire.Ask.model_validate_json(packet), descriptor


def _look(inspector: Inspector, ask: wire.Ask, descriptor: int, budget: Budget) -> Iterator[Finding]:
    try:
        size = os.fstat(descriptor).st_size
        data: Data = mmap(descriptor, size, access=ACCESS_READ) if size else b""
    finally:
        os.close(descriptor)
    if isinstance(data, bytes):
        return
    with closing(data):
        if ask.role is Role.ATTACHMENT:
            yield from inspector.look_inside(ask.part, data, budget, ask.labels)
        else:
            text = data[:].decode(errors="replace")
            yield from inspector.look_at(text_item(Where(part=ask.part), text, ask.role), ask.labels)


def _enough(findings: Iterable[Finding]) -> Iterator[Finding]:
    """So many of each name and of each label, the first ones; what is excepted counts apart, and crowds out nothing else."""
    names, labels = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for finding in findings:
        name, label = ((told, bool(finding.excepted)) for told in (finding.name, finding.label))
        names[name] += 1
        labels[label] += 1
        if names[name] <= MOST_ALIKE and labels[label] <= MOST_OF_A_LABEL:
            yield finding
