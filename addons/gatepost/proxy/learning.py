"""What a platform's own answers tell as they stream by: which account acts in a session, and how an upload is called.

Nothing of an answer is kept but an id and a handle, under a keyed hash of the session; or the ids of an upload in which
something was found.
"""

from mitmproxy import http

from gatepost.errors import Undecodable
from gatepost.identity.accounts import session_key
from gatepost.model import Post, Principal
from gatepost.platforms import given, learn, session_secret
from gatepost.proxy.coding import decode
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.translate import headers_of, request_of
from gatepost.state import JudgedUpload, UploadId

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


async def learn_upload(gateway: Gateway, flow: http.HTTPFlow, kept: Kept, post: Post, judged: JudgedUpload) -> None:
    """Remember what was found in an upload under the ids that the answer gives it."""
    assert flow.response  # noqa: S101 - called from the response hook
    body = kept.answer(flow.response.headers.get("content-encoding", ""))
    if body is None or not 200 <= flow.response.status_code < 300:
        return
    content_type = flow.response.headers.get("content-type", "")
    for media in given(post, body, content_type, gateway.gate.platforms):
        upload = UploadId(platform=post.platform, principal=post.principal.id, media=media)
        await gateway.state.remember_upload(upload, judged)


NOBODY = Principal(id="nobody")
