"""Flows as the core's requests, and answers as flows: which URL is meant, and what the bytes are."""

import gzip
from typing import Any

import pytest

from gatepost.model import Response
from gatepost.proxy.translate import headers_of, method_of, put_response, request_of, url_of
from gatepost.testing import a_principal
from tests.proxy.gateways import CLEAN, a_flow, loaded, tweet

PLATFORMS = loaded().gate.platforms


def url(target: str = "https://x.com/a", *, sni: str = "", hosts: tuple[str, ...] = (), authority: str = "") -> str:
    """The URL that is meant by a request to this target with these Host fields."""
    flow = a_flow(url=target)
    flow.client_conn.sni = sni or None
    if hosts:
        flow.request.headers.set_all("host", hosts)
    flow.request.authority = authority
    return url_of(flow, PLATFORMS)


def test_the_requests_own_authority_decides():
    assert url(hosts=("www.reddit.com",)) == "https://www.reddit.com/a"


@pytest.mark.parametrize("host", ["X.com", "x.com.", "x.com:443", "api.x.com"])
def test_a_host_of_a_definition_is_known_however_it_is_written(host: str):
    assert url("https://forms.example/a", hosts=(host,)) == f"https://{host}/a"


@pytest.mark.parametrize("host", ["forms.example", "", "x.com.evil.example", "127.0.0.1", "x.com, forms.example"])
def test_a_foreign_name_inside_a_tunnel_to_a_platform_is_that_platforms(host: str):
    assert url(hosts=(host,)) == "https://x.com/a"


def test_the_name_of_the_handshake_counts_where_the_connection_has_only_an_address():
    assert url("https://192.0.2.7/a", sni="x.com", hosts=("forms.example",)) == "https://x.com/a"


@pytest.mark.parametrize("hosts", [("x.com", "forms.example"), ("forms.example", "x.com")])
def test_of_several_hosts_the_one_of_a_definition_counts(hosts: tuple[str, ...]):
    assert url("https://forms.example/a", hosts=hosts) == "https://x.com/a"


def test_nothing_of_nobodys_becomes_a_platforms():
    assert url("http://forms.example:8080/a?b", hosts=("forms.example:8080",)) == "http://forms.example:8080/a?b"


def test_a_name_in_another_script_is_nobodys_until_it_is_listed():
    assert url("https://xn--x-7lb.com/a", hosts=("xn--x-7lb.com",)) == "https://xn--x-7lb.com/a"


@pytest.mark.parametrize(
    "path", ["@forms.example/i/api", ".forms.example/i/api", "i/api", "http://forms.example/i/api", "x://y/i/api"]
)
def test_no_path_moves_a_request_to_another_host(path: str):
    """HTTP/2 lets any path through, and some servers read a whole URI in it."""
    flow = a_flow()
    flow.request.data.path = path.encode()
    meant = url_of(flow, PLATFORMS)
    assert meant.startswith("https://x.com/")
    assert meant.endswith("i/api")
    recognised = PLATFORMS.recognise("POST", meant, ())
    assert recognised
    assert recognised.spec.platform == "x"


def test_header_bytes_that_are_no_text_survive():
    flow = a_flow()
    flow.request.headers.fields = ((b"X-Name", b"caf\xe9"), (b"x-name", "café".encode()))
    assert headers_of(flow.request) == (("x-name", "caf\udce9"), ("x-name", "café"))


@pytest.mark.parametrize(
    ("method", "query", "headers", "meant"),
    [
        ("GET", "", {}, "GET"),
        ("GET", "?method=post", {}, "POST"),
        ("GET", "?method=get&method=PUT", {}, "PUT"),
        ("HEAD", "", {"x_http_method_override": "patch"}, "PATCH"),
        ("GET", "?a=b&%6Dethod=p%6Fst", {}, "POST"),
        ("GET", "?%6dethod=post", {}, "POST"),
        ("GET", "[?method=post", {}, "POST"),  # no library takes this for a URL
        ("GET", "?method=delete", {}, "GET"),
        ("POST", "?method=delete", {"x_http_method": "DELETE"}, "POST"),
        ("DELETE", "?method=post", {}, "POST"),
    ],
)
def test_a_request_does_what_it_says_unless_it_writes_anyway(
    method: str, query: str, headers: dict[str, Any], meant: str
):
    """What calls itself an undoing is not undone by us: nobody knows which of the two the platform takes."""
    assert method_of(a_flow(url=f"https://x.com/a{query}", method=method, **headers).request) == meant


def opened(body: bytes, *, limit: int = 1000, cut: bool = False, **headers: str):
    return request_of(
        a_flow(body, **headers), url="https://x.com/", request_id="r-1", principal=a_principal(), limit=limit, cut=cut
    )


@pytest.mark.parametrize(
    "headers", [{"content_encoding": "gzip"}, {"transfer_encoding": "gzip, chunked"}, {"transfer_encoding": "GZIP"}]
)
def test_codings_of_the_content_and_of_the_transfer_are_undone(headers: dict[str, Any]):
    request, problem = opened(gzip.compress(tweet(CLEAN)), **headers)
    assert (request.body, problem, request.truncated) == (tweet(CLEAN), "", False)


def test_a_body_that_is_not_what_it_says_stays_as_it_is_and_says_why():
    request, problem = opened(b"plain", content_encoding="gzip")
    assert (request.body, problem) == (b"plain", "corrupt")


def test_the_beginning_of_a_coded_body_is_too_large_and_not_corrupt():
    _, problem = opened(gzip.compress(bytes(range(256)))[:40], content_encoding="gzip", cut=True)
    assert problem == "too-large"


def test_what_grows_over_its_limit_is_cut_and_says_so():
    request, problem = opened(gzip.compress(bytes(5000)), content_encoding="gzip")
    assert (len(request.body), request.truncated, problem) == (1000, True, "")


def test_an_answer_stands_in_the_platforms_place():
    flow = a_flow()
    put_response(flow, Response(status=403, headers=(("Content-Type", "text/plain"), ("X-Name", "é")), body=b"no"))
    assert flow.response
    assert (flow.response.status_code, flow.response.content) == (403, b"no")
    assert flow.response.headers["content-length"] == "2"


def test_an_answer_to_a_question_for_the_head_has_no_body():
    """Its bytes would be read as the beginning of the next answer."""
    flow = a_flow(method="HEAD")
    put_response(flow, Response(status=403, body=b"no"))
    assert flow.response
    assert not flow.response.raw_content
