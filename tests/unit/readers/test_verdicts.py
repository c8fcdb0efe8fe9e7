"""What was found in a file is found again without reading it."""

import pytest

from gatepost.content.expand import uninspectable
from gatepost.model import Role, Where
from gatepost.readers import verdicts
from gatepost.readers.verdicts import Key, Verdicts
from gatepost.testing import a_finding

KEY = Key("00ff", Role.ATTACHMENT, frozenset({"classification"}))
INSIDE = a_finding(where=Where(part="media[0]/2", page=3))


def test_the_same_content_is_known_under_another_name():
    known = Verdicts()
    known.keep(KEY, "media[0]", [INSIDE])
    assert known.of(KEY, "media[4]") == (a_finding(where=Where(part="media[4]/2", page=3)),)


def test_clean_is_known_too():
    known = Verdicts()
    known.keep(KEY, "media[0]", [])
    assert known.of(KEY, "media[0]") == ()


@pytest.mark.parametrize(
    "other",
    [
        KEY._replace(sha256="00fe"),
        KEY._replace(role=Role.TEXT),
        KEY._replace(labels=frozenset({"classification", "profanity"})),
    ],
)
def test_what_was_not_looked_for_is_not_known(other: Key):
    known = Verdicts()
    known.keep(KEY, "media[0]", [])
    assert known.of(other, "media[0]") is None


@pytest.mark.parametrize(
    ("reason", "kept"), [("timeout", False), ("too-large", False), ("corrupt", True), ("encrypted", True)]
)
def test_what_was_cut_short_is_read_again(reason: str, *, kept: bool):
    known = Verdicts()
    known.keep(KEY, "media[0]", [INSIDE, uninspectable(reason, "media[0]")])
    assert (known.of(KEY, "media[0]") is not None) == kept


def test_the_oldest_that_nobody_asked_for_is_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verdicts, "MOST", 2)
    known = Verdicts()
    keys = [KEY._replace(sha256=str(number)) for number in range(3)]
    for key in keys[:2]:
        known.keep(key, "media[0]", [])
    known.of(keys[0], "media[0]")
    known.keep(keys[2], "media[0]", [])
    assert [known.of(key, "media[0]") for key in keys] == [(), None, ()]
