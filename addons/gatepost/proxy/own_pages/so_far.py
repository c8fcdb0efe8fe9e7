"""What came of an incident so far, in its person's words for it: what they answered, and whether there is still time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from gatepost.model import Action
from gatepost.responses.times import clock
from gatepost.responses.words import Bilingual
from gatepost.state import Incident

_REPORTED = Bilingual("You reported this as a mistake.", "Vous avez signalé ceci comme une erreur.")
_PASSED = Bilingual("You gave a reason, and it went through.", "Vous avez donné une raison, et c’est passé.")
_UNUSED = Bilingual(
    "You gave a reason, and did not send it again in time.",
    "Vous avez donné une raison, et ne l’avez pas renvoyé à temps.",
)
_BACK = Bilingual("You left it at that.", "Vous en êtes resté là.")
_LAPSED = Bilingual("The time to answer is over.", "Le délai pour répondre est écoulé.")


def so_far(incident: Incident, now: datetime, zone: ZoneInfo) -> tuple[Bilingual, ...]:
    """Nothing, as long as nothing came of it."""
    answered = _answer(incident, now, zone) if incident.action is Action.COACH else None
    return (*([answered] if answered else []), *([_REPORTED] if incident.reported else []))


def _answer(incident: Incident, now: datetime, zone: ZoneInfo) -> Bilingual | None:
    if incident.justified:
        if incident.over:
            return _PASSED
        return _still_passes(incident.expires.astimezone(zone)) if incident.open_at(now) else _UNUSED
    if incident.answer == "back":
        return _BACK
    return None if incident.open_at(now) else _LAPSED


def _still_passes(until: datetime) -> Bilingual:
    time = clock(until)
    return Bilingual(
        f"You gave a reason. Unchanged, it goes through once, until {time.en}.",
        f"Vous avez donné une raison. Sans changement, il passera une fois, jusqu’à {time.fr}.",
    )
