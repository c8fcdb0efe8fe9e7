"""The choice between a page, a body and a preflight's answer."""

import json

import pytest

from gatepost.model import Client
from gatepost.responses import respond
from gatepost.testing import a_post, a_request
from tests.unit.responses.notices import Shape, a_notice, from_browser, from_origin


def test_a_browser_gets_a_page_whatever_the_definition_says() -> None:
    response = respond(request=from_browser(), post=a_post(), notice=a_notice(), refusal=Shape({}, status=200))
    assert response.status == 403
    assert response.body.startswith(b"<!doctype html>")


@pytest.mark.parametrize("client", [Client.SCRIPT, Client.APP])
def test_anything_else_gets_the_platforms_own_error(client: Client) -> None:
    request = a_request(client=client)
    response = respond(request=request, post=None, notice=a_notice(), refusal=Shape({"n": "{incident}"}, status=400))
    assert (response.status, json.loads(response.body)) == (400, {"n": "7Q3F-ABCD"})


def test_a_preflight_is_let_through_to_the_refusal_that_can_be_read() -> None:
    preflight = from_origin("https://x.com", method="OPTIONS")
    asked = (*preflight.headers, ("access-control-request-method", "POST"))
    response = respond(
        request=a_request(method="OPTIONS", headers=asked, client=Client.SCRIPT),
        post=None,
        notice=a_notice(),
        refusal=None,
    )
    assert (response.status, response.body) == (204, b"")
    assert dict(response.headers)["Access-Control-Allow-Methods"] == "POST"
