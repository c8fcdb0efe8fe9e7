import json
import math
from datetime import datetime, timedelta, timezone

import pytest

from gatepost.events.chain import genesis, link, payload, rfc3339, unlink
from gatepost.model import Event
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import an_event


def test_a_line_is_one_json_object_with_the_event_and_its_place_in_the_chain():
    line, own = link(genesis("gateway-1"), payload(an_event(reason="é\n\u2028\ud800")))
    fields = json.loads(line)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert fields["reason"] == "é\n\u2028\ud800"
    assert (fields["hash"], fields["prev"], fields["schema"]) == (own, genesis("gateway-1"), 1)


def test_a_line_can_be_taken_apart_again():
    content = payload(an_event())
    line, own = link(genesis("gateway-1"), content)
    taken = unlink(line)
    assert taken is not None
    assert (taken.payload, taken.hash, taken.prev) == (content, own, genesis("gateway-1"))
    assert taken.whole
    assert taken.chained
    assert not taken.purged


@pytest.mark.parametrize("line", [b"", b"\n", b"{}\n", b'{"kind":"fault"}\n', b"\x00" * 500, b"x" * 300 + b"\n"])
def test_what_is_no_line_of_a_journal_is_none(line: bytes):
    assert unlink(line) is None


def test_a_line_without_its_end_is_none():
    line, _own = link(genesis("gateway-1"), payload(an_event()))
    assert unlink(line[:-1]) is None


def test_every_chain_begins_in_its_own_way():
    assert genesis("gateway-1") != genesis("gateway-2")


@pytest.mark.parametrize("name", ["id", "kind", "at", "about", "digest", "hash", "prev", "schema", "purged"])
def test_an_event_cannot_pass_for_the_chain(name: str):
    with pytest.raises(ValueError, match=name):
        payload(Event(id="e-1", kind="fault", at=A_TUESDAY, fields={name: "x"}))


def test_what_is_no_json_cannot_be_recorded():
    with pytest.raises(ValueError, match="nan"):
        payload(an_event(share=math.nan))


def test_times_are_utc_to_the_microsecond():
    ottawa = timezone(timedelta(hours=-5))
    assert rfc3339(datetime(2026, 11, 24, 10, 15, 0, 42, tzinfo=ottawa)) == "2026-11-24T15:15:00.000042Z"
    assert rfc3339(A_TUESDAY) == "2026-11-24T15:15:00.000000Z"


def test_the_payload_says_what_it_is_about_only_when_it_is_about_something():
    assert b"about" not in payload(an_event())
    assert b'"about":"e-1"' in payload(Event(id="e-2", kind="outcome", at=A_TUESDAY, about="e-1"))


def test_a_purged_payload_says_nothing_else():
    purged = b'{"at":"x","id":"y","kind":"decision","purged":true}'
    for content, is_purged in (
        (purged, True),
        (purged[:-1] + b',"rule":"forged"}', False),
        (b'{"purged":true}', True),
        (b'{"purged":1}', False),
        (b"{broken}", False),
    ):
        taken = unlink(link("0" * 64, content)[0])
        assert taken is not None
        assert taken.purged is is_purged
