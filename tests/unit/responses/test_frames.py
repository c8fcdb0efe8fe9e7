"""A notice as a websocket message."""

import json

from gatepost.responses.frames import frame
from tests.unit.responses.notices import Shape, a_notice


def test_a_definition_says_what_its_clients_understand() -> None:
    sent = frame(a_notice(), Shape({"type": "error", "number": "{incident}"}))
    assert json.loads(sent or b"") == {"type": "error", "number": "7Q3F-ABCD"}


def test_without_a_definition_nothing_is_sent() -> None:
    assert frame(a_notice(), None) is None
