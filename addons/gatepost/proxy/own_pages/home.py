"""The first page at the reserved host: what a person did, what the thresholds are, and their own notices.

It is made from what is kept under this person's own name in the state, and from the policy; nobody else's is asked for.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from gatepost.identity.principal import is_unknown
from gatepost.model import Action, Counted, Request, Response, Source, Use, Window
from gatepost.pipeline import Gate
from gatepost.policy.document import Policy, Rule
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement
from gatepost.proxy.own_pages.addresses import page_address
from gatepost.proxy.own_pages.so_far import so_far
from gatepost.responses.overview import Counts, Entry, Overview, overview_page
from gatepost.responses.times import clock, moment
from gatepost.responses.volume import amount_of
from gatepost.responses.words import Bilingual
from gatepost.state import Incident, Volume
from gatepost.usage.calendar import Standing, next_own_time, standing
from gatepost.usage.calendar.shifts import zone_of

NAME = ""
_BY_ADDRESS = frozenset({Source.UNKNOWN, Source.NETWORK})
_USES = {
    Use.PERSONAL: Bilingual("personal", "personnel"),
    Use.PROFESSIONAL: Bilingual("professional", "professionnel"),
}
_SHOWN = ("posts", "uploads", "active_minutes")
_WINDOWS = {
    Window.HOUR: Bilingual("within an hour", "en une heure"),
    Window.DAY: Bilingual("in a work day", "en un jour de travail"),
    Window.WEEK: Bilingual("within seven days", "en sept jours"),
}
_THEN: Mapping[Action, Bilingual] = {
    Action.COACH: Bilingual("you are asked first", "on vous demande d’abord pourquoi"),
    Action.BLOCK: Bilingual(
        "what you post is held back until your own time",
        "ce que vous publiez est retenu jusqu’à votre temps personnel",
    ),
}


async def serve(gateway: Gateway, request: Request) -> Response:
    """Everything there is of this person."""
    policy, person, now = gateway.policy, request.principal, gateway.clock.now()
    today = standing(policy.calendar, person, now)
    volume = await gateway.state.volume_of(person.id, at=now, work_day=today.work_day)
    today = standing(policy.calendar, person, now, volume.own_used)
    zone = zone_of(policy.calendar, person.work)
    incidents = await gateway.state.incidents_of(person.id)
    entries = [(one.asks_at(now), _entry(gateway.gate, one, now, zone)) for one in incidents]
    return overview_page(
        request,
        Overview(
            signed_in=person.source not in _BY_ADDRESS or not is_unknown(person),
            now=_now(today, next_own_time(policy.calendar, person, now, volume.own_used)),
            counts=tuple(_counts(volume)),
            thresholds=tuple(
                line for rule in policy.rules if not rule.shadow for line in _thresholds(rule, gateway.gate)
            ),
            open=[entry for asks, entry in entries if asks],
            earlier=[entry for asks, entry in entries if not asks],
            agreement=page_address(agreement.NAME),
            contact=Bilingual(policy.contact.en, policy.contact.fr),
            contact_link=f"mailto:{policy.contact.email}",
            help_url=policy.help_url,
        ),
    )


def _now(today: Standing, free: datetime) -> Bilingual:
    if not today.is_work:
        return Bilingual(
            "This is your own time: nothing is counted.", "C’est votre temps personnel : rien n’est compté."
        )
    time = clock(free)
    return Bilingual(
        f"This is work time. Your next own time: {time.en}.",
        f"C’est du temps de travail. Votre prochain temps personnel : {time.fr}.",
    )


def _counts(volume: Volume) -> Iterator[Counts]:
    """The uses of which anything was counted, on all platforms together."""
    for use, words in _USES.items():
        amounts = [
            (window, [amount_of(of, amount) for of in _SHOWN if (amount := getattr(used, of))])
            for window in Window
            if (used := volume.usage.get(Counted(use, window)))
        ]
        if amounts := [(window, said) for window, said in amounts if said]:
            yield Counts(use=words, amounts=amounts)


def _thresholds(rule: Rule, gate: Gate) -> Iterator[Bilingual]:
    """What happens from how much on; thresholds that only record are nobody's concern."""
    for threshold in rule.thresholds:
        for use, least in threshold.at_least.items():
            if (then := _THEN.get(rule.actions.get(use, Action.ALLOW))) and use in _USES:
                amount, over, words = amount_of(threshold.of, least), _WINDOWS[threshold.window], _USES[use]
                there = _there(threshold.group, gate)
                yield Bilingual(
                    f"From {amount.en} {over.en} ({words.en} use{there.en}): {then.en}.",
                    f"À partir de {amount.fr} {over.fr} (usage {words.fr}{there.fr}) : {then.fr}.",
                )


def _there(group: str, gate: Gate) -> Bilingual:
    names = sorted(gate.platforms.specs[name].title for name in gate.policy.platform_groups.get(group, ()))
    listed = ", ".join(names)
    return Bilingual(f", on {listed}", f", sur {listed}") if names else Bilingual("", "")


def _entry(gate: Gate, incident: Incident, now: datetime, zone: ZoneInfo) -> Entry:
    spec = gate.platforms.specs.get(incident.platform)
    return Entry(
        number=incident.number,
        address=page_address(incident.number),
        at=moment(incident.at.astimezone(zone)),
        platform=spec.title if spec else incident.platform,
        title=_title(gate.policy, incident),
        standing=so_far(incident, now, zone),
        reason=_reason(gate.policy, incident.reason),
    )


def _title(policy: Policy, incident: Incident) -> Bilingual:
    rule = next((rule for rule in policy.rules if rule.id in incident.rules[:1]), None)
    return Bilingual(rule.title.en, rule.title.fr) if rule else Bilingual("A notice", "Un avis")


def _reason(policy: Policy, reason: str) -> str:
    """The reason as it was offered, and the person's own words."""
    key, _, words = reason.partition(": ")
    offered = next((f"{one.en} / {one.fr}" for one in policy.coaching.reasons if one.id == key), key)
    return f"{offered}: {words}" if words else offered
