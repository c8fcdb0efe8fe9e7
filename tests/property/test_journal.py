"""What holds for every event that is recorded, whatever stands in it."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.events.chain import genesis, link, payload, unlink
from gatepost.events.numbers import number_of, read_number
from gatepost.events.verify import verify
from gatepost.model import Event
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import KEY, a_journal, an_event, payloads, verified

# Also what no UTF-8 can carry: half a surrogate pair, which JSON can.
odd = st.characters(categories=["Cc", "Zl", "Zp"]) | st.characters(min_codepoint=0xDC00, max_codepoint=0xDFFF)
text = st.text() | st.text(odd)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)
fields = st.dictionaries(text.map(lambda name: f"x-{name}"), values, max_size=6)
events = st.builds(lambda content: Event(id="e-1", kind="fault", at=A_TUESDAY, fields=content), fields)


@given(events)
def test_any_event_is_read_back_as_it_was_written(event: Event):
    line, own = link(genesis("gateway-1"), payload(event))
    assert line.count(b"\n") == 1
    taken = unlink(line)
    assert taken is not None
    assert taken.whole
    assert taken.chained
    read = json.loads(line)
    assert {name: read[name] for name in event.fields} == event.fields
    assert read["hash"] == own


@settings(max_examples=25, deadline=None)
@given(st.lists(events, min_size=1, max_size=8))
def test_any_events_make_a_chain_that_holds(written: list[Event]):
    with tempfile.TemporaryDirectory() as folder:
        with a_journal(Path(folder)) as journal:
            for event in written:
                journal.append(event)
        assert payloads(Path(folder)) == [payload(event) for event in written]
        assert verified(Path(folder)).good


def _chain() -> list[bytes]:
    made, prev = [], genesis("gateway-1")
    for number in range(4):
        line, prev = link(prev, payload(an_event(number)))
        made.append(line)
    return made


CHAIN = _chain()
WHOLE = b"".join(CHAIN)


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_changed_byte_of_a_chain_is_found(place: int, change: int):
    """Except in the last line's end, which is then only the beginning of a line."""
    forged = WHOLE[:place] + bytes([WHOLE[place] ^ change]) + WHOLE[place + 1 :]
    report = verify("gateway-1", [("file", forged.splitlines(keepends=True))], keys=[KEY.public_key()])
    assert not report.good or report.unfinished


@given(st.binary(max_size=400))
def test_any_bytes_are_a_line_or_none(content: bytes):
    unlink(content)
    verify("gateway-1", [("file", [content])], keys=[KEY.public_key()])


@given(text)
def test_any_text_is_a_number_or_none(written: str):
    number = read_number(written)
    assert number is None or read_number(number) == number


@given(st.uuids())
def test_every_number_is_read_as_it_is_written(event_id: object):
    number = number_of(str(event_id))
    assert read_number(number) == number
