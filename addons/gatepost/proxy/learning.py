"""What a platform's own answers tell: which account acts in a session, how an upload is called, and where it is to be sent.

Nothing of an answer is kept but an id and a handle, under a keyed hash of the session; the ids of an upload in which
something was found; or digests of the addresses that an upload will be sent to.
"""

from mitmproxy import http

from gatepost.errors import Undecodable
from gatepost.identity.accounts import session_key
from gatepost.model import Principal
from gatepost.platforms import addressed, given, gives, learn, sends_to, session_secret
from gatepost.proxy.coding import decode
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.translate import headers_of, request_of
from gatepost.proxy.visit import Visit
from gatepost.state import ExpectedFile, UploadId

ANSWER_BYTES = 256 * 1024  # a "who am I" answer is small; what is longer is not looked at


class Kept:
    """A response's stream that passes everything on at once and keeps a copy of at most `limit` bytes."""

    def __init__(self, limit: int = ANSWER_BYTES) -> None:
        self._limit = limit
        self._data = bytearray()
        self._whole = True

    def __call__(self, chunk: bytes) -> bytes:
        if self._whole and len(self._data) + len(chunk) <= self._limit:
            self._data += chunk
        else:
            self._whole = False
            self._data.clear()
        return chunk

    def answer(self, content_encoding: str) -> bytes | None:
        """The whole answer, decoded; None when it was too long or is not what it says."""
        if not self._whole:
            return None
        try:
            body, cut = decode(bytes(self._data), content_encoding, self._limit)
        except Undecodable:
            return None
        return None if cut else body


async def learn_session(gateway: Gateway, flow: http.HTTPFlow, url: str, kept: Kept) -> None:
    """Remember the account that the answer names for the session that asked."""
    assert flow.response  # noqa: S101 - called from the response hook
    platforms = gateway.gate.platforms
    body = kept.answer(flow.response.headers.get("content-encoding", ""))
    account = learn(url, body, headers_of(flow.response), platforms) if body else None
    if account is None or not 200 <= flow.response.status_code < 300:
        return
    request, _ = request_of(flow, url=url, request_id="", principal=NOBODY, limit=0, cut=False)
    secret = session_secret(request, platforms.specs[account.platform])
    if secret:
        key = session_key(secret, gateway.keys.sessions, account.platform)
        await gateway.state.remember_session(account.platform, key, account.id, account.handle)


def tells(visit: Visit) -> bool:
    """Whether the answer says something of an upload: its ids, in which something was found, or its addresses."""
    post, platforms = visit.post, visit.gate.platforms
    return post is not None and (sends_to(post, platforms) or (visit.uploaded is not None and gives(post, platforms)))


async def learn_upload(gateway: Gateway, flow: http.HTTPFlow, visit: Visit, kept: Kept | None) -> None:
    """Remember what was found in an upload under the ids that the answer gives it, and what comes to its addresses.

    Of an answer that came whole there is no copy: it has not gone on yet.
    """
    assert flow.response  # noqa: S101 - called from the response hook
    assert visit.post  # noqa: S101 - where it `tells`
    if kept is None:
        kept = Kept()
        kept(flow.response.raw_content or b"")
    body = kept.answer(flow.response.headers.get("content-encoding", ""))
    if body is None or not 200 <= flow.response.status_code < 300:
        return
    post, platforms = visit.post, visit.gate.platforms
    platform, principal = post.platform, post.principal.id
    content_type = flow.response.headers.get("content-type", "")
    if visit.uploaded is not None:
        for media in given(post, body, content_type, platforms):
            upload = UploadId(platform=platform, principal=principal, media=media)
            await gateway.state.remember_upload(upload, visit.uploaded)
    if files := addressed(post, body, content_type, platforms):
        await gateway.pieces.expect(
            [
                ExpectedFile(platform=platform, principal=principal, address=key, media=media, piece=piece)
                for key, media, piece in files
            ]
        )


NOBODY = Principal(id="nobody")
