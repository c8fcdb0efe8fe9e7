"""Recorded traffic, mitmproxy's dumps and HAR files, as the requests that a gateway would have seen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mitmproxy import exceptions, http
from mitmproxy.io import FlowReader

from gatepost.errors import GatepostError
from gatepost.identity.accounts import completed
from gatepost.model import Account, Post, Principal, Request
from gatepost.platforms import Platforms, learn, read, read_frame, session_secret
from gatepost.policy.document import Policy
from gatepost.proxy.learning import Kept
from gatepost.proxy.limits import limit_of
from gatepost.proxy.translate import headers_of, method_of, request_of, url_of

SUFFIXES = frozenset({".mitm", ".flow", ".har"})
PERSON = Principal(id="capture", groups=frozenset({"employees"}))


def read_capture(path: Path, platforms: Platforms, policy: Policy) -> Iterator[tuple[str, Post]]:
    """Each post of a capture, with the index of its request. GatepostError for a file that is no capture."""
    accounts: dict[tuple[str, str], Account] = {}
    for index, flow in enumerate(_flows(path)):
        url = url_of(flow, platforms)
        request, problem = request_of(
            flow,
            url=url,
            request_id=str(index),
            principal=PERSON,
            limit=_limit(flow, url, platforms, policy),
            cut=False,
        )
        yield from _posts(flow, request, problem, platforms, accounts)
        _learn(flow, request, platforms, accounts)


def _flows(path: Path) -> Iterator[http.HTTPFlow]:
    with path.open("rb") as file:
        try:
            yield from (flow for flow in FlowReader(file).stream() if isinstance(flow, http.HTTPFlow))
        except exceptions.FlowReadException as error:
            raise GatepostError(f"{path}: not a capture that can be read: {error}") from error


def _limit(flow: http.HTTPFlow, url: str, platforms: Platforms, policy: Policy) -> int:
    recognised = platforms.recognise(method_of(flow.request), url, headers_of(flow.request))
    return limit_of(recognised, flow.request, policy.limits) if recognised else 0


def _posts(
    flow: http.HTTPFlow,
    request: Request,
    problem: str,
    platforms: Platforms,
    accounts: Mapping[tuple[str, str], Account],
) -> Iterator[tuple[str, Post]]:
    """The post of a request, and one for each websocket message that the client sent on it."""
    post = read(request, platforms)
    if post is not None:
        yield request.id, _with_learnt(replace(post, problem=problem or post.problem), request, platforms, accounts)
    for number, message in enumerate(flow.websocket.messages if flow.websocket else ()):
        framed = read_frame(request, message.content, platforms) if message.from_client else None
        if framed is not None:
            yield f"{request.id}.{number}", _with_learnt(framed, request, platforms, accounts)


def _with_learnt(
    post: Post, request: Request, platforms: Platforms, accounts: Mapping[tuple[str, str], Account]
) -> Post:
    """The post with the account that an earlier answer of the capture named for its session."""
    secret = session_secret(request, platforms.specs[post.platform])
    learnt = accounts.get((post.platform, secret or ""))
    return replace(post, account=completed(post.account, learnt)) if learnt else post


def _learn(
    flow: http.HTTPFlow, request: Request, platforms: Platforms, accounts: dict[tuple[str, str], Account]
) -> None:
    if flow.response is None or platforms.learns(request.method, request.url) is None:
        return
    kept = Kept()
    kept(flow.response.raw_content or b"")
    body = kept.answer(flow.response.headers.get("content-encoding", ""))
    account = learn(request.url, body, headers_of(flow.response), platforms) if body else None
    secret = session_secret(request, platforms.specs[account.platform]) if account else None
    if account and secret:
        accounts[account.platform, secret] = account
