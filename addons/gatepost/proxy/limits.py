"""How much of a request's body is read, by its media type: the policy's `limits`."""

from mitmproxy import http

from gatepost.platforms.match import Recognised
from gatepost.policy.agency import Limits

_TEXT = ("text/", "application/json", "application/x-www-form-urlencoded", "application/graphql")
_KINDS = ("image", "audio", "video")


def limit_of(recognised: Recognised, request: http.Request, limits: Limits) -> int:
    """The limit in bytes. What no definition names is read as far as `other`; bytes without a type as a document."""
    if not recognised.candidates:
        return limits.other
    media_type = request.headers.get("content-type", "").lower()
    kind = media_type.partition("/")[0]
    if kind in _KINDS:
        return int(getattr(limits, kind))
    return limits.text if media_type.startswith(_TEXT) else limits.document
