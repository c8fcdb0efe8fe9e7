"""Passwords, how often they may be tried, and the session that a right one begins."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from gatepost.console import accounts, attempts, passwords, sessions
from gatepost.console.access import Did
from gatepost.console.accesses import accesses
from gatepost.console.pages.access_log import WORDS
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.reveal.requests import APPROVALS
from gatepost.store.opening import writing
from gatepost.testing import FakeClock
from tests.unit.console.conftest import Client, SignedIn, begin, fields

RIGHT = "seven maple leaves in the fog"


@pytest.fixture
def account(console: Console) -> str:
    with writing(console.db) as db:
        made = accounts.create(db, login="t.roy", roles=frozenset({Role.AUDITOR}), now=console.clock.now())
        accounts.set_password(db, made, passwords.hashed(RIGHT))
    return made


def _try(client: Client, console: Console, login: str, password: str, **headers: str):
    client.get("/sign-in")
    return client.post("/sign-in", data=fields(client, console, login=login, password=password), headers=headers)


def test_the_right_password_opens_the_console_and_is_on_record(console: Console, nobody: Client, account: str):
    assert _try(nobody, console, " T.Roy ", RIGHT).headers["location"] == "/"
    assert nobody.get("/").status_code == 200
    (signed_in,) = accesses(console.journals, did="signed-in")
    assert signed_in.by == account


def test_no_answer_tells_whether_there_is_such_an_account(console: Console, nobody: Client, account: str):
    with writing(console.db) as db:
        closed = accounts.create(db, login="closed", roles=frozenset({Role.AUDITOR}), now=console.clock.now())
        accounts.set_password(db, closed, passwords.hashed(RIGHT))
        found = accounts.by_id(db, closed)
        assert found is not None
        accounts.close(db, found)
    answers = [
        _try(nobody, console, *tried) for tried in (("t.roy", "wrong"), ("nobody", RIGHT), ("closed", RIGHT), ("", ""))
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1


def test_an_account_that_is_not_there_costs_as_much_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch):
    computed = []

    class Counting(PasswordHasher):
        def verify(self, hash, password):  # noqa: A002 - argon2's own name for it
            computed.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    assert not passwords.matches("", "wrong")
    assert not passwords.matches(passwords.hashed(RIGHT), "wrong")
    assert not passwords.matches("", "nobody"), "the stand-in for no password is nobody's password"
    assert len(computed) == 3


def test_an_account_can_be_tried_ten_times_and_then_the_right_password_waits_too(
    console: Console, nobody: Client, account: str, clock: FakeClock
):
    for _ in range(attempts.MOST_FOR_ACCOUNT):
        assert _try(nobody, console, "t.roy", "wrong").status_code == 401
    assert _try(nobody, console, "t.roy", RIGHT).status_code == 429
    assert _try(nobody, console, "T.ROY ", RIGHT).status_code == 429
    clock.advance(attempts.WINDOW)
    assert _try(nobody, console, "t.roy", RIGHT).status_code == 303


def test_a_limit_tells_as_little_of_an_account_that_is_not_there(console: Console, nobody: Client, account: str):
    answers = {
        _try(nobody, console, login, "wrong").text
        for login in ("t.roy", "nobody")
        for _ in range(attempts.MOST_FOR_ACCOUNT + 1)
    }
    assert len(answers) == 2  # wrong, too often: the same sentences for both


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP"])
def test_an_address_can_try_fifty_logins_whatever_address_it_says(console: Console, nobody: Client, header: str):
    statuses = [
        _try(nobody, console, f"login{number}", "wrong", **{header: f"10.0.0.{number}"}).status_code
        for number in range(attempts.MOST_FROM_ADDRESS + 1)
    ]
    assert statuses == [401] * attempts.MOST_FROM_ADDRESS + [429]


def test_what_was_typed_is_neither_recorded_nor_kept(console: Console, nobody: Client, account: str):
    _try(nobody, console, "my-secret-in-the-wrong-field", "another-secret")
    kept = b"".join(path.read_bytes() for path in console.var.rglob("*") if path.is_file())
    assert b"secret" not in kept


def test_signing_in_gives_a_token_that_nobody_had_before(console: Console, nobody: Client, account: str):
    """Whoever planted a cookie in the browser does not get in with it."""
    planted = "p" * 43
    nobody.cookies.set(console.cookie, planted)
    answer = nobody.post("/sign-in", data=fields(nobody, console, login="t.roy", password=RIGHT))
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].startswith(f"{console.cookie}=")
    assert planted not in answer.headers["set-cookie"]
    assert sessions.account_of(console.db, planted, console.clock.now()) is None


def test_signing_out_ends_the_session_and_not_only_the_cookie(console: Console, signed_in: SignedIn):
    client = signed_in(Role.AUDITOR)
    token = client.cookies[console.cookie]
    client.post("/sign-out", data=fields(client, console))
    assert sessions.account_of(console.db, token, console.clock.now()) is None


def test_a_session_ends_when_nothing_is_asked_for_a_while(console: Console, signed_in: SignedIn, clock: FakeClock):
    client = signed_in(Role.AUDITOR)
    for _ in range(3):
        clock.advance(sessions.IDLE - timedelta(seconds=1))
        assert client.get("/").status_code == 200
    clock.advance(sessions.IDLE)
    assert client.get("/").status_code == 303


def test_a_session_ends_after_a_day_of_work_in_any_case(console: Console, signed_in: SignedIn, clock: FakeClock):
    client = signed_in(Role.AUDITOR)
    for _ in range(int(sessions.LONGEST / timedelta(minutes=20)) - 1):
        clock.advance(timedelta(minutes=20))
        assert client.get("/").status_code == 200
    clock.advance(timedelta(minutes=20))
    assert client.get("/").status_code == 303


def test_the_tables_open_nothing(console: Console):
    token = begin(console, Role.AUDITOR)
    console.db.dispose()
    kept = b"".join(path.read_bytes() for path in console.var.glob("store*"))
    assert token.encode() not in kept


@pytest.mark.parametrize(
    ("password", "login", "good"),
    [
        (RIGHT, "t.roy", True),
        ("quatorze lettr", "t.roy", False),
        ("a" * 40, "t.roy", False),
        ("abababababababab", "t.roy", False),
        ("x" * 201, "t.roy", False),
        ("marie.tremblay1", "marie.tremblay", False),
        ("les érables de Sept-Îles", "t.roy", True),
    ],
)
def test_a_password_is_long_and_not_the_login(password: str, login: str, good: bool):
    assert passwords.good(password, login) is good


def test_whatever_is_on_record_has_words():
    steps = {f"{purpose}-{step}" for purpose in APPROVALS for step in ("asked", "approved", "refused", "used")}
    assert set(WORDS) == {*Did.__value__.__args__, *steps, "held", "released"}
