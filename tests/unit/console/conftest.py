"""A console on a fresh SQLite store, and people who are signed in to it."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from gatepost.console import accounts, passwords, sessions
from gatepost.console.access import AccessLog
from gatepost.console.app import create_app
from gatepost.console.config import Config
from gatepost.console.database import open_database
from gatepost.console.roles import Role
from gatepost.console.visit import Console, form_token
from gatepost.store.opening import writing
from gatepost.testing import FakeClock
from tests.unit.store.databases import Postgres, a_server, empty_tables

with warnings.catch_warnings():  # it would rather have a successor of httpx that nothing else here needs
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

# Each test of a module with this mark is made with SQLite and with PostgreSQL.
ON_BOTH = pytest.mark.parametrize(
    "url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))], indirect=True
)
ADDRESS = "http://127.0.0.1:8090"
type Client = TestClient
type SignedIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with less memory and time, as these tests make hundreds."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    monkeypatch.setattr(passwords, "_NOBODYS", hasher.hash("nobody"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def config() -> Config:
    return Config()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables: copying it takes a tenth of the time of making them."""
    var = tmp_path_factory.mktemp("empty") / "var"
    open_database("sqlite://", var).dispose()
    return var


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with a_server() as server:
        yield server


@pytest.fixture(scope="session")
def on_server(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on a server, emptied after each test."""
    url = postgres.a_database()
    open_database(url, tmp_path_factory.mktemp("server")).dispose()
    return url


@pytest.fixture
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the console keeps its tables: in SQLite, unless a module asks for both (`ON_BOTH`)."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield "sqlite://"
        return
    server = request.getfixturevalue("on_server")
    yield server
    empty_tables(server)


@pytest.fixture
def console(tmp_path: Path, url: str, empty: Path, clock: FakeClock, config: Config) -> Iterator[Console]:
    var = tmp_path / "var"
    shutil.copytree(empty, var)
    db = open_database(url, var)
    access = AccessLog(var, clock)
    yield Console(var=var, store=url, config=config, db=db, clock=clock, access=access)
    access.close()
    db.dispose()


@pytest.fixture
def nobody(console: Console) -> Client:
    """A browser that is not signed in, at the console's own address."""
    address = console.config.url or ADDRESS
    return TestClient(create_app(console), base_url=address, headers={"Origin": address}, follow_redirects=False)


@pytest.fixture
def signed_in(console: Console, nobody: Client) -> SignedIn:
    """Makes the browser that of an account with these roles."""

    def sign_in(*roles: Role, login: str = "someone", sworn: bool = True) -> Client:
        token = begin(console, *roles, login=login, sworn=sworn)
        nobody.cookies.set(console.cookie, token)
        return nobody

    return sign_in


def begin(console: Console, *roles: Role, login: str = "someone", sworn: bool = True) -> str:
    """An account with these roles, and the token of its session."""
    with writing(console.db) as db:
        now = console.clock.now()
        divisions = ("Labour Statistics",)
        account = accounts.create(db, login=login, roles=frozenset(roles), now=now, sworn=sworn, divisions=divisions)
        return sessions.begin(db, account, now)


def fields(client: Client, console: Console, **values: object) -> dict[str, object]:
    """A form as our own page in this browser has it."""
    return {"form_token": form_token(client.cookies.get(console.cookie) or ""), **values}
