"""What goes over the wire between the gate and a reader: a question with a file, and what is found in it, one by one.

Each message is one packet of a Unix socket that keeps packets apart, so that nothing needs cutting; a file goes as a
descriptor and is never copied. The rule to keep: a reader that has opened a file is the stranger's, so each of its packets
is checked like any request, and what does not fit ends it.
"""

import array
import os
import re
import socket
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gatepost.content.budget import Allowance
from gatepost.facts import Fact, is_fact
from gatepost.model import Finding, Role, Where
from gatepost.policy.vocabulary import LABELS, Name, known_finding, known_label

PACKET_BYTES = 32 * 1024
LONGEST = 200  # characters of a value
LONGEST_EXCERPT = 1000
MOST_FACTS = 20
MOST_EXCEPTED = 20  # exceptions that one finding falls under

type _Count = Annotated[int, Field(ge=0, le=2**31)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Orders(_Message):
    """What a mother works by: the policy folder's texts, and how much of everything a part and a post may take.

    `cache` is where matchers are kept, `enrolled` the folder of enrolled things.
    """

    files: Mapping[str, str]
    part: Allowance
    post: Allowance
    cache: str
    enrolled: str


class Ask(_Message):
    """Look into one file, whose descriptor comes with this. A text's is its UTF-8, `first` begins another post."""

    part: str
    role: Role
    labels: frozenset[str]
    first: bool


def _a_name(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9_.-]{1,60}", written):
        raise ValueError("not the name of a detector")
    return written


def _a_fact(told: Fact) -> Fact:
    if not is_fact(*told):
        raise ValueError("not what a detector may say")
    return told


class Told(_Message):
    """One finding as a reader tells it; a packet without anything says that the file is done."""

    detector: Annotated[str, AfterValidator(_a_name)]
    label: Annotated[str, Field(max_length=LONGEST)]
    value: Annotated[str, Field(max_length=LONGEST)] = ""
    details: Annotated[
        tuple[Annotated[tuple[str, str], AfterValidator(_a_fact)], ...], Field(max_length=MOST_FACTS)
    ] = ()
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    part: Annotated[str, Field(max_length=LONGEST)]
    page: _Count | None = None
    seconds: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None = None
    box: tuple[_Count, _Count, _Count, _Count] | None = None
    span: tuple[_Count, _Count] | None = None
    excerpt: Annotated[str, Field(max_length=LONGEST_EXCERPT)] | None = None
    excepted: Annotated[tuple[Name, ...], Field(max_length=MOST_EXCEPTED)] = ()

    def finding(self, ask: Ask) -> Finding:
        """What it says, in answer to this. ValueError where it is no answer to it, or says what nobody can find."""
        if self.label not in ask.labels | {"uninspectable"}:
            raise ValueError("not asked for")
        if self.part != ask.part and not self.part.startswith(f"{ask.part}/"):
            raise ValueError("of another part")
        if LABELS[known_label(self.label)]:
            known_finding(f"{self.label}:{self.value}" if self.value else self.label)
        # Of other labels the value is open: an id, a name, how many rows or faces, until when.
        time = None if self.seconds is None else timedelta(seconds=self.seconds)
        return Finding(
            detector=self.detector,
            label=self.label,
            value=self.value,
            details=self.details,
            confidence=self.confidence,
            where=Where(part=self.part, page=self.page, time=time, box=self.box, span=self.span),
            excerpt=self.excerpt,
            excepted=self.excepted,
        )


DONE = b"{}"


def packet_of(finding: Finding) -> bytes:
    """A finding as a reader tells it; what is longer than may be told is cut."""
    where = finding.where
    return (
        Told(
            detector=finding.detector,
            label=finding.label,
            value=finding.value[:LONGEST],
            details=tuple(fact for fact in finding.details if is_fact(*fact))[:MOST_FACTS],
            confidence=finding.confidence,
            part=where.part[:LONGEST],
            page=where.page,
            seconds=where.time.total_seconds() if where.time is not None else None,
            box=where.box,
            span=where.span,
            excerpt=finding.excerpt[:LONGEST_EXCERPT] if finding.excerpt else finding.excerpt,
            excepted=finding.excepted[:MOST_EXCEPTED],
        )
        .model_dump_json(exclude_defaults=True)
        .encode()
    )


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends that packets go between."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


class Received(NamedTuple):
    """A packet, and the descriptor that came with it; the packet is empty when the other end is gone."""

    packet: bytes
    descriptor: int | None


def receive(channel: socket.socket) -> Received:
    """The next packet. Further descriptors than one are closed."""
    size = array.array("i").itemsize
    packet, ancillary, _, _ = channel.recvmsg(PACKET_BYTES, socket.CMSG_SPACE(4 * size), socket.MSG_CMSG_CLOEXEC)
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(data[: len(data) - len(data) % size])
    for more in descriptors[1:]:
        os.close(more)
    return Received(packet, descriptors[0] if descriptors else None)


def send(channel: socket.socket, packet: bytes, descriptor: int) -> None:
    """A packet with a descriptor, which stays open here."""
    socket.send_fds(channel, [packet], [descriptor])
