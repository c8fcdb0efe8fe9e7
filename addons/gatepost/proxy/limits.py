"""How much of a request's body is read, by its media type: the policy's `limits`."""

from mitmproxy import http

from gatepost.model import Activity
from gatepost.platforms.match import Recognised
from gatepost.policy.agency import Limits

_TEXT = ("text/", "application/json", "application/x-www-form-urlencoded", "application/graphql")
_KINDS = ("image", "audio", "video")


def is_file(request: http.Request) -> bool:
    """Whether the body says that it is nothing but one file."""
    media_type = request.headers.get("content-type", "").lower()
    return media_type.startswith("application/octet-stream") or media_type.partition("/")[0] in _KINDS


def limit_of(recognised: Recognised, request: http.Request, limits: Limits) -> int:
    """The limit in bytes. What no definition names is read as far as `other`; bytes without a type as a document.

    Some clients send a file under the content type of a form, so an upload is never taken for a short text.
    """
    if not recognised.candidates:
        return limits.other
    media_type = request.headers.get("content-type", "").lower()
    kind = media_type.partition("/")[0]
    if kind in _KINDS:
        return int(getattr(limits, kind))
    uploads = any(candidate.endpoint.activity is Activity.UPLOAD for candidate in recognised.candidates)
    return limits.text if media_type.startswith(_TEXT) and not uploads else limits.document
