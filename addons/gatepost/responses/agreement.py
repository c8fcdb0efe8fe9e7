"""The agreement as a web page: its wording in English and French side by side, each with its own way to accept it.

Which button a person presses says in which language they read it. There is no script in it, and no cookie behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from gatepost.model import Agreement, Request, Response
from gatepost.responses.page import html_page, languages_of
from gatepost.responses.words import Bilingual

_MAX_FIELDS = 10
_CHOICES = frozenset({"accept", "later"})
_UNKEPT = (("Cache-Control", "no-store"),)

TITLE = Bilingual("Network Use Policy Agreement", "Entente sur l’utilisation du réseau")
WHY: Mapping[Agreement, Bilingual] = {
    Agreement.MISSING: Bilingual(
        "You are opening a social media service from the agency’s network. Please read this first, and accept it.",
        "Vous ouvrez un service de médias sociaux à partir du réseau de l’organisme. Veuillez d’abord lire ceci et l’accepter.",
    ),
    Agreement.EXPIRED: Bilingual(
        "The agreement that you accepted has run out, or its wording has changed since. Please read it, and accept it again.",
        "L’entente que vous aviez acceptée est échue, ou son texte a changé depuis. Veuillez la lire et l’accepter de nouveau.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the page shows. `wording` is Markdown; `onward` the path that the person wanted, on the same origin, or empty;
    `until` the day on which an accepted agreement runs out."""

    standing: Agreement
    version: str
    wording: Bilingual
    action: str
    token: str
    onward: str = ""
    accepted: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person sent back. `accepts` is false when they would rather read it later."""

    token: str
    accepts: bool
    language: str
    onward: str


def agreement_page(request: Request, asking: Asking, *, status: int = 200) -> Response:
    """The agreement to read, with the form to accept it where it is not accepted."""
    return html_page(
        "agreement.html",
        status=status,
        headers=_UNKEPT,
        order=languages_of(request),
        asking=asking,
        title=TITLE,
        why=WHY.get(asking.standing),
    )


def sent_on(origin: str, path: str) -> Response:
    """The person goes on to the page that they wanted, by a new request of its own."""
    return Response(status=303, headers=(("Location", f"{origin}{path}"), ("Cache-Control", "no-store")))


def read_given(body: bytes) -> Given | None:
    """What is in a submitted form; None when it is not one of this page."""
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:  # not UTF-8, or too many fields
        return None
    token, choice, language, onward = (fields.get(name, [""])[0] for name in ("token", "choice", "language", "onward"))
    if choice not in _CHOICES or language not in ("en", "fr"):
        return None
    return Given(token=token, accepts=choice == "accept", language=language, onward=onward)
