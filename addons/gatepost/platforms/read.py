"""Request -> Post: what a request means on its platform, and what else its platform's definition knows of it.

Recognise it by its head, decode its body, find the operations in it, and put together what they say. The one rule to
keep: nothing here raises, whatever the bytes are; what could not be read is the post's `problem`.
"""

from dataclasses import replace

from gatepost.errors import Undecodable
from gatepost.model import Account, Activity, Post, Request
from gatepost.platforms.address import NOWHERE, parse_address
from gatepost.platforms.body import read_body
from gatepost.platforms.match import LEARN_LIMIT, Platforms, Recognised
from gatepost.platforms.paths import Context, Headers, first_text
from gatepost.platforms.posts import ids_at, post_of, text_at, texts_at
from gatepost.platforms.spec import PlatformSpec, Refusal
from gatepost.platforms.units import SERIOUSNESS, Fragment, fragments

MAX_FRAME = 1024 * 1024
_MAX_PREAMBLE = 512  # bytes before the JSON in a binary websocket message: a length, a topic

# Where no definition says more: a plain sentence in both languages.
DEFAULT_REFUSAL = Refusal(
    body={"error": {"code": "{code}", "message": "{message}", "incident": "{incident}", "help": "{help}"}}
)


def read(request: Request, platforms: Platforms) -> Post | None:
    """The post in a request; None when it is reading or telemetry, or goes where nothing is inspected."""
    recognised = platforms.recognise(request.method, request.url, request.headers)
    return None if recognised is None else read_recognised(request, recognised, platforms)


def read_recognised(request: Request, recognised: Recognised, platforms: Platforms) -> Post | None:
    """The post in a request whose head was recognised before."""
    try:
        found, problem = fragments(request, recognised)
    except Undecodable as error:
        found, problem = [_unread(request, recognised)], error.reason
    open_to_us = [fragment for fragment in found if not _never_inspected(fragment, recognised.spec, platforms)]
    if not open_to_us:
        return None
    return post_of(request, recognised.spec, open_to_us, "too-large" if request.truncated else problem)


def _unread(request: Request, recognised: Recognised) -> Fragment:
    """A request whose operations are too many to tell: read by all its strings."""
    endpoints = sorted(recognised.endpoints, key=lambda endpoint: SERIOUSNESS.index(endpoint.activity))
    context = Context(address=recognised.address, headers=request.headers, raw=request.body)
    return Fragment(endpoints[0], context._replace(unit=request.body.decode("utf-8", "replace")), generic=True)


def _never_inspected(fragment: Fragment, spec: PlatformSpec, platforms: Platforms) -> bool:
    return platforms.spares_targets and any(
        platforms.never_inspected(spec.platform, text)
        for locator in fragment.endpoint.target
        for text in texts_at(locator, fragment.context)
    )


def read_frame(request: Request, frame: bytes, platforms: Platforms) -> Post | None:
    """The post in one message of the client on a websocket; `request` is the one that opened it.

    A socket carries mostly pings and receipts: a message that no entry fits is nobody's business.
    """
    frames = platforms.frames(request.url)
    if frames is None or not frame:
        return None
    message = replace(
        request,
        body=_without_preamble(frame[:MAX_FRAME]),
        truncated=len(frame) > MAX_FRAME,
        headers=tuple((name, value) for name, value in request.headers if name != "content-type"),
    )
    recognised = Recognised(spec=frames.spec, address=frames.address, candidates=frames.candidates, fallback=None)
    return read_recognised(message, recognised, platforms)


def _without_preamble(frame: bytes) -> bytes:
    """The message from its JSON on, if it has any."""
    places = [place for mark in (b"{", b"[") if (place := frame.find(mark, 0, _MAX_PREAMBLE)) >= 0]
    return frame[min(places) :] if places else frame


def session_secret(request: Request, spec: PlatformSpec) -> str | None:
    """What names this session (a cookie, a token): for a keyed hash alone, never to be kept or shown."""
    context = Context(address=parse_address(request.url), headers=request.headers)
    return first_text(spec.session, context) or None


def learn(url: str, body: bytes, headers: Headers, platforms: Platforms) -> Account | None:
    """The account in an answer that a definition names, such as "who am I"."""
    if not body or len(body) > LEARN_LIMIT:
        return None
    content_type = next((value for name, value in headers if name == "content-type"), "")
    for spec, entry, address in platforms.learning(None, url):
        tree = read_body(body, content_type).tree
        context = Context(address=address, headers=headers, raw=body, body=tree, unit=tree)
        account, handle = text_at(entry.account, context), text_at(entry.handle, context)
        if account or handle:
            return Account(platform=spec.platform, id=account, handle=handle)
    return None


def gives(post: Post, platforms: Platforms) -> bool:
    """Whether the answer to this post says by which id later posts will refer to what was uploaded."""
    endpoint = platforms.specs[post.platform].endpoint(post.endpoint)
    return bool(endpoint and endpoint.gives)


def given(post: Post, body: bytes, content_type: str, platforms: Platforms) -> tuple[str, ...]:
    """Those ids, from the answer."""
    endpoint = platforms.specs[post.platform].endpoint(post.endpoint)
    if endpoint is None or not body or len(body) > LEARN_LIMIT:
        return ()
    tree = read_body(body, content_type).tree
    context = Context(address=NOWHERE, raw=body, body=tree, unit=tree)
    return ids_at(endpoint.gives, context)


def closes(post: Post, platforms: Platforms) -> bool:
    """Whether this post uses or completes what it refers to, so that all pieces of it must be there."""
    endpoint = platforms.specs[post.platform].endpoint(post.endpoint)
    unfinished = post.activity in (Activity.UPLOAD, Activity.DRAFT, Activity.DELETE)
    return bool(endpoint and endpoint.closes) or not unfinished


def refusal_of(post: Post, platforms: Platforms) -> Refusal:
    """What the client is answered when this post is refused, as its endpoint, its transport or its platform says."""
    spec = platforms.specs.get(post.platform)
    if spec is None:
        return DEFAULT_REFUSAL
    endpoint = spec.endpoint(post.endpoint)
    transports = (transport for transport in spec.transports if endpoint and transport.name == endpoint.transport)
    transport = next(transports, None)
    name = (endpoint and endpoint.refusal) or (transport and transport.refusal) or "default"
    return spec.refusals.get(name, DEFAULT_REFUSAL)
