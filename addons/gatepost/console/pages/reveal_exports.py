"""One person's record, for that person: asked for by their name, approved by two others, then a file.

The person is named by who asks and by each who approves, never by the record: it has their pseudonyms alone.
"""

from starlette.responses import Response

from gatepost.console.pages.reveals import desk, in_words, page, the_request
from gatepost.console.people import LONGEST_PERSON, pseudonyms_of_person
from gatepost.console.visit import Visit, sent_to
from gatepost.events.export import FORMATS
from gatepost.reveal.requests import LONGEST_REASON, Refused
from gatepost.store.opening import reading
from gatepost.store.person import record_of, written_of


def ask(visit: Visit) -> Response:
    person = visit.field("person", LONGEST_PERSON).strip()
    people = pseudonyms_of_person(visit.console.var, person) if person else []
    reason, by = visit.field("reason", LONGEST_REASON + 1), visit.known.id
    try:
        desk(visit).ask("export", people, reason=reason, by=by)
    except Refused as error:
        return page(visit, in_words(error))
    return sent_to("/requests")


def export(visit: Visit) -> Response:
    """All that the journals here say of them, and the store, which has those of other nodes too; and what was made of it."""
    found = the_request(visit)
    try:
        here = desk(visit).export(found.id, by=visit.known.id)
    except Refused as error:
        return page(visit, in_words(error))
    with reading(visit.console.db) as db:
        stored = record_of(db, [pseudonym for pseudonym, _ in found.people])
        events = {event["id"]: event for event in (*stored, *here)}
        written = written_of(db, list(events))
    whole = ({**event, "reviewers": written[key]} if key in written else event for key, event in events.items())
    ordered = sorted(whole, key=lambda event: (event["at"], event["id"]))
    return Response(
        "".join(f"{line}\n" for line in FORMATS["jsonl"](ordered)),
        media_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="record.jsonl"'},
    )
