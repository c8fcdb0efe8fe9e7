"""Signing in through a provider of OpenID Connect that really answers."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from gatepost.console import accounts
from gatepost.console.config import Config, OpenId
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.store.opening import writing
from tests.unit.console.conftest import Client
from tests.unit.console.provider import CLIENT, SECRET, Provider

_SOMEONE = {"sub": "248289761001", "preferred_username": "t.roy", "groups": ["security-review"], "division": "Prices"}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.claims, running.twist, running.signing = dict(_SOMEONE), lambda token: token, None
    return running


@pytest.fixture
def config(provider: Provider) -> Config:
    roles = {Role.REVIEWER: ("security-review",), Role.AUDITOR: ("internal-audit",), Role.MANAGER: ("managers",)}
    openid = OpenId(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, roles=roles, sworn=("sworn",))
    return Config(openid=openid)


def _there(client: Client) -> httpx.Response:
    """Out to the provider: its answer, which sends the browser back."""
    out = client.get("/sign-in/provider")
    assert out.status_code == 303
    return httpx.get(out.headers["location"])


def _back(client: Client, answer: httpx.Response):
    address = urlsplit(answer.headers["location"])
    return client.get(f"{address.path}?{address.query}")


def _sign_in(client: Client):
    return _back(client, _there(client))


def _known(console: Console) -> accounts.Account:
    (account,) = accounts.everybody(console.db)
    return account


def test_groups_become_roles_and_the_next_page_is_one_of_ours(console: Console, nobody: Client, provider: Provider):
    provider.claims |= {"groups": ["security-review", "internal-audit", "sworn", "others"]}
    answer = _sign_in(nobody)
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.text  # a strict cookie does not follow a way that began elsewhere
    account = _known(console)
    assert (account.roles, account.sworn, account.divisions) == (
        frozenset({Role.REVIEWER, Role.AUDITOR}),
        True,
        ("Prices",),
    )
    assert account.provided


def test_what_the_provider_takes_away_is_gone_at_once(console: Console, nobody: Client, provider: Provider):
    provider.claims |= {"groups": ["internal-audit"]}
    _sign_in(nobody)
    assert _known(console).roles == {Role.AUDITOR}
    provider.claims |= {"groups": []}
    assert _sign_in(nobody).status_code == 403
    assert _known(console).roles == frozenset()


def test_nobody_gets_anothers_account_by_having_its_login(console: Console, nobody: Client, provider: Provider):
    with writing(console.db) as db:
        accounts.create(db, login="t.roy", roles=frozenset({Role.ADMINISTRATOR}), now=console.clock.now())
    assert _sign_in(nobody).status_code == 200
    with_password, provided = sorted(accounts.everybody(console.db), key=lambda account: account.provided)
    assert with_password.roles == {Role.ADMINISTRATOR}
    assert provided.login.startswith("t.roy (")
    assert provided.roles == {Role.REVIEWER}


def test_an_answer_counts_once(nobody: Client, provider: Provider):
    there = _there(nobody)
    assert _back(nobody, there).status_code == 200
    assert _back(nobody, there).status_code == 401


def test_an_answer_counts_only_in_the_browser_that_asked(nobody: Client, provider: Provider):
    """Otherwise somebody could be signed in to another's account without noticing."""
    there = _there(nobody)
    nobody.cookies.clear()
    assert _back(nobody, there).status_code == 401


def test_an_answer_counts_only_for_ten_minutes(console: Console, nobody: Client, provider: Provider, clock):
    there = _there(nobody)
    clock.advance(timedelta(minutes=10))
    assert _back(nobody, there).status_code == 401


_TWISTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another issuer": lambda token: token | {"iss": "https://evil.example"},
    "for another client": lambda token: token | {"aud": "somebody-else"},
    "of another sign-in": lambda token: token | {"nonce": "n" * 43},
    "without a nonce": lambda token: {name: value for name, value in token.items() if name != "nonce"},
    "run out": lambda token: token | {"exp": token["iat"] - 3600},
    "without a subject": lambda token: {name: value for name, value in token.items() if name != "sub"},
    "to be used by another": lambda token: token | {"azp": "somebody-else"},
}


@pytest.mark.parametrize("name", sorted(_TWISTS))
def test_a_token_that_does_not_hold_opens_nothing(console: Console, nobody: Client, provider: Provider, name: str):
    provider.twist = _TWISTS[name]
    assert _sign_in(nobody).status_code == 401
    assert not accounts.everybody(console.db)


def test_a_token_signed_by_another_key_opens_nothing(console: Console, nobody: Client, provider: Provider):
    provider.signing = RSAKey.generate_key(2048)
    assert _sign_in(nobody).status_code == 401
    assert not accounts.everybody(console.db)


@pytest.mark.parametrize("claims", [{"groups": "security-review"}, {"groups": [1, None, "security-review", {}]}])
def test_claims_of_odd_shapes_are_read_or_say_nothing(console: Console, nobody: Client, provider: Provider, claims):
    provider.claims |= claims
    assert _sign_in(nobody).status_code == 200
    assert _known(console).roles == {Role.REVIEWER}


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?error=access_denied&state=x", "?code=x&state=" + "x" * 9999]
)
def test_whatever_else_comes_back_is_refused(nobody: Client, query: str):
    assert nobody.get(f"/sign-in/provider/return{query}").status_code == 401


def test_a_closed_account_stays_closed(console: Console, nobody: Client, provider: Provider):
    _sign_in(nobody)
    with writing(console.db) as db:
        accounts.close(db, _known(console))
    assert _sign_in(nobody).status_code == 403


class TestWithoutAProvider:
    @pytest.fixture
    def config(self) -> Config:
        return Config()

    def test_there_is_no_way_to_one(self, nobody: Client):
        assert nobody.get("/sign-in/provider").status_code == 404
        assert nobody.get("/sign-in/provider/return?code=x&state=x").status_code == 404
