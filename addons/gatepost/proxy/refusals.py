"""Answers that need no judgement: a platform that is prohibited, a gateway that has no room."""

from gatepost.model import Request, Response
from gatepost.pipeline import Gate, wording
from gatepost.platforms import Platforms
from gatepost.platforms.address import parse_address
from gatepost.responses import respond
from gatepost.responses.notice import Kind, build_notice
from gatepost.responses.words import Bilingual

TITLES: dict[Kind, Bilingual] = {
    "prohibited": Bilingual("This platform is not available", "Cette plateforme n’est pas offerte"),
    "busy": Bilingual("The gateway is full", "La passerelle est pleine"),
}


def is_prohibited(url: str, platforms: Platforms) -> bool:
    """Whether this address is on a platform whose hosts are refused altogether."""
    spec = platforms.platform_of(parse_address(url).host) if platforms.prohibited else None
    return spec is not None and spec.platform in platforms.prohibited


def refuse_unread(gate: Gate, request: Request, kind: Kind, number: str) -> Response:
    """A refusal of a request that was not read. `kind` is `prohibited` or `busy`, and the name of its notice."""
    policy = gate.policy
    notice = build_notice(
        number=number,
        action=kind,
        title=TITLES[kind],
        message=wording(policy, kind),
        contact=policy.contact,
        contact_link=f"mailto:{policy.contact.email}",
        kept=policy.retention.log,
        help_url=policy.help_url,
    )
    return respond(request=request, post=None, notice=notice, refusal=None)
