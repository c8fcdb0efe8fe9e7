"""The agreement as a person reads and accepts it: at its own address, and in place of the first page that they open.

On a platform's origin the form goes to that origin, is answered here, and the person goes on to the page they wanted. What
they accept is on record before it counts. Whoever would rather read it later reads on, and is asked again another day.
"""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from gatepost import metrics
from gatepost.events.record import agreement_event
from gatepost.model import Agreement, Request, Response
from gatepost.pipeline import Gate
from gatepost.policy.asked import is_asked
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages.addresses import PREFIX
from gatepost.proxy.own_pages.tokens import is_token, token_of
from gatepost.responses.agreement import Asking, Given, agreement_page, read_given, sent_on
from gatepost.responses.page import IN_PLACE
from gatepost.responses.words import Bilingual
from gatepost.state import AcceptedAgreement

NAME = "agreement"
PUT_OFF_FOR = timedelta(hours=12)  # until the next working day, whenever in this one that is said
_LONGEST_ONWARD = 4_000  # a longer address would not come back in a form


async def serve(gateway: Gateway, request: Request) -> Response:
    """The agreement at its own address, or the answer to what a person sent from it."""
    if request.method == "POST" and (given := read_given(request.body)) and _is_theirs(gateway, request, given):
        return await _answered(gateway, request, given)
    accepted = await gateway.state.agreement_of(request.principal.id)
    return agreement_page(request, _asking(gateway, request, accepted))


async def in_place(gateway: Gateway, request: Request, platform: str) -> Response | None:
    """The agreement in place of a platform's page, for a person whose posts there would be refused without it."""
    policy, person, now = gateway.policy, request.principal, gateway.clock.now()
    accepted = await gateway.state.agreement_of(person.id)
    standing = policy.agreement.standing(accepted, now)
    paused = gateway.paused_for(platform)
    if standing is Agreement.ACCEPTED or not is_asked(person, platform, standing, policy, at=now, paused=paused):
        return None
    if await gateway.state.has_put_off_agreement(person.id, now):
        return None
    metrics.agreement("asked")
    asking = _asking(gateway, request, accepted, onward=_path_of(request.url))
    return agreement_page(request, asking, status=IN_PLACE)


async def _answered(gateway: Gateway, request: Request, given: Given) -> Response:
    person, now, version = request.principal.id, gateway.clock.now(), gateway.policy.agreement.version
    if not given.accepts:
        await gateway.state.put_off_agreement(person, now + PUT_OFF_FOR)
        metrics.agreement("put-off")
    elif gateway.policy.agreement.standing(await gateway.state.agreement_of(person), now) is not Agreement.ACCEPTED:
        await gateway.record(
            agreement_event(
                at=now, version=version, language=given.language, principal=person, pseudonyms=gateway.naming.of(person)
            )
        )
        await gateway.state.accept_agreement(person, version, given.language, now)
        metrics.agreement("accepted")
    return sent_on(_origin_of(request.url), given.onward or f"{PREFIX}{NAME}")


def _asking(gateway: Gateway, request: Request, accepted: AcceptedAgreement | None, *, onward: str = "") -> Asking:
    terms = gateway.policy.agreement
    asking = Asking(
        standing=terms.standing(accepted, gateway.clock.now()),
        version=terms.version,
        wording=_wording(gateway.gate),
        action=f"{PREFIX}{NAME}",
        token=token_of(_form(terms.version, onward), request.principal.id, gateway.keys.content),
        onward=onward,
    )
    if accepted is None or asking.standing is not Agreement.ACCEPTED:
        return asking
    zone = ZoneInfo(gateway.policy.calendar.time_zone)
    days = [at.astimezone(zone) for at in (accepted.at, accepted.at + terms.period)]
    return replace(asking, accepted=days[0], until=days[1])


def _wording(gate: Gate) -> Bilingual:
    """The wording with the platforms named that the gateway looks into."""
    platforms = gate.platforms
    titles = [spec.title for name, spec in platforms.specs.items() if name not in platforms.prohibited]
    return Bilingual(*(gate.policy.agreement.text(language, titles) for language in ("en", "fr")))


def _is_theirs(gateway: Gateway, request: Request, given: Given) -> bool:
    """Whether this person was shown this form: this version, and this page to go on to."""
    form = _form(gateway.policy.agreement.version, given.onward)
    return is_token(given.token, form, request.principal.id, gateway.keys.content)


def _form(version: str, onward: str) -> str:
    return f"{NAME}\0{version}\0{onward}"


def _path_of(url: str) -> str:
    """The path and query of an address, to go on to; the first page where they are not what a browser would send."""
    path = "/" + "/".join(url.split("/", 3)[3:])
    return path if path.isascii() and path.isprintable() and len(path) <= _LONGEST_ONWARD else "/"


def _origin_of(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])
