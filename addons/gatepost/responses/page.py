"""A notice as a web page, English and French side by side, that works without scripts and from any origin.

The page may stand on a platform's own address, where nothing else of ours can be fetched: so the style is inside it, and
its Content-Security-Policy allows that style, its own form, and nothing more. It also puts the page in a sandbox, an origin
of its own, so that no script of the platform can reach into it. Templates escape everything; the only markup
that comes from outside is the policy's Markdown, in which HTML is off.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from gatepost.model import Post, Request, Response
from gatepost.responses.answer import MAX_WORDS
from gatepost.responses.api import common_headers, status_of
from gatepost.responses.notice import Kind, Notice
from gatepost.responses.words import Bilingual, section_of

HOST = "gatepost.internal"  # reserved: the gateway's own pages stand there, and nothing else
IN_PLACE = 511  # RFC 6585, 6: in the way to the network stands something to read; no cache or worker keeps it
HEADINGS: Mapping[Kind, Bilingual] = {
    "coach": Bilingual("Not sent yet: please take a second look", "Pas encore envoyé : prenez le temps de relire"),
    "block": Bilingual("This was not sent", "Ceci n’a pas été envoyé"),
    "fault": Bilingual("This was not sent, because of us", "Ceci n’a pas été envoyé, à cause de nous"),
    "prohibited": Bilingual("This service is not open from here", "Ce service n’est pas accessible d’ici"),
    "busy": Bilingual("This was not sent: we are too busy", "Ceci n’a pas été envoyé : nous sommes débordés"),
}
_OUR_FAULT = Bilingual(
    "This is our fault; nothing is held against you.", "C’est notre faute; rien ne vous est reproché."
)
_EARLIER = Bilingual("About something you wanted to send", "Au sujet d’un de vos envois")
_FRENCH_SPACE = re.compile(r"(?<=«) | (?=[»:])")  # no line may begin with a colon or break inside quotes
_LANGUAGES = ("en", "fr")
_NOTICE_HEADING = 3  # a notice's own headings begin below the page's


class Link(NamedTuple):
    """Where a page leads to, in words."""

    address: str
    words: Bilingual


def notice_page(request: Request, notice: Notice, post: Post | None = None) -> Response:
    """The page in place of the one that a refused navigation would have shown."""
    return _notice(request, notice, status=status_of(notice, None), platform=post.platform if post else "")


def incident_page(request: Request, notice: Notice, *, still_open: bool = True, onward: str = "") -> Response:
    """The same notice read later, at the gateway's own address or in place of a page: nothing is refused now.

    `onward` is the address of the page that it stands in place of.
    """
    status = IN_PLACE if onward else 200
    return _notice(request, notice, status=status, heading=None if still_open else _EARLIER, onward=onward)


def not_found_page(request: Request) -> Response:
    """No such notice, or not this person's: the two look the same, so that numbers cannot be tried out."""
    return message_page(
        request,
        Bilingual("There is no such notice for you", "Il n’y a pas d’avis de ce genre pour vous"),
        Bilingual(
            "The number may be mistyped, or the notice may have expired. Nothing was sent, and nothing is held "
            "against you for looking.",
            "Le numéro est peut-être mal tapé, ou l’avis a expiré. Rien n’a été envoyé, et rien ne vous est "
            "reproché pour avoir cherché.",
        ),
        status=404,
    )


def languages_of(request: Request) -> Sequence[str]:
    """Both languages, the person's own first: the directory's word for it, else the browser's."""
    wanted = request.principal.language or request.header("accept-language").strip()[:2].lower()
    return sorted(_LANGUAGES, key=lambda language: language != wanted)


def message_page(
    request: Request,
    heading: Bilingual,
    message: Bilingual,
    *,
    number: str = "",
    status: int = 200,
    links: Sequence[Link] = (),
) -> Response:
    """A heading and a paragraph, and where to go from there."""
    return html_page(
        "message.html",
        status=status,
        headers=(("Cache-Control", "no-store"),),
        order=languages_of(request),
        heading=heading,
        message=message,
        number=number,
        links=links,
    )


def _notice(
    request: Request,
    notice: Notice,
    *,
    status: int,
    platform: str = "",
    heading: Bilingual | None = None,
    onward: str = "",
) -> Response:
    return html_page(
        "notice.html",
        status=status,
        headers=common_headers(notice),
        order=languages_of(request),
        notice=notice,
        heading=heading or HEADINGS[notice.action],
        platform=platform,
        onward=onward,
        minutes=int(notice.form.window.total_seconds() // 60) if notice.form else 0,
        max_words=MAX_WORDS,
    )


def html_page(
    template: str, *, status: int, headers: tuple[tuple[str, str], ...], order: Sequence[str], **values: object
) -> Response:
    """A template of ours as an answer: `order` is both languages, the person's own first."""
    style, policy = _style()
    html = _environment().get_template(template).render(order=order, style=style, **values)
    return Response(
        status=status,
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            *headers,
        ),
        body=html.encode(),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gatepost.responses"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_unbroken,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(host=HOST, our_fault=_OUR_FAULT, section_of=section_of)
    environment.filters["markdown"] = _markdown
    return environment


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, and the policy that allows it by its digest."""
    style = _environment().get_template("style.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "sandbox allow-forms allow-top-navigation-to-custom-protocols"  # the latter for mailto:
    )
    return Markup(style), policy  # noqa: S704 - our own file


@lru_cache(maxsize=256)
def _markdown(text: str, lowered: int = _NOTICE_HEADING) -> Markup:
    """A text of the policy as HTML, its headings so much lower. Raw HTML in it is shown as text; pictures are not loaded."""
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = parser.parse(text)
    for token in tokens:
        _lower_heading(token, lowered)
    html = str(parser.renderer.render(tokens, parser.options, {}))
    return Markup(_FRENCH_SPACE.sub("\u00a0", html))  # noqa: S704 - the renderer escapes all text


def _unbroken(value: object) -> object:
    """Words for people with the spaces that French keeps together."""
    return _FRENCH_SPACE.sub("\u00a0", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lower_heading(token: Token, lowered: int) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(6, int(token.tag[1]) + lowered)}"
