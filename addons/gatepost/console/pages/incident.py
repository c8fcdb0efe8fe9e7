"""One incident on one screen: for reviewers with triage, notes and the person's counts; for advisers by its number only.

Of a person there is a pseudonym and how often something was on record, never a list that tells a story of somebody.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console import accounts, triage
from gatepost.console.beside import beside
from gatepost.console.evidence_words import evidence
from gatepost.console.incident_words import ACTIONS, ACTIVITIES, ANSWERS, OUTCOMES, SEVERITIES, USES, found_in_words
from gatepost.console.matching import matching
from gatepost.console.outlines import outlines
from gatepost.console.roles import Role
from gatepost.console.translation import N_
from gatepost.console.visit import Visit, sent_to
from gatepost.events.export import finding_name
from gatepost.events.numbers import read_number
from gatepost.events.stored import StoredEvent
from gatepost.store.incidents import history, one
from gatepost.store.opening import reading, writing
from gatepost.store.policies import rules_of
from gatepost.store.walking import Key

_NO_NUMBER = N_("There is no incident of this number. Numbers look like 7Q3F-K2MM.")
_PRIVATE = N_("A private message leaves no excerpt.")
_BESIDE = N_("There is no excerpt: the words around it would show what was found.")
_NO_TEXT = N_("There is no excerpt: it is not a place in a text.")
_LONGEST_EXAMPLE = 4000
_EXPECTED = ("log", "coach", "block")


def ask(visit: Visit) -> Response:
    """Where the number that a person read out is typed."""
    return visit.page("incident_number.html", wrong="", number="")


def find(visit: Visit) -> Response:
    number = read_number(visit.field("number", 40))
    if number is None:
        given = visit.field("number", 40)
        return visit.page("incident_number.html", status=422, wrong=_NO_NUMBER, number=given)
    return sent_to(f"/incidents/{number}")


def show(visit: Visit) -> Response:
    event, reviewer = the_incident(visit), _reviews(visit)
    visit.record("viewed", about=event["id"], page="/incidents")
    with reading(visit.console.db) as db:
        rules = rules_of(db, event.get("policy", {}).get("digest", ""))
        past = history(db, event["principal"]) if reviewer and event.get("principal") else None
        state = triage.states_of(db, [event["id"]]).get(event["id"]) if reviewer else None
        notes = triage.notes_of(db, event["id"]) if reviewer else ()
    return visit.page(
        "incident.html",
        event=event,
        at=datetime.fromisoformat(event["at"]),
        reviewer=reviewer,
        past=past,
        state=state,
        notes=notes,
        beside=beside(visit.console.var, event) if reviewer else None,
        logins=accounts.logins(visit.console.db) if reviewer else {},
        matched=matching(event, rules, visit.language),
        explained=bool(rules),
        titles={rule: titled.titles.get(visit.language, rule) for rule, titled in rules.items()},
        outlines=outlines(event.get("findings", ())),
        name=finding_name,
        said=lambda finding: found_in_words(finding, visit.language),
        evidence=lambda finding: evidence(finding, visit.language),
        no_excerpt=lambda finding: _no_excerpt(event, finding),
        ACTIONS=ACTIONS,
        ACTIVITIES=ACTIVITIES,
        ANSWERS=ANSWERS,
        OUTCOMES=OUTCOMES,
        SEVERITIES=SEVERITIES,
        USES=USES,
        STATES=triage.STATES,
        EXPECTED=_EXPECTED,
        LONGEST_NOTE=triage.LONGEST_NOTE,
        LONGEST_EXAMPLE=_LONGEST_EXAMPLE,
    )


def judge(visit: Visit) -> Response:
    """What a reviewer makes of it: a state, a note, or both."""
    event = the_incident(visit)
    state, note = visit.field("state"), visit.field("note", triage.LONGEST_NOTE).strip()
    now, by = visit.console.clock.now(), visit.known.id
    if state not in triage.STATES:
        raise HTTPException(404)
    visit.record("triaged", about=event["id"], state=state, noted=bool(note))
    with writing(visit.console.db) as db:
        before = triage.states_of(db, [event["id"]]).get(event["id"])
        if state != (before.state if before else triage.NEW):
            key = Key(datetime.fromisoformat(event["at"]), event["id"])
            triage.set_state(db, [key], state, by=by, now=now)
        if note:
            triage.add_note(db, event["id"], note, by=by, now=now)
    return sent_to(f"/incidents/{event['id']}")


def example(visit: Visit) -> Response:
    """A case for the rule's `examples:`, of a text that the reviewer made unrecognisable; the text is not kept here."""
    event, text = the_incident(visit), visit.field("text", _LONGEST_EXAMPLE).strip()
    action = visit.field("expected")
    if not text or action not in _EXPECTED:
        raise HTTPException(404)
    visit.record("exported", about=event["id"], format="example")
    written = yaml.safe_dump([_case(event, text, action)], allow_unicode=True, sort_keys=False, width=120)
    return Response(
        written,
        media_type="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="example-{event["number"]}.yaml"'},
    )


def _case(event: StoredEvent, text: str, action: str) -> dict[str, object]:
    """A case as `policy/cases.py` reads it. What shall not be found is named only where nothing is held against it."""
    expected: dict[str, object] = {"action": action}
    if action == "log":
        names = sorted({finding_name(finding) for finding in event.get("findings", ())} & set(_because(event)))
        expected |= {"absent": names} if names else {}
    return {
        "platform": event["platform"],
        "activity": event["activity"],
        "text": text,
        "expect": expected,
    }


def _no_excerpt(event: StoredEvent, finding: Mapping[str, Any]) -> str:
    """Why there is nothing of the text around it."""
    if event.get("activity") == "message":
        return _PRIVATE
    return _BESIDE if finding.get("where", {}).get("span") else _NO_TEXT


def _because(event: StoredEvent) -> list[str]:
    """What was found, each name once, surest first."""
    findings = sorted(event.get("findings", ()), key=lambda finding: -finding.get("confidence", 0))
    return list(dict.fromkeys(finding_name(finding) for finding in findings))


def the_incident(visit: Visit) -> StoredEvent:
    """The one that the address names: for reviewers by number or id, for advisers by number."""
    asked = str(visit.request.path_params["incident"])[:40]
    if not _reviews(visit) and read_number(asked) is None:
        raise HTTPException(404)
    with reading(visit.console.db) as db:
        event = one(db, asked)
    matched = event.get("matched", ()) if event and event["kind"] == "decision" else ()
    if event is None or not any(not match.get("catch_all") for match in matched):
        raise HTTPException(404)
    return event


def _reviews(visit: Visit) -> bool:
    return Role.REVIEWER in visit.known.roles
