"""A proxy that anyone reaches lets in nobody who is not known."""

import pytest

from gatepost.errors import GatepostError
from gatepost.proxy.listeners import is_loopback, refuse_open_listeners
from tests.proxy.gateways import listening, people

ANYBODY, GUARDED = people(), people(unknown={"admit": False})


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104 - what is refused
        ("::", False),
        ("10.0.0.4", False),
        ("gateway.example", False),
    ],
)
def test_only_this_machine_reaches_a_loopback_address(host: str, expected: bool):
    assert is_loopback(host) is expected


@pytest.mark.parametrize("modes", [["regular"], ["upstream:http://proxy.example:3128"], ["transparent"]])
@pytest.mark.parametrize("host", ["", "0.0.0.0", "10.0.0.4"])  # noqa: S104 - what is refused
def test_an_open_listener_is_refused_and_what_to_do_is_told(modes: list[str], host: str):
    with listening(host, modes), pytest.raises(GatepostError, match=r"identity\.yaml"):
        refuse_open_listeners(ANYBODY)


@pytest.mark.parametrize("modes", [["regular@0.0.0.0:8081"], ["regular", "regular@10.0.0.4:8081"]])
def test_every_listener_of_a_mode_is_looked_at(modes: list[str]):
    with listening("127.0.0.1", modes), pytest.raises(GatepostError):
        refuse_open_listeners(ANYBODY)


@pytest.mark.parametrize(("host", "someone"), [("127.0.0.1", ANYBODY), ("", GUARDED)], ids=["loopback", "guarded"])
def test_what_only_this_machine_reaches_or_nobody_unknown_may_use_starts(host: str, someone):
    with listening(host, ["regular"]):
        refuse_open_listeners(someone)
