"""The table of pages -> a web application.

Each request goes the same way: whose session is it, may that role see this page, did the form come from our own page;
only then the page's function answers, in a thread of its own, as it may ask the database. The rule to keep: a page
that is not in the table cannot be reached, and one whose roles are empty is for nobody.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from gatepost.console import sessions
from gatepost.console.accounts import Account
from gatepost.console.headers import Guarded
from gatepost.console.routes import PAGES, Page
from gatepost.console.tokens import same
from gatepost.console.translation import N_
from gatepost.console.visit import Console, Form, Link, Visit, cookie_token, form_token, sent_to
from gatepost.errors import GatepostFault
from gatepost.store.opening import said_briefly

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MOST_BYTES = 256 * 1024
_MOST_FIELDS = 2000
_STATIC = Path(__file__).parent / "static"
_log = logging.getLogger(__name__)
_REFUSALS = {
    403: N_("Your account does not open this page"),
    404: N_("There is no such page"),
    405: N_("There is no such page"),
    413: N_("That was too much at once"),
    415: N_("That is no form of ours"),
    503: N_("This cannot be recorded at the moment, and so it cannot be shown"),
}
_AWAY = N_("The store does not answer at the moment. Nothing is lost; please try again in a while.")
_FORGED = N_("This form was not sent: it was open for too long, or came from somewhere else. Please try again.")


def create_app(console: Console, pages: Sequence[Page] = PAGES) -> Starlette:
    """The console as an ASGI application."""
    hosts = (urlsplit(console.config.url).hostname or "",) if console.config.url else LOOPBACK
    guard = Middleware(Guarded, hosts=hosts, https=bool(console.config.url))
    routes = [Route(page.path, _endpoint(console, page), methods=[page.method]) for page in pages]
    static = Mount("/static", StaticFiles(directory=_STATIC), name="static")

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 503
        if isinstance(error, GatepostFault):
            _log.error("%s", error)
        return await run_in_threadpool(_refusal, console, request, status)

    async def away(request: Request, error: Exception) -> Response:
        _log.error("the store does not answer: %s", said_briefly(error))
        return await run_in_threadpool(_away, console, request)

    return Starlette(
        routes=[*routes, static],
        middleware=[guard],
        exception_handlers={HTTPException: refused, GatepostFault: refused, SQLAlchemyError: away},
    )


def _endpoint(console: Console, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if any("\0" in str(part) for part in request.path_params.values()):  # which no address of ours has
            raise HTTPException(404)
        form = await _form(request) if page.method == "POST" else Form()
        return await run_in_threadpool(_answer, console, page, request, form)

    return answer


def _answer(console: Console, page: Page, request: Request, form: Form) -> Response:
    visit = _visit(console, request, form)
    account = visit.account
    if account is None and not page.public:
        return sent_to("/sign-in", next=_asked(request))
    if not page.public and not (account and page.opens_to(account)):
        visit.record("denied", page=page.path)
        raise HTTPException(403)
    if page.method == "POST" and not _own(visit):
        return visit.page("refused.html", status=403, heading=_FORGED)
    return page.answer(visit)


def _visit(console: Console, request: Request, form: Form) -> Visit:
    token = cookie_token(console, request.cookies)
    account = sessions.account_of(console.db, token, console.clock.now())
    return Visit(console=console, request=request, form=form, account=account, token=token, links=_links(account))


def _links(account: Account | None) -> Sequence[Link]:
    roles = account.roles if account else frozenset()
    return [Link(page.path, page.name) for page in PAGES if page.name and page.roles & roles]


def _refusal(console: Console, request: Request, status: int) -> Response:
    """An error as a page of ours."""
    return _visit(console, request, Form()).page(
        "refused.html", status=status, heading=_REFUSALS.get(status, _REFUSALS[404])
    )


def _away(console: Console, request: Request) -> Response:
    """Without the store nobody knows who asks: the page is for anybody, and the session's cookie stays."""
    token = cookie_token(console, request.cookies)
    visit = Visit(console=console, request=request, form=Form(), account=None, token=token, links=())
    return visit.page("refused.html", status=503, heading=_AWAY)


def _asked(request: Request) -> str:
    """What to go back to after signing in: only what may be asked for again."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}" if request.method == "GET" else "/"


def _own(visit: Visit) -> bool:
    """Whether a form came from a page of ours, in this browser, in this session.

    All browsers say the origin of a form; whoever says none is no browser of a person, and a script has its own ways.
    """
    headers = visit.request.headers
    origin = headers.get("origin", "") == visit.console.origin(visit.request)
    site = headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return origin and site and same(visit.field("form_token"), form_token(visit.token))


async def _form(request: Request) -> Form:
    """The fields of a form, of bounded size."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        return Form([(name, value.replace("\0", "")) for name, value in fields])  # no database takes a NUL
    except ValueError:
        raise HTTPException(415) from None
