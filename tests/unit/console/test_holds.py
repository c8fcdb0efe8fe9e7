"""Holds from an incident's page: with a reason, on record first, and only of what the page is about."""

import pytest

from gatepost.console.accesses import accesses
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.events.holds import Hold, Scope, read_holds, write_holds
from gatepost.model import Event
from gatepost.store.intake import Intake
from gatepost.testing import A_TUESDAY
from tests.unit.console.conftest import Client, SignedIn, fields
from tests.unit.events.making import a_decision_event, a_journal

EVIL = """"><img src=x onerror=alert(1)>"""


@pytest.fixture(autouse=True)
def incident(console: Console) -> Event:
    event = a_decision_event()
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


@pytest.fixture
def reviewer(signed_in: SignedIn) -> Client:
    return signed_in(Role.REVIEWER, login="r.gagnon")


def put(client: Client, console: Console, incident: Event, **values: str) -> int:
    said = {"scope": "incident", "reason": "a request of 20 November"} | values
    answer = client.post(f"/incidents/{incident.id}/hold", data=fields(client, console, **said))
    return int(answer.status_code)


def release(client: Client, console: Console, incident: Event, **values: str) -> int:
    said = {"reason": "the request was answered"} | values
    answer = client.post(f"/incidents/{incident.id}/release", data=fields(client, console, **said))
    return int(answer.status_code)


@pytest.mark.parametrize("scope", ["incident", "person"])
def test_a_reviewer_holds_an_incident_or_its_person_and_releases_it(
    console: Console, reviewer: Client, incident: Event, scope: str
):
    assert put(reviewer, console, incident, scope=scope) == 303
    (held,) = read_holds(console.var)
    assert held.of == {"incident": incident.id, "person": incident.fields["principal"]}[scope]
    page = reviewer.get(f"/incidents/{incident.id}").text
    assert "a request of 20 November" in page
    assert "r.gagnon" in page
    assert release(reviewer, console, incident, hold=held.id) == 303
    assert read_holds(console.var) == ()
    steps = [access for access in accesses(console.journals) if access.did in ("held", "released")]
    assert [(step.did, step.by, step.more["reason"]) for step in steps] == [
        ("released", held.by, "the request was answered"),
        ("held", held.by, "a request of 20 November"),
    ]


def test_without_a_reason_nothing_is_held_or_released(console: Console, reviewer: Client, incident: Event):
    assert put(reviewer, console, incident, reason="  ") == 422
    assert read_holds(console.var) == ()
    put(reviewer, console, incident)
    (held,) = read_holds(console.var)
    assert release(reviewer, console, incident, hold=held.id, reason="") == 422
    assert read_holds(console.var) == (held,)


def test_only_what_the_page_is_about_is_held_and_released(console: Console, reviewer: Client, incident: Event):
    scopes: dict[Scope, str] = {"all": "", "incident": "another", "person": "p-0000-0000-0000"}
    others = tuple(
        Hold(id=f"h-{scope}", scope=scope, of=of, reason="theirs", by="root", at=A_TUESDAY)
        for scope, of in scopes.items()
    )
    write_holds(console.var, others)
    page = reviewer.get(f"/incidents/{incident.id}").text
    assert page.count("theirs") == 1
    assert "Everything is held" in page
    for hold in ("h-all", "h-incident", "h-person", "", "nonsense"):
        assert release(reviewer, console, incident, hold=hold) == 404
    for scope in ("all", "", "everything"):
        assert put(reviewer, console, incident, scope=scope) == 404
    assert read_holds(console.var) == others


def test_a_reason_is_no_part_of_the_page(console: Console, reviewer: Client, incident: Event):
    put(reviewer, console, incident, reason=EVIL)
    page = reviewer.get(f"/incidents/{incident.id}").text
    assert "<img" not in page
    assert "&lt;img" in page


def test_holds_that_cannot_be_read_are_said_and_not_written_over(console: Console, reviewer: Client, incident: Event):
    (console.var / "holds.json").write_text("{")
    assert "The holds cannot be read" in reviewer.get(f"/incidents/{incident.id}").text
    assert put(reviewer, console, incident) == 422
    assert (console.var / "holds.json").read_text() == "{"


def test_an_adviser_sees_nothing_of_holds(console: Console, signed_in: SignedIn, incident: Event):
    write_holds(console.var, [Hold(id="h", scope="all", of="", reason="theirs", by="root", at=A_TUESDAY)])
    adviser = signed_in(Role.ADVISER)
    page = adviser.get(f"/incidents/{incident.fields['number']}").text
    assert "theirs" not in page
    assert put(adviser, console, incident) == 403
