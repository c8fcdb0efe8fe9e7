"""Evidence of an incident: opened by a sworn reviewer with their own key, shown for some minutes, closed again.

The key opens what was sealed and is gone with the request; what was opened stays in memory for this session alone. The
rule to keep: nothing that others made is opened, drawn or run by this process. The browser shows pictures of four
kinds as pictures and text as text; all else is a file that it saves and never opens by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nacl.public import PrivateKey
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console.openings import MOST_BYTES, Opening, TooMuch
from gatepost.console.pages.incident import the_incident
from gatepost.console.translation import N_
from gatepost.console.unlocking import WRONG_KEYS, WrongKey, private_key
from gatepost.console.visit import Visit, sent_to
from gatepost.events.stored import StoredEvent
from gatepost.evidence.vault import Opened, evidence_in, kept, opened, reviewers_in
from gatepost.platforms.media_types import OCTETS, sniff
from gatepost.sealing.readers import mark_of
from gatepost.sealing.stream import Unopened

LONGEST_REASON = 500
_SHOWN_CHARACTERS = 20_000
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_TEXTS = ("text/", "application/json", "application/xml")
_OFFICE = "application/vnd.openxmlformats-officedocument."
# What a saved file is called at its end. Nothing that a browser or a shell runs is among them.
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/zip": "zip",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
_WRONG = {
    **WRONG_KEYS,
    "no-reason": N_("Say why: the reason goes on record."),
    "gone": N_("Nothing is sealed of this incident any more."),
    "not-for-this-key": N_("This was not sealed to your key, or was changed since."),
    "too-much": N_("This is more than can be open at a time. Close what is open, or wait some minutes."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One part on the page. `boxes` are the places in it where something was found, in pixels."""

    number: int
    part: str
    media_type: str
    size: int
    how: Literal["picture", "text", "file"]
    text: str
    boxes: Sequence[Sequence[int]]


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
    if (kind := sniff(part.content)) not in _PICTURES:
        raise HTTPException(404)
    return Response(part.content, media_type=kind)


def file(visit: Visit) -> Response:
    """One part as it was sent, to be saved."""
    opening, part = _part(visit)
    number = visit.request.path_params["number"]
    visit.record("evidence-saved", about=opening.event, part=part.part)
    name = f"evidence-{opening.event[-8:]}-{int(number)}.{_ending(part)}"
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
    shown = [_shown(number, part, event) for number, part in enumerate(opening.parts, start=1)] if opening else []
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


def _shown(number: int, part: Opened, event: StoredEvent) -> Shown:
    how = _how(part)
    return Shown(
        number=number,
        part=part.part,
        media_type=part.media_type,
        size=len(part.content),
        how=how,
        text=part.content[: 4 * _SHOWN_CHARACTERS].decode("utf-8", "replace")[:_SHOWN_CHARACTERS]
        if how == "text"
        else "",
        boxes=_boxes(part, event) if how == "picture" else (),
    )


def _how(part: Opened) -> Literal["picture", "text", "file"]:
    """By its first bytes: what it was said to be only tells text from the rest."""
    kind = sniff(part.content)
    if kind in _PICTURES:
        return "picture"
    return "text" if not kind and part.media_type.startswith(_TEXTS) else "file"


def _boxes(part: Opened, event: StoredEvent) -> list[Sequence[int]]:
    places = (finding.get("where", {}) for finding in event.get("findings", ()))
    return [place["box"] for place in places if place.get("part") == part.part and len(place.get("box", ())) == 4]


def _ending(part: Opened) -> str:
    kind = sniff(part.content)
    said = part.media_type if kind == "application/zip" and part.media_type.startswith(_OFFICE) else kind
    return _ENDINGS.get(said, "bin")


def _refused(visit: Visit, event: StoredEvent, why: str) -> Response:
    """Every attempt that failed is on record as well."""
    visit.record("evidence-refused", about=event["id"], why=why)
    return _page(visit, event, _WRONG[why])
