"""The answer to a call that opens an upload -> the addresses to which its client will send the file, and what comes to each.

Such an upload is named to its client alone: the request that brings the bytes has nothing but its address. The rule to keep:
an address is compared as the client sends it, whatever it escapes, and never kept in clear, because it is a key.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from gatepost.errors import Undecodable
from gatepost.model import Piece, Post
from gatepost.platforms.address import NOWHERE
from gatepost.platforms.body import read_body
from gatepost.platforms.match import LEARN_LIMIT, Platforms
from gatepost.platforms.paths import Context, Locator, first_text
from gatepost.platforms.pieces import whole_number
from gatepost.platforms.posts import text_at, texts_at
from gatepost.platforms.spec import SendsTo


class Addressed(NamedTuple):
    """What is sent to an address: which upload, and which piece of it (None: all of it). `key` is what the address is known by."""

    key: str
    media: str
    piece: Piece | None


def sends_to(post: Post, platforms: Platforms) -> bool:
    """Whether the answer to this post says to which addresses a file is to be sent."""
    endpoint = platforms.specs[post.platform].endpoint(post.endpoint)
    return bool(endpoint and endpoint.sends_to)


def waits_for(post: Post, platforms: Platforms) -> bool:
    """Whether there are such answers on this post's platform."""
    return any(endpoint.sends_to for endpoint in platforms.specs[post.platform].endpoints)


def addressed(post: Post, body: bytes, content_type: str, platforms: Platforms) -> tuple[Addressed, ...]:
    """Those addresses, from the answer."""
    endpoint = platforms.specs[post.platform].endpoint(post.endpoint)
    if endpoint is None or endpoint.sends_to is None or not body or len(body) > LEARN_LIMIT:
        return ()
    tree = read_body(body, content_type).tree
    context = Context(address=NOWHERE, raw=body, body=tree, unit=tree)
    media = text_at(endpoint.sends_to.media, context)
    return (*_whole(endpoint.sends_to, context, media), *_pieces(endpoint.sends_to, context, media)) if media else ()


def _whole(places: SendsTo, context: Context, media: str) -> Iterator[Addressed]:
    urls = (url for place in places.whole for url in texts_at(place, context))
    return (Addressed(address_key(url), media, None) for url in urls)


def _pieces(places: SendsTo, context: Context, media: str) -> Iterator[Addressed]:
    """In the order of the file, unless the answer says where each one begins. Of too many to be a file's, none."""
    try:
        found = [node for place in places.each for node in place.find(context)]
    except Undecodable:
        return
    for number, node in enumerate(found):
        within = context._replace(unit=node)
        if url := first_text(places.address, within):
            yield Addressed(address_key(url), media, _piece(number, places.offset, within))


def _piece(number: int, places: tuple[Locator, ...], context: Context) -> Piece:
    offset = whole_number(places, context)
    return Piece(number=number) if offset is None else Piece(offset=offset)


def address_key(url: str) -> str:
    """What an address is known by: a digest of its path and query. Clients write `%2F` or `/` as they like."""
    parts = urlsplit(url)
    return sha256(unquote(f"{parts.path}?{parts.query}").encode()).hexdigest()
