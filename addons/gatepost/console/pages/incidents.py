"""The reviewers' list: the incidents that an address asks for, what came since, many triaged at once, an export.

The rule to keep: looking whether something came says how many and never what, and ends by itself, so that a page left
open neither keeps a session alive for good nor shows anything that is not on record as seen.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response, StreamingResponse

from gatepost.console import triage
from gatepost.console.asked import CHOICES, Asked
from gatepost.console.incident_words import ACTIONS, OUTCOMES, SEVERITIES, USES, found_in_words
from gatepost.console.visit import Visit, sent_to
from gatepost.events.export import FORMATS
from gatepost.events.stored import StoredEvent
from gatepost.store.incidents import PAGE, Filter, Key, count, known, page
from gatepost.store.index import events
from gatepost.store.opening import reading, writing
from gatepost.store.rows import is_id

EXPORTS = {"csv": "text/csv", "jsonl": "application/jsonl", "ocsf": "application/jsonl"}
_REPORTED = Filter(incidents=True, said=("mistake",), state=(triage.NEW,))
_MOST_REPORTED = 5
_AT_ONCE = 500
_WATCHED = timedelta(minutes=10)
_STOP_POLLING = 286  # htmx's own status for it
_FIRST = str(UUID(int=0))


def show(visit: Visit) -> Response:
    query = visit.request.query_params
    asked, before = Asked.read(query), _key(query.get("before", ""))
    visit.record("viewed", page="/incidents", filter=asked.query)
    with reading(visit.console.db) as db:
        found = page(db, asked.wanted(db), before=before)
        first = not asked.values and before is None
        reported = page(db, _REPORTED, most=_MOST_REPORTED).events if first else ()
        states = triage.states_of(db, [event["id"] for event in (*found.events, *reported)])
        choices = {name: _choices(db, name) for name in CHOICES}
    newest = found.events[0] if found.events else None
    latest = Key.read(f"{newest['at']}_{newest['id']}") if newest else Key(visit.console.clock.now(), _FIRST)
    return visit.page(
        "incidents.html",
        found=found.events,
        reported=reported,
        older=found.older,
        full=len(found.events) == PAGE,
        watch=None if before else latest,
        opened=visit.console.clock.now().isoformat(),
        asked=asked,
        before=before,
        choices=choices,
        states=states,
        exports=EXPORTS,
        words=_words(visit),
    )


def arrivals(visit: Visit) -> Response:
    """How many came since the list was made, for the list to say politely; no incident is shown."""
    asked, after = Asked.read(visit.request.query_params), _key(str(visit.request.path_params["after"]))
    if after is None:
        raise HTTPException(404)
    opened = _key(f"{visit.request.query_params.get('opened', '')}_{_FIRST}")
    with reading(visit.console.db) as db:
        came = count(db, asked.wanted(db), after=after)
    over = opened is None or visit.console.clock.now() - opened.at > _WATCHED
    answer: Response = visit.page("incidents_came.html", came=came, asked=asked, over=over)
    if over:
        answer = HTMLResponse(answer.body, status_code=_STOP_POLLING)
    return answer


def triage_many(visit: Visit) -> Response:
    """One state for those that were ticked."""
    state, note = visit.field("set"), visit.field("note", triage.LONGEST_NOTE).strip()
    wanted = [key for written in visit.form.getlist("incident")[:PAGE] if (key := _key(written))]
    if state in triage.STATES and wanted:
        with writing(visit.console.db) as db:
            incidents = _there(db, wanted)
            _record(visit, incidents, state)
            now, by = visit.console.clock.now(), visit.known.id
            triage.set_state(db, incidents, state, by=by, now=now)
            for incident in incidents if note else ():
                triage.add_note(db, incident.id, note, by=by, now=now)
    return sent_to(f"/incidents?{Asked.read(visit.form).query}")


def export(visit: Visit) -> Response:
    """What the filter finds, as a file."""
    form, asked = visit.field("format"), Asked.read(visit.form)
    if form not in EXPORTS:
        raise HTTPException(404)
    visit.record("exported", page="/incidents", format=form, filter=asked.query)
    name = f"incidents.{form}.jsonl" if form == "ocsf" else f"incidents.{form}"
    return StreamingResponse(
        (f"{line}\n" for line in FORMATS[form](_all(visit, asked))),
        media_type=f"{EXPORTS[form]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _all(visit: Visit, asked: Asked) -> Iterator[StoredEvent]:
    """All events of a filter. A reader that is slow to take them holds no transaction open."""
    before: Key | None = None
    while True:
        with reading(visit.console.db) as db:
            found = page(db, asked.wanted(db), before=before, most=_AT_ONCE, seconds=None)
        yield from found.events
        before = found.older
        if before is None:
            return


def _there(db: Connection, wanted: list[Key]) -> list[Key]:
    """Those of the keys that a form names which are incidents, with their own times."""
    query = events.select().where(events.c.id.in_([key.id for key in wanted]), events.c.incident)
    return [Key(row.at, row.id) for row in db.execute(query)]


def _record(visit: Visit, incidents: list[Key], state: str) -> None:
    for incident in incidents:
        visit.record("triaged", about=incident.id, state=state)


def _choices(db: Connection, name: str) -> dict[str, str]:
    """The values of a filter and their words; a value that the store knows is its own word."""
    return dict(CHOICES[name][1]) or {value: value for value in known(db, name) if value}


def _words(visit: Visit) -> dict[str, object]:
    def found_in(event: StoredEvent) -> list[str]:
        return list(dict.fromkeys(found_in_words(finding, visit.language) for finding in event.get("findings", ())))

    return {
        "CHOICES": CHOICES,
        "ACTIONS": ACTIONS,
        "OUTCOMES": OUTCOMES,
        "SEVERITIES": SEVERITIES,
        "USES": USES,
        "STATES": triage.STATES,
        "LONGEST_NOTE": triage.LONGEST_NOTE,
        "found_in": found_in,
        "moment_of": datetime.fromisoformat,
    }


def _key(written: str) -> Key | None:
    try:
        key = Key.read(written[:100])
    except (ValueError, OverflowError):
        return None
    return key if is_id(key.id) else None
