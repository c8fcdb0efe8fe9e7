"""One request, and what a page's function needs to answer it.

A page is a function from a Visit to a response. It need not ask who may see it (`routes.py` says), nor whether a form
came from our own page (`app.py` has looked); it records what of a person's data it shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gatepost.clock import Clock
from gatepost.console.access import AccessLog, Did
from gatepost.console.accounts import Account
from gatepost.console.config import Config
from gatepost.console.openings import Openings
from gatepost.console.templating import environment
from gatepost.console.tokens import derived, kept, new_token
from gatepost.console.translation import LANGUAGES, Language, language_of

_LANGUAGE_COOKIE = "gatepost-language"
_YEAR_SECONDS = 365 * 24 * 3600


class Form(ImmutableMultiDict[str, str]):
    """The fields of a form, in order; a name may come more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """What the process has. `store` is the URL of the index of the journals."""

    var: Path
    store: str
    config: Config
    db: Engine
    clock: Clock
    access: AccessLog
    openings: Openings = field(default_factory=Openings)

    @property
    def journals(self) -> Path:
        """Where the journals of this node are."""
        return self.var / "journal"

    @property
    def cookie(self) -> str:
        """The session's cookie; with `__Host-` no other host of the domain can plant one."""
        return "__Host-gatepost" if self.config.url else "gatepost"

    def origin(self, request: Request) -> str:
        """Where our own forms come from."""
        return self.config.url or f"http://{request.headers['host']}"


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the navigation: its address, and its name in English."""

    path: str
    name: str


@dataclass(kw_only=True)
class Visit:
    """`token` is the cookie's; who has none gets a new one, so that a form can be tied to it before signing in."""

    console: Console
    request: Request
    form: Form
    account: Account | None
    token: str
    links: Sequence[Link]

    @cached_property
    def language(self) -> Language:
        """The account's, else the browser's choice on an earlier page, else what the browser prefers."""
        kept = (self.account.language if self.account else "") or self.request.cookies.get(_LANGUAGE_COOKIE, "")
        return next((known for known in LANGUAGES if known == kept), None) or language_of(
            self.request.headers.get("accept-language", "")
        )

    @property
    def known(self) -> Account:
        """Who it is, on a page that only accounts can see."""
        if self.account is None:
            raise LookupError("nobody is signed in")
        return self.account

    @property
    def session(self) -> str:
        """What the process calls this session: whoever learns it has not got the token."""
        return kept(self.token)

    @property
    def address(self) -> str:
        """Where the request came from, as far as that is known."""
        return self.request.client.host if self.request.client else ""

    @property
    def here(self) -> str:
        """This page's address, to come back to; of a form's answer, the page that the form is on."""
        url = self.request.url
        return own_path(f"{url.path}?{url.query}" if url.query else url.path)

    def field(self, name: str, longest: int = 200) -> str:
        """What a form says, cut to a length; empty when it says nothing."""
        return self.form.get(name, "")[:longest]

    def record(self, did: Did, *, about: str = "", **details: object) -> None:
        """On record before it is shown or done. Every view of a person's data is a `viewed`."""
        self.console.access.record(did, by=self.account.id if self.account else "", about=about, details=details)

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """A template as an answer."""
        frame = {
            "visit": self,
            "account": self.account,
            "links": self.links,
            "path": self.request.url.path,
            "form_token": form_token(self.token),
        }
        html = environment(self.language).get_template(template).render(frame | values)
        response = HTMLResponse(html, status_code=status, headers={"Content-Language": self.language})
        if self.account is None:
            self.keep(response, self.token)
        return response

    def keep(self, response: Response, token: str) -> None:
        """Have the browser keep the session's token until it is closed."""
        https = bool(self.console.config.url)
        response.set_cookie(self.console.cookie, token, httponly=True, secure=https, samesite="strict")

    def keep_language(self, response: Response, language: Language) -> None:
        https = bool(self.console.config.url)
        response.set_cookie(
            _LANGUAGE_COOKIE, language, max_age=_YEAR_SECONDS, httponly=True, secure=https, samesite="strict"
        )


def form_token(token: str) -> str:
    """What a form of ours carries: only who has the cookie can make it."""
    return derived(token, "form")


def cookie_token(console: Console, cookies: Mapping[str, str]) -> str:
    """The token in the cookie, or a new one."""
    given = cookies.get(console.cookie, "")
    return given if 40 <= len(given) <= 64 else new_token()


def sent_to(path: str, **query: str) -> Response:
    """Go and see that page of ours."""
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return RedirectResponse(f"{path}?{asked}" if asked else path, status_code=303)


def own_path(given: str) -> str:
    """An address within the console that a form or a link named; `/` for anything else."""
    safe = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given[:2000] if safe else "/"
