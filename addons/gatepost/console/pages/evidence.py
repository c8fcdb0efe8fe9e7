"""Evidence of an incident: opened by a sworn reviewer with their own key, shown for some minutes, closed again.

The rule to keep: the key opens what was sealed and is gone with the request; what was opened stays in memory for this
session alone, and each opening and each failed attempt is on record before anything is shown.
"""

from collections.abc import Sequence
from pathlib import Path

from nacl.public import PrivateKey
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console.inert import as_shown, ending, picture_type
from gatepost.console.openings import MOST_BYTES, Opening, TooMuch
from gatepost.console.pages.incident import the_incident
from gatepost.console.translation import N_
from gatepost.console.unlocking import WRONG_KEYS, WrongKey, private_key
from gatepost.console.visit import Visit, sent_to
from gatepost.events.stored import StoredEvent
from gatepost.evidence.vault import Opened, evidence_in, kept, opened, reviewers_in
from gatepost.platforms.media_types import OCTETS
from gatepost.sealing.readers import mark_of
from gatepost.sealing.stream import Unopened

LONGEST_REASON = 500
_WRONG = {
    **WRONG_KEYS,
    "no-reason": N_("Say why: the reason goes on record."),
    "gone": N_("Nothing is sealed of this incident any more."),
    "not-for-this-key": N_("This was not sealed to your key, or was changed since."),
    "too-much": N_("This is more than can be open at a time. Close what is open, or wait some minutes."),
}


def show(visit: Visit) -> Response:
    event = the_incident(visit)
    visit.record("viewed", about=event["id"], page="/evidence")
    return _page(visit, event)


def unseal(visit: Visit) -> Response:
    event = the_incident(visit)
    sealed, reason = kept(evidence_in(visit.console.var), event["id"]), visit.field("reason", LONGEST_REASON).strip()
    if not sealed or not reason:
        return _refused(visit, event, "no-reason" if sealed else "gone")
    try:
        key = private_key(visit, reviewers_in(visit.console.var))
        mark = mark_of(key.public_key)
        visit.record("evidence-opened", about=event["id"], parts=len(sealed), key=mark, reason=reason)
        now = visit.console.clock.now()
        visit.console.openings.add(visit.session, event["id"], _unsealed(sealed, key), now)
    except WrongKey as error:
        return _refused(visit, event, error.why)
    except (Unopened, OSError):
        return _refused(visit, event, "not-for-this-key")
    except TooMuch:
        return _refused(visit, event, "too-much")
    return sent_to(f"/incidents/{event['id']}/evidence")


def close(visit: Visit) -> Response:
    event = the_incident(visit)
    visit.console.openings.close(visit.session, event["id"])
    return sent_to(f"/incidents/{event['id']}")


def picture(visit: Visit) -> Response:
    """One part for an `img` of our own page."""
    _, part = _part(visit)
    if not (kind := picture_type(part)):
        raise HTTPException(404)
    return Response(part.content, media_type=kind)


def file(visit: Visit) -> Response:
    """One part as it was sent, to be saved."""
    opening, part = _part(visit)
    number = visit.request.path_params["number"]
    visit.record("evidence-saved", about=opening.event, part=part.part)
    name = f"evidence-{opening.event[-8:]}-{int(number)}.{ending(part)}"
    return Response(part.content, media_type=OCTETS, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _unsealed(sealed: Sequence[Path], key: PrivateKey) -> list[Opened]:
    if sum(path.stat().st_size for path in sealed) > MOST_BYTES:
        raise TooMuch
    return [opened(path, key) for path in sealed]


def _part(visit: Visit) -> tuple[Opening, Opened]:
    """What an address names: a number within an opening of this session. No file has a part in it."""
    named = visit.request.path_params
    opening = visit.console.openings.by_id(visit.session, str(named["opening"]), visit.console.clock.now())
    number = int(named["number"]) if named["number"] in map(str, range(1, 100)) else 0
    if opening is None or not 1 <= number <= len(opening.parts):
        raise HTTPException(404)
    return opening, opening.parts[number - 1]


def _page(visit: Visit, event: StoredEvent, wrong: str = "") -> Response:
    opening = visit.console.openings.of_incident(visit.session, event["id"], visit.console.clock.now())
    shown = [as_shown(number, part, event) for number, part in enumerate(opening.parts, start=1)] if opening else []
    return visit.page(
        "evidence.html",
        status=422 if wrong else 200,
        wrong=wrong,
        event=event,
        opening=opening,
        shown=shown,
        sealed=len(kept(evidence_in(visit.console.var), event["id"])),
        LONGEST_REASON=LONGEST_REASON,
    )


def _refused(visit: Visit, event: StoredEvent, why: str) -> Response:
    """Every attempt that failed is on record as well."""
    visit.record("evidence-refused", about=event["id"], why=why)
    return _page(visit, event, _WRONG[why])
