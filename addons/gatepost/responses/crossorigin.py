"""What lets a page's own script read a refusal that came from another origin (CORS, in the Fetch standard).

Without these headers the page only learns "Failed to fetch". They open nothing: the body is a notice to whoever sent
the request, and the platform is not asked.
"""

import re

from gatepost.model import Request

_ORIGIN = re.compile(r"null|[a-z][a-z0-9+.-]{0,30}://[A-Za-z0-9._~:\[\]-]{1,255}")
_TOKENS = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}")

type Headers = tuple[tuple[str, str], ...]


def readable_by_origin(request: Request) -> Headers:
    """The headers that let the request's own origin read the answer; none when it names no origin."""
    origin = request.header("origin")
    if not _ORIGIN.fullmatch(origin):
        return ()
    return (
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", "Gatepost-Incident, Link"),
        ("Vary", "Origin"),
    )


def is_preflight(request: Request) -> bool:
    """Whether the browser only asks if it may send: the refusal belongs to what it then sends, which is readable."""
    return request.method == "OPTIONS" and bool(request.header("access-control-request-method"))


def preflight_allowed(request: Request) -> Headers:
    """The answer to a preflight: whatever the page wants to send, so that it is sent to us and refused with words."""
    asked = (
        ("Access-Control-Allow-Methods", request.header("access-control-request-method")),
        ("Access-Control-Allow-Headers", request.header("access-control-request-headers")),
    )
    return readable_by_origin(request) + tuple((name, value) for name, value in asked if _TOKENS.fullmatch(value))
