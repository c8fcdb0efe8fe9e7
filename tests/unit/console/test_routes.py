"""Who may see what: every page as every role, and as nobody."""

import re

import pytest

from gatepost.console.accesses import accesses
from gatepost.console.roles import Role
from gatepost.console.routes import PAGES, Page
from gatepost.console.visit import Console
from tests.unit.console.conftest import Client, SignedIn, fields

_NAMED = {"account": "c-0000-0000", "incident": "7Q3F-K2MM"}
_CLOSED = [page for page in PAGES if not page.public]


def _named(page: Page) -> str:
    return f"{page.method} {page.path}"


def _ask(client: Client, console: Console, page: Page):
    path = re.sub(r"\{(\w+)\}", lambda named: _NAMED.get(named[1], "none"), page.path)
    if page.method == "GET":
        return client.get(path)
    return client.post(path, data=fields(client, console))


@pytest.mark.parametrize("page", _CLOSED, ids=_named)
def test_a_page_answers_its_roles_and_no_other(console: Console, signed_in: SignedIn, page: Page):
    for role in Role:
        answer = _ask(signed_in(role, login=role.value), console, page)
        assert (answer.status_code != 403) == (role in page.roles), role
        assert answer.status_code in (200, 303, 403, 404, 422), role


@pytest.mark.parametrize("page", _CLOSED, ids=_named)
def test_nobody_is_asked_to_sign_in(console: Console, nobody: Client, page: Page):
    answer = _ask(nobody, console, page)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2F")


@pytest.mark.parametrize("page", [page for page in PAGES if page.sworn], ids=_named)
def test_who_is_not_sworn_opens_no_evidence_whatever_their_roles(console: Console, signed_in: SignedIn, page: Page):
    assert _ask(signed_in(*Role, sworn=False), console, page).status_code == 403
    assert accesses(console.journals, did="denied")


@pytest.mark.parametrize("page", _CLOSED, ids=_named)
def test_an_account_without_a_role_opens_nothing(console: Console, signed_in: SignedIn, page: Page):
    assert _ask(signed_in(), console, page).status_code == 403


def test_what_is_public_is_only_the_door():
    assert {page.path for page in PAGES if page.public} == {
        "/sign-in",
        "/sign-in/provider",
        "/sign-in/provider/return",
        "/language",
        "/invitation/{token}",
    }


def test_administrators_see_no_incidents_and_nobody_else_makes_accounts():
    for page in PAGES:
        if "account" in page.path:
            assert page.roles == {Role.ADMINISTRATOR}
        if any(word in page.path for word in ("incident", "evidence", "requests")):
            assert Role.ADMINISTRATOR not in page.roles


def test_each_page_is_in_the_table_once():
    rows = [(page.method, page.path) for page in PAGES]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_shows_what_a_role_opens(signed_in: SignedIn, role: Role):
    home = signed_in(role).get("/").text
    for page in PAGES:
        if page.name:
            assert (f'<a href="{page.path}">' in home) == (role in page.roles)


def test_being_denied_is_on_record(console: Console, signed_in: SignedIn):
    signed_in(Role.MANAGER).get("/accounts")
    assert accesses(console.journals, did="denied")
