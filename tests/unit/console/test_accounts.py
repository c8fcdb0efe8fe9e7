"""Accounts, the links with which passwords are chosen, and who is never left without a door."""

import re
from datetime import timedelta

import pytest

from gatepost.console import accounts, invitations, passwords
from gatepost.console.accesses import accesses
from gatepost.console.accounts import Account
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.store.opening import writing
from gatepost.testing import FakeClock
from tests.unit.console.conftest import Client, SignedIn, begin, fields

GOOD = "seven maple leaves in the fog"


def _first(console: Console) -> str:
    token = invitations.invite_first(console.db, console.clock.now())
    assert token
    return f"/invitation/{token}"


def _choose(client: Client, console: Console, path: str, **values: str):
    client.get(path)
    chosen = {"login": "first", "password": GOOD, "again": GOOD} | values
    return client.post(path, data=fields(client, console, **chosen))


def _account(console: Console, login: str) -> Account:
    return next(account for account in accounts.everybody(console.db) if account.login == login)


def test_the_first_link_makes_an_administrator_and_works_once(console: Console, nobody: Client):
    path = _first(console)
    assert _choose(nobody, console, path).headers["location"] == "/"
    assert _account(console, "first").roles == {Role.ADMINISTRATOR}
    assert passwords.matches(_account(console, "first").password, GOOD)
    nobody.cookies.clear()
    assert nobody.get(path).status_code == 404
    assert not invitations.invite_first(console.db, console.clock.now()), "there is one now"


def test_a_newer_first_link_and_time_end_an_older_one(console: Console, nobody: Client, clock: FakeClock):
    older, newer = _first(console), _first(console)
    assert nobody.get(older).status_code == 404
    assert nobody.get(newer).status_code == 200
    clock.advance(invitations.LASTS)
    assert nobody.get(newer).status_code == 404


@pytest.mark.parametrize(
    "values", [{"password": "short", "again": "short"}, {"again": "another sentence altogether"}, {"login": " "}]
)
def test_a_link_is_not_used_up_by_a_mistake(console: Console, nobody: Client, values: dict[str, str]):
    path = _first(console)
    assert _choose(nobody, console, path, **values).status_code == 422
    assert _choose(nobody, console, path).status_code == 303


def test_an_administrator_makes_an_account_and_its_owner_the_password(console: Console, signed_in: SignedIn):
    client = signed_in(Role.ADMINISTRATOR)
    data = fields(client, console, login="M.Côté", role=["manager", "auditor"], divisions="Prix\r\n\r\n Travail \nPrix")
    shown = client.post("/accounts", data=data).text
    made = _account(console, "m.côté")
    assert (made.roles, made.divisions) == (frozenset({Role.MANAGER, Role.AUDITOR}), ("Prix", "Travail"))
    link = re.search(r"http://127\.0\.0\.1:8090(/invitation/[\w-]+)", shown)
    assert link
    client.cookies.clear()
    assert _choose(client, console, link[1]).status_code == 303
    assert passwords.matches(_account(console, "m.côté").password, GOOD)
    did = {access.did for access in accesses(console.journals) if made.id in (access.account, access.by)}
    assert {"account-created", "password-chosen", "signed-in"} <= did


@pytest.mark.parametrize(
    "given",
    [
        {"login": "", "role": "auditor"},
        {"login": "new"},
        {"login": "new", "role": "manager"},
        {"login": "new", "role": "emperor"},
        {"login": "SOMEONE", "role": "auditor"},
    ],
    ids=str,
)
def test_half_an_account_is_none(console: Console, signed_in: SignedIn, given: dict[str, str]):
    client = signed_in(Role.ADMINISTRATOR)
    assert client.post("/accounts", data=fields(client, console, **given)).status_code == 422
    assert len(accounts.everybody(console.db)) == 1


def test_the_last_administrator_stays(console: Console, signed_in: SignedIn):
    client = signed_in(Role.ADMINISTRATOR)
    me = _account(console, "someone").id
    data = fields(client, console, role="auditor")
    assert client.post(f"/accounts/{me}", data=data).status_code == 422
    assert client.post(f"/accounts/{me}/closing", data=data).status_code == 422
    begin(console, Role.ADMINISTRATOR, login="another")
    assert client.post(f"/accounts/{me}", data=data).status_code == 303
    assert _account(console, "someone").roles == {Role.AUDITOR}


@pytest.mark.parametrize("path", ["", "/closing"])
def test_what_is_taken_away_ends_the_sessions(console: Console, signed_in: SignedIn, path: str):
    token = begin(console, Role.AUDITOR, Role.REVIEWER, login="other")
    client = signed_in(Role.ADMINISTRATOR)
    other = _account(console, "other").id
    client.post(f"/accounts/{other}{path}", data=fields(client, console, role="auditor"))
    client.cookies.clear()
    client.cookies.set(console.cookie, token)
    assert client.get("/").status_code == 303


def test_a_closed_account_has_no_link_and_can_be_opened_again(console: Console, nobody: Client):
    begin(console, Role.AUDITOR, login="other")
    other = _account(console, "other")
    with writing(console.db) as db:
        token = invitations.invite(db, other.id, console.clock.now())
        accounts.close(db, other)
    assert nobody.get(f"/invitation/{token}").status_code == 404
    with writing(console.db) as db:
        accounts.reopen(db, other.id)
    assert nobody.get(f"/invitation/{token}").status_code == 200


def test_what_people_call_themselves_is_shown_and_not_run(console: Console, signed_in: SignedIn):
    client = signed_in(*Role, login="<script>alert(1)</script>\"'")
    for path in ("/", "/accounts", "/access"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_pages_of_the_access_log_go_on_where_the_last_one_ended(console: Console, clock: FakeClock):
    for number in range(250):
        clock.advance(timedelta(seconds=1))
        console.access.record("viewed", by=f"c-{number % 2}", details={"page": f"/{number}"})
    seen, before = [], ""
    while found := accesses(console.journals, before=before, by="c-1"):
        seen += [access.more["page"] for access in found]
        before = found[-1].id
    assert seen == [f"/{number}" for number in range(249, 0, -2)]
