"""What readers tell is checked like any request: it comes from a process that opened a stranger's file."""

import json
import os
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gatepost.model import Finding, Role, Where
from gatepost.readers import wire
from gatepost.testing import a_finding

ASK = wire.Ask(part="media[0]", role=Role.ATTACHMENT, labels=frozenset({"classification", "microdata"}), first=True)

OPEN = Path("/proc/self/fd")


def told(**changes: Any) -> bytes:
    values = {
        "detector": "markings",
        "label": "classification",
        "value": "protected-b",
        "confidence": 0.9,
        "part": "media[0]",
    }
    return json.dumps(values | changes).encode()


def understood(packet: bytes) -> Finding:
    return wire.Told.model_validate_json(packet).finding(ASK)


@pytest.mark.parametrize(
    "finding",
    [
        a_finding(where=Where(part="media[0]")),
        a_finding(
            where=Where(part="media[0]/3/1", page=2, box=(1, 2, 30, 40), span=(4, 9)), excerpt="a [classification]"
        ),
        a_finding(
            "microdata", where=Where(part="media[0]", time=timedelta(seconds=12.5)), details=(("columns", "age sex"),)
        ),
        a_finding("microdata", value="6", where=Where(part="media[0]", page=2)),
        a_finding("uninspectable:corrupt", where=Where(part="media[0]"), confidence=1.0),
        a_finding(where=Where(part="media[0]"), excepted=("bike-lanes", "exception-17")),
    ],
)
def test_a_finding_arrives_as_it_was_told(finding: Finding):
    assert understood(wire.packet_of(finding)) == finding


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        told(label="no-such-label"),
        told(label="profanity", value="mild"),
        told(value="no-such-value"),
        told(part="text"),
        told(part="media[0]x"),
        told(part="media[0]/" + "9" * 500),
        told(confidence=2),
        told(confidence="NaN"),
        told(detector="<script>"),
        told(value="x" * 1000),
        told(details=[["count", "3"]] * 100),
        told(details=[["count", "046454286"]]),
        told(details=[["cue", "emp@agency.example"]]),
        told(details=[["name", "Gwen"]]),
        told(excerpt="x" * 5000),
        told(page=-1),
        told(box=[1, 2, 3]),
        told(span=[0, 2**40]),
        told(seconds=float("inf")),
        told(more="of it"),
    ],
)
def test_what_no_reader_says_is_refused(packet: bytes):
    with pytest.raises(ValueError):
        understood(packet)


def test_what_is_longer_than_may_be_told_is_cut_by_the_reader():
    long = a_finding("microdata", where=Where(part="media[0]"), details=(("count", "3"),) * 50, excerpt="x" * 5000)
    assert len(understood(wire.packet_of(long)).details) == wire.MOST_FACTS


def test_a_reader_says_no_fact_that_is_none():
    said = a_finding("microdata", where=Where(part="media[0]"), details=(("columns", "age sex"), ("row", "Gwen, 41")))
    assert understood(wire.packet_of(said)).details == (("columns", "age sex"),)


def test_descriptors_that_nobody_asked_for_are_closed():
    one, other = wire.pair()
    with one, other:
        before = len([*OPEN.iterdir()])
        socket.send_fds(one, [b"x"], [one.fileno()] * 3)
        packet, descriptor = wire.receive(other)
        assert packet == b"x"
        assert descriptor is not None
        os.close(descriptor)
        assert len([*OPEN.iterdir()]) == before
