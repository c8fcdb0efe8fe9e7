"""What every answer of the console carries, and which hosts it answers for.

The policy allows the console's own files and nothing else: no script or style in a page, no frame around it, no other
origin. A page is never stored. What others made and evidence shows is not even of the console's origin: it runs and
loads nothing. The rule to keep: no header of a request says which host this is, other than one that
is already known; a name that somebody else chose could end in a link that we send.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = "/static/"
SEALED = "/evidence/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_INERT = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # `no-referrer` would make the Origin of our own forms `null`
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}
_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


class Guarded:
    """The application behind it answers only for `hosts`, and all its answers have the headers."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], https: bool) -> None:
        self._app, self._hosts = app, frozenset(hosts)
        self._headers = _ALWAYS | (_HTTPS if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        known = _host(Headers(scope=scope)) in self._hosts
        app = self._app if known else PlainTextResponse("This console is not at that address.\n", status_code=421)
        await app(scope, receive, guarded)

    def _complete(self, headers: MutableHeaders, path: str) -> None:
        headers.update(self._headers)
        if path.startswith(SEALED):
            headers["Content-Security-Policy"] = _INERT
        headers["Cache-Control"] = "no-cache" if path.startswith(STATIC) else "no-store"


def _host(headers: Headers) -> str:
    """The name that was asked for, without the port; empty where there is not exactly one."""
    given = headers.getlist("host")
    try:
        return (urlsplit(f"//{given[0]}").hostname or "") if len(given) == 1 else ""
    except ValueError:
        return ""
