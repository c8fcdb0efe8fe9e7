"""Between mitmproxy's flows and the core's values: flow -> Request, Response -> flow."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

from mitmproxy import http

from gatepost.errors import Undecodable
from gatepost.model import Principal, Request, Response
from gatepost.platforms import Platforms
from gatepost.platforms.match import WRITES
from gatepost.proxy.coding import decode
from gatepost.responses import client_of

type Headers = tuple[tuple[str, str], ...]


def headers_of(message: http.Message) -> Headers:
    """Header pairs in order, names in lower case; bytes that are not UTF-8 survive as surrogates."""
    return tuple(
        (name.decode("utf-8", "surrogateescape").lower(), value.decode("utf-8", "surrogateescape"))
        for name, value in message.headers.fields
    )


def url_of(flow: http.HTTPFlow, platforms: Platforms) -> str:
    """The URL that the client means.

    The request's own authority decides. Only when no definition knows it, and the connection was made for a host of
    one, is it that host: whatever a client writes inside a tunnel to a platform is judged as that platform's.
    """
    request = flow.request
    meant = request.host_header or request.host
    if platforms.platform_of(meant) is None:
        others = (*request.headers.get_all("host"), flow.client_conn.sni or "", request.host)
        meant = next((name for name in others if name and platforms.platform_of(name)), meant)
    return f"{request.scheme}://{meant}{_origin_form(request.path)}"


def _origin_form(path: str) -> str:
    """The path as servers read it: some take a whole URI too (RFC 9112 section 3.2.2), which HTTP/2 lets through."""
    if path.startswith("/"):
        return path
    _, scheme, rest = path.partition("://")
    return f"/{rest.partition('/')[2] if scheme else path}"


def method_of(request: http.Request) -> str:
    """What a request does: some APIs take a GET that says so for a write (Facebook's `method`, Google's header).

    A write stays what it is: a POST that calls itself a DELETE may be taken for either.
    """
    if request.method.upper() in WRITES:
        return request.method
    said = [request.headers.get(name, "") for name in OVERRIDES]
    query = request.path.partition("?")[2]
    if "method=" in query or "%" in query:
        said.extend(value for name, value in parse_qsl(query) if name == "method")
    return next((method.upper() for method in said if method.upper() in WRITES), request.method)


OVERRIDES = ("x-http-method-override", "x-http-method", "x-method-override")


def codings_of(request: http.Request) -> str:
    """The codings of the body in the order they were applied, transfer codings (RFC 9112 section 7) last."""
    transfer = request.headers.get("transfer-encoding", "").lower().replace("chunked", "")
    return f"{request.headers.get('content-encoding', '')},{transfer}".strip(", ")


def request_of(
    flow: http.HTTPFlow, *, url: str, request_id: str, principal: Principal, limit: int, cut: bool
) -> tuple[Request, str]:
    """The request for the core, and why its body could not be had (a value of `uninspectable`, or empty)."""
    headers = headers_of(flow.request)
    body, problem = flow.request.raw_content or b"", ""
    codings = codings_of(flow.request)
    if codings and limit:
        try:
            body, inflated_too_far = decode(body, codings, limit)
            cut = cut or inflated_too_far
        except Undecodable as error:
            problem = "too-large" if cut else error.reason
    request = Request(
        id=request_id,
        received=datetime.fromtimestamp(flow.request.timestamp_start, UTC),
        method=method_of(flow.request),
        url=url,
        headers=headers,
        body=body,
        truncated=cut,
        principal=principal,
        client=client_of(headers, flow.request.method),
    )
    return request, problem


def put_response(flow: http.HTTPFlow, response: Response) -> None:
    """Answer in the platform's place."""
    flow.response = http.Response.make(
        response.status,
        response.body,
        [(name.encode(), value.encode("utf-8")) for name, value in response.headers],
    )
    if flow.request.method == "HEAD":
        flow.response.data.content = None  # its length is told; a body would be taken for the next answer
