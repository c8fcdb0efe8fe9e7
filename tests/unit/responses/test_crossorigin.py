"""What lets a page's own script read a refusal."""

import pytest

from gatepost.responses.crossorigin import is_preflight, preflight_allowed, readable_by_origin
from gatepost.testing import a_request
from tests.unit.responses.notices import from_origin


@pytest.mark.parametrize("origin", ["https://x.com", "https://mstdn.example:8443", "null", "chrome-extension://abcdef"])
def test_the_origin_is_echoed_with_credentials(origin: str) -> None:
    assert readable_by_origin(from_origin(origin)) == (
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", "Gatepost-Incident, Link"),
        ("Vary", "Origin"),
    )


@pytest.mark.parametrize(
    "origin", ["", "*", "https://x.com\r\nSet-Cookie: a=b", "https://x.com/path", "https://" + "a" * 300]
)
def test_what_is_not_an_origin_is_not_echoed(origin: str) -> None:
    assert readable_by_origin(from_origin(origin)) == ()


def test_a_preflight_asks_for_a_method() -> None:
    asked = ("access-control-request-method", "POST")
    assert is_preflight(a_request(method="OPTIONS", headers=(asked,)))
    assert not is_preflight(a_request(method="OPTIONS", headers=()))
    assert not is_preflight(a_request(method="POST", headers=(asked,)))


def test_a_preflight_is_answered_with_what_it_asks_for() -> None:
    request = a_request(
        method="OPTIONS",
        headers=(
            ("origin", "https://x.com"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "authorization, x-csrf-token"),
        ),
    )
    assert dict(preflight_allowed(request)) | {"Vary": ""} == {
        "Access-Control-Allow-Origin": "https://x.com",
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Gatepost-Incident, Link",
        "Vary": "",
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "authorization, x-csrf-token",
    }


def test_a_preflight_cannot_add_headers_of_its_own() -> None:
    headers = (("access-control-request-method", "POST\r\nX: y"), ("access-control-request-headers", "a\r\nX: y"))
    assert preflight_allowed(a_request(method="OPTIONS", headers=headers)) == ()
