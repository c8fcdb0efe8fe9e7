"""Notices for the tests of what is made from them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gatepost.model import Agreement, Client, Request, Where
from gatepost.responses.agreement import Asking
from gatepost.responses.notice import Form, Notice, Reason, build_notice, found_in
from gatepost.responses.words import Bilingual
from gatepost.testing import a_finding, a_part, a_request

REASONS = (
    Reason("public", Bilingual("The information is public", "L’information est publique")),
    Reason("mistaken", Bilingual("What was found is not there", "Ce qui a été trouvé n’y est pas")),
)


@dataclass(frozen=True)
class Shape:
    """A definition's refusal, as `platforms.spec.Refusal` has it."""

    body: object
    status: int = 403
    content_type: str = "application/json"


def a_form(**changes: Any) -> Form:
    values: dict[str, Any] = {
        "action": "/.well-known/gatepost/7Q3F-ABCD",
        "token": "t0k3n",
        "window": timedelta(minutes=10),
        "reasons": REASONS,
    }
    return Form(**values | changes)


def an_agreement(**changes: Any) -> Asking:
    values: dict[str, Any] = {
        "standing": Agreement.MISSING,
        "version": "2026-11",
        "wording": Bilingual("## What\n\nRead **this**.", "## Quoi\n\nLisez *ceci* : tout."),
        "action": "/.well-known/gatepost/agreement",
        "token": "t0k3n",
        "onward": "/home?a=1&b=%22",
    }
    return Asking(**values | changes)


def a_notice(**changes: Any) -> Notice:
    values: dict[str, Any] = {
        "number": "7Q3F-ABCD",
        "action": "block",
        "title": Bilingual("Confidentiality", "Confidentialité"),
        "message": Bilingual("Take the **marking** out.", "Retirez la **cote**."),
        "contact": Bilingual("Web2Social team", "Équipe Web2Social"),
        "contact_link": "mailto:web2social@agency.example",
        "kept": timedelta(days=365),
        "guideline": "2.6",
        "findings": (a_finding(where=Where(part="text")),),
        "parts": (a_part(),),
        "help_url": "https://intranet.agency.example/social-media",
    }
    values |= changes
    return build_notice(found=found_in(values.pop("findings"), values.pop("parts")), **values)


def a_coaching(**changes: Any) -> Notice:
    return a_notice(action="coach", form=a_form(), page="http://gatepost.internal/7Q3F-ABCD", **changes)


def from_browser(**changes: Any) -> Request:
    return a_request(client=Client.BROWSER, **changes)


def from_origin(origin: str, **changes: Any) -> Request:
    return a_request(client=Client.SCRIPT, headers=(("origin", origin),), **changes)
