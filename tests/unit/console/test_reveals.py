"""Who was it, and a person's record: two people, on record, in time, or nobody; tried as a browser and as somebody hostile."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from gatepost.console import accounts, sessions
from gatepost.console.accesses import accesses
from gatepost.console.roles import Role
from gatepost.console.triage import add_note
from gatepost.console.visit import Console
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.model import Event
from gatepost.proxy.naming import revealers_in
from gatepost.proxy.periods import pseudonyms_of
from gatepost.reveal.names import Names
from gatepost.reveal.requests import OPEN_FOR
from gatepost.sealing.readers import public_text
from gatepost.store.intake import Intake
from gatepost.store.opening import writing
from gatepost.testing import A_TUESDAY, FakeClock, a_post, a_principal
from tests.unit.console.conftest import Client, begin, fields
from tests.unit.events.making import a_decision_event, a_journal
from tests.unit.sealing.people import PASSPHRASE, a_key, a_locked, a_reader

PERIOD, LOGIN = "2026-11", "emp-104"
EVIL = """"><img src=x onerror=alert(1)>{{7*7}}"""
REASON = "a complaint of 20 November"
MINE, ANOTHERS = a_key(1), a_key(2)
OPENS = {"key": a_locked(MINE).decode(), "passphrase": PASSPHRASE}


class People:
    """Browsers of several accounts: each acts in its own session."""

    def __init__(self, console: Console, client: Client) -> None:
        self._console, self._client = console, client
        self._tokens: dict[str, str] = {}

    def be(self, login: str, *roles: Role, sworn: bool = True) -> Client:
        token = self._tokens.get(login) or begin(self._console, *roles, login=login, sworn=sworn)
        self._tokens[login] = token
        self._client.cookies.set(self._console.cookie, token)
        return self._client

    def again(self, login: str) -> None:
        """Sign in once more, as a session ends long before a request."""
        with writing(self._console.db) as db:
            account = accounts.by_login(db, login)
            assert account is not None
            self._tokens[login] = sessions.begin(db, account.id, self._console.clock.now())

    def post(self, login: str, path: str, **values: object) -> Any:
        client = self.be(login)
        return client.post(path, data=fields(client, self._console, **values))

    def get(self, login: str, path: str) -> Any:
        return self.be(login).get(path)


@pytest.fixture
def people(console: Console, nobody: Client) -> Iterator[People]:
    """Rose asks; Adam and Zoé may approve, as reviewer and as auditor; Max is a manager."""
    people = People(console, nobody)
    for login, role in (("rose", Role.REVIEWER), ("adam", Role.REVIEWER), ("zoe", Role.AUDITOR), ("max", Role.MANAGER)):
        people.be(login, role)
    yield people
    nobody.cookies.clear()


@pytest.fixture
def pseudonyms(console: Console) -> Pseudonyms:
    return pseudonyms_of(console.var / "keys", PERIOD)


@pytest.fixture(autouse=True)
def incident(console: Console, pseudonyms: Pseudonyms) -> Event:
    """Of a person whose name is sealed to one key, which is admitted."""
    Names(console.var, "gateway-1", pseudonyms, [a_reader(MINE)]).remember(LOGIN)
    folder = revealers_in(console.var)
    folder.mkdir(parents=True)
    (folder / "rose.pub").write_text(public_text(MINE.public_key))
    post = a_post(at=A_TUESDAY, principal=a_principal(id=LOGIN))
    event = a_decision_event(post=post, pseudonyms=pseudonyms)
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


def request_of(console: Console) -> str:
    (asked,) = (access for access in accesses(console.journals) if access.did.endswith("-asked"))
    return asked.id


def asked(people: People, console: Console, incident: Event) -> str:
    answer = people.post("rose", f"/incidents/{incident.id}/reveal", reason=REASON)
    assert answer.headers["location"] == "/requests"
    return request_of(console)


def asked_record(people: People, console: Console) -> str:
    assert people.post("rose", "/requests", person=LOGIN, reason=REASON).status_code == 303
    return request_of(console)


def done(console: Console) -> list[str]:
    steps = [access.did for access in reversed(accesses(console.journals))]
    return [did for did in steps if did.startswith(("reveal", "export", "denied"))]


def approve(people: People, request: str, by: str = "adam", **values: object) -> Any:
    return people.post(by, f"/requests/{request}/answer", answer="approve", **values)


def test_a_second_person_approves_and_who_asked_is_shown_the_name_once_a_form(
    people: People, console: Console, incident: Event
):
    request = asked(people, console, incident)
    waiting = people.get("zoe", "/requests").text
    assert REASON in waiting
    assert 'value="approve"' in waiting
    assert approve(people, request, "zoe").status_code == 303
    shown = people.post("rose", f"/requests/{request}/reveal", **OPENS)
    assert f'<p class="link">{LOGIN}</p>' in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert LOGIN not in people.get("rose", "/requests").text
    assert done(console) == ["reveal-asked", "reveal-approved", "reveal-used"]
    assert LOGIN not in str(accesses(console.journals))
    assert LOGIN.encode() not in b"".join(path.read_bytes() for path in console.journals.glob("*.jsonl"))


def test_nobody_approves_what_they_asked_for(people: People, console: Console, incident: Event):
    request = asked(people, console, incident)
    assert 'value="approve"' not in people.get("rose", "/requests").text
    answer = approve(people, request, "rose")
    assert answer.status_code == 422
    assert "a second person does" in answer.text
    assert people.post("rose", f"/requests/{request}/reveal", **OPENS).status_code == 422
    assert done(console) == ["reveal-asked", "reveal-failed"]


@pytest.mark.parametrize("login", ["adam", "zoe", "max"])
def test_only_who_asked_is_shown_the_name(people: People, console: Console, incident: Event, login: str):
    request = asked(people, console, incident)
    approve(people, request)
    answer = people.post(login, f"/requests/{request}/reveal", **OPENS)
    assert answer.status_code in (403, 404)
    assert LOGIN not in answer.text


def test_a_request_that_is_over_is_neither_approved_nor_used(
    people: People, console: Console, incident: Event, clock: FakeClock
):
    request = asked(people, console, incident)
    approve(people, request)
    clock.advance(OPEN_FOR)
    for login in ("rose", "zoe"):
        people.again(login)
    assert "This request is over." in approve(people, request, "zoe").text
    answer = people.post("rose", f"/requests/{request}/reveal", **OPENS)
    assert answer.status_code == 422
    assert LOGIN not in answer.text


def test_one_refusal_ends_it(people: People, console: Console, incident: Event):
    request = asked(people, console, incident)
    approve(people, request)
    assert people.post("zoe", f"/requests/{request}/answer", answer="refuse").status_code == 303
    assert people.post("rose", f"/requests/{request}/reveal", **OPENS).status_code == 422
    assert "refused by the second person" in people.get("rose", "/requests").text


@pytest.mark.parametrize(
    "tried",
    [
        {"passphrase": "not the passphrase"},
        {"key": "{}"},
        {"key": "x" * 9000},
        {"key": ""},
        {"key": a_locked(ANOTHERS).decode()},
    ],
    ids=["passphrase", "empty", "long", "none", "not admitted"],
)
def test_a_key_that_opens_nothing_here_shows_nobody_and_is_on_record(
    people: People, console: Console, incident: Event, tried: dict[str, str]
):
    request = asked(people, console, incident)
    approve(people, request)
    answer = people.post("rose", f"/requests/{request}/reveal", **OPENS | tried)
    assert answer.status_code == 422
    assert LOGIN not in answer.text
    assert PASSPHRASE not in answer.text
    assert done(console)[-1] == "reveal-failed"
    assert "reveal-used" not in done(console)


def test_a_name_that_was_destroyed_is_nobodys(people: People, console: Console, incident: Event):
    request = asked(people, console, incident)
    approve(people, request)
    for path in (console.var / "names").iterdir():
        path.unlink()
    assert "destroyed" in people.post("rose", f"/requests/{request}/reveal", **OPENS).text
    assert "Ask who it was" not in people.get("rose", f"/incidents/{incident.id}").text


def test_without_a_reason_nothing_is_asked(people: People, console: Console, incident: Event):
    for reason in ("", "why not", " " * 50, "x" * 1001):
        assert people.post("rose", f"/incidents/{incident.id}/reveal", reason=reason).status_code == 422
        assert people.post("rose", "/requests", person=LOGIN, reason=reason).status_code == 422
    assert done(console) == []


def test_what_was_written_as_a_reason_is_no_part_of_the_page(people: People, console: Console, incident: Event):
    people.post("rose", f"/incidents/{incident.id}/reveal", reason=EVIL)
    for login in ("rose", "zoe"):
        page = people.get(login, "/requests").text
        assert "<img" not in page
        assert "{{7*7}}" in page
    assert "<img" not in people.get("zoe", "/access").text


def test_a_record_takes_two_approvals_of_others_who_name_the_same_person(people: People, console: Console):
    request = asked_record(people, console)
    assert approve(people, request, "rose", person=LOGIN).status_code == 422
    assert approve(people, request, "adam", person=LOGIN).status_code == 303
    assert "Only who asked may do this" in people.post("rose", f"/requests/{request}/export").text
    assert "somebody else must" in approve(people, request, "adam", person=LOGIN).text
    assert approve(people, request, "zoe", person=LOGIN).status_code == 303
    assert people.post("adam", f"/requests/{request}/export").status_code == 422
    assert people.post("rose", f"/requests/{request}/export").status_code == 200


def test_who_approves_a_record_without_knowing_whose_approves_nothing(people: People, console: Console):
    request = asked_record(people, console)
    for person in ("", "emp-105", "EMP-104", EVIL):
        answer = approve(people, request, "adam", person=person)
        assert answer.status_code == 422
        assert "Nothing was approved" in answer.text
    assert done(console) == ["export-asked", *["denied"] * 4]


def test_a_record_has_all_of_one_person_and_of_nobody_else(
    people: People, console: Console, incident: Event, pseudonyms: Pseudonyms
):
    other = a_decision_event(
        at=A_TUESDAY + timedelta(seconds=1),
        post=a_post(at=A_TUESDAY, principal=a_principal(id="emp-105")),
        pseudonyms=pseudonyms,
    )
    elsewhere = a_decision_event(
        at=A_TUESDAY + timedelta(seconds=2), post=a_post(principal=a_principal(id=LOGIN)), pseudonyms=pseudonyms
    )
    with a_journal(console.journals, "gateway-2") as journal:
        journal.append(other)
        journal.append(elsewhere)
    Intake(console.db, console.journals).take_in()
    for path in console.journals.glob("gateway-2.*"):  # of another node: here it is in the store alone
        path.unlink()
    with writing(console.db) as db:
        add_note(db, incident.id, "seen by two", by="c-1", now=A_TUESDAY)
    people.get("adam", f"/incidents/{incident.id}")
    request = asked_record(people, console)
    for login in ("adam", "zoe"):
        approve(people, request, login, person=LOGIN)
    answer = people.post("rose", f"/requests/{request}/export")
    assert answer.headers["content-disposition"].startswith("attachment")
    events = {event["id"]: event for event in map(json.loads, answer.text.splitlines())}
    assert {incident.id, elsewhere.id} <= events.keys()
    assert other.id not in events
    assert events[incident.id]["reviewers"][0]["note"] == "seen by two"
    assert {event["did"] for event in events.values() if event["kind"] == "access"} == {"viewed"}


def test_no_page_shows_the_pseudonyms_of_somebody_who_was_named(
    people: People, console: Console, pseudonyms: Pseudonyms
):
    """Or whoever asks for a colleague's record could pick them out among the incidents, approved or not."""
    asked_record(people, console)
    theirs = pseudonyms.of("principal", LOGIN)
    for login in ("rose", "adam"):
        assert theirs not in people.get(login, "/requests").text


def test_administrators_advisers_and_managers_have_no_part_in_it(people: People, console: Console, incident: Event):
    request = asked(people, console, incident)
    for role in (Role.ADMINISTRATOR, Role.ADVISER, Role.MANAGER):
        people.be(role.value, role)
        assert people.get(role.value, "/requests").status_code == 403
        assert approve(people, request, role.value).status_code == 403
    assert done(console).count("reveal-approved") == 0


def test_who_makes_accounts_approves_nothing_whatever_else_they_are(people: People, console: Console, incident: Event):
    request = asked(people, console, incident)
    people.be("root", Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR)
    assert 'value="approve"' not in people.get("root", "/requests").text
    assert approve(people, request, "root").status_code == 403
    assert done(console) == ["reveal-asked", "denied"]


def test_a_request_that_there_is_not_is_nobodys(people: People):
    for step in ("answer", "reveal", "export"):
        for name in ("none", "..%2f..%2fetc", "%00"):
            assert people.post("rose", f"/requests/{name}/{step}", **OPENS).status_code in (404, 422)
