"""What kind of program sent a request."""

import pytest

from gatepost.model import Client
from gatepost.responses.client_kind import client_of

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        ({"accept": HTML, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, Client.BROWSER),
        ({"accept": HTML, "sec-fetch-mode": "navigate", "origin": "https://x.com"}, Client.BROWSER),
        ({"accept": HTML}, Client.BROWSER),
        ({"accept": HTML, "origin": "null"}, Client.BROWSER),
        ({"accept": "*/*", "sec-fetch-mode": "cors"}, Client.SCRIPT),
        ({"accept": HTML, "sec-fetch-mode": "cors"}, Client.SCRIPT),
        ({"accept": "*/*", "sec-fetch-mode": "no-cors"}, Client.SCRIPT),
        ({"sec-fetch-mode": "websocket"}, Client.SCRIPT),
        ({"accept": HTML, "x-requested-with": "XMLHttpRequest"}, Client.SCRIPT),
        ({"accept": "application/json", "origin": "https://x.com"}, Client.SCRIPT),
        ({"accept": "*/*", "user-agent": "curl/8"}, Client.APP),
        ({"accept": "application/json, text/html"}, Client.APP),
        ({}, Client.APP),
    ],
)
def test_the_client_is_told_by_what_it_asks_for(headers: dict[str, str], client: Client) -> None:
    assert client_of(tuple(headers.items()), "POST") is client


def test_a_put_is_never_a_navigation() -> None:
    assert client_of((("accept", HTML),), "PUT") is Client.APP


def test_the_first_of_two_headers_counts() -> None:
    assert (
        client_of((("sec-fetch-mode", "cors"), ("sec-fetch-mode", "navigate"), ("accept", HTML)), "POST")
        is Client.SCRIPT
    )
