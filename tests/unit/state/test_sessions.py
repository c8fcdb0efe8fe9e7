from datetime import timedelta

import pytest

from gatepost.state import sessions
from gatepost.testing import A_TUESDAY


def test_no_more_sessions_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sessions, "_MOST", 3)
    cache = sessions.SessionCache()
    for number in range(10):
        cache.keep("x", f"hash {number}", (str(number), ""), A_TUESDAY)
    found = [cache.find("x", f"hash {number}", A_TUESDAY) for number in range(10)]
    assert found == [None] * 7 + [("7", ""), ("8", ""), ("9", "")]


def test_that_nobody_is_known_is_remembered_for_seconds_only():
    cache = sessions.SessionCache()
    assert cache.keep("x", "hash", None, A_TUESDAY) == ()
    assert cache.find("x", "hash", A_TUESDAY + timedelta(seconds=1)) == ()
    assert cache.find("x", "hash", A_TUESDAY + timedelta(seconds=2)) is None
