"""The console's tables on a PostgreSQL server, made by several processes at once and used like those on SQLite."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect
from starlette.testclient import TestClient

from gatepost.console import accounts, attempts, invitations, openid, sessions
from gatepost.console.access import AccessLog
from gatepost.console.accounts import LastAdministrator, LoginTaken
from gatepost.console.app import create_app
from gatepost.console.config import Config
from gatepost.console.database import open_database
from gatepost.console.roles import Role
from gatepost.console.tables import metadata
from gatepost.console.visit import Console
from gatepost.errors import GatepostError
from gatepost.store.opening import CONSOLE, reading, writing
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.console.conftest import ADDRESS, begin
from tests.unit.store.databases import Postgres, a_server


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.a_database()


@pytest.mark.needs("postgresql")
def test_everything_that_the_tables_are_for_works_on_a_server(url: str, tmp_path: Path):
    with ThreadPoolExecutor(4) as pool:
        engine, *others = pool.map(lambda _: open_database(url, tmp_path), range(4))
    for other in others:
        other.dispose()
    made = {f"{CONSOLE}.{name}" for name in inspect(engine).get_table_names(schema=CONSOLE)}
    assert made >= metadata.tables.keys()
    with writing(engine) as db:
        account = accounts.create(db, login="m.côté", roles=frozenset({Role.ADMINISTRATOR}), now=A_TUESDAY)
        with pytest.raises(LoginTaken):
            accounts.create(db, login="M.CÔTÉ", roles=frozenset({Role.AUDITOR}), now=A_TUESDAY)
        token, link = sessions.begin(db, account, A_TUESDAY), invitations.invite(db, account, A_TUESDAY)
        exchange = openid.begin(db, A_TUESDAY)
    later = A_TUESDAY + timedelta(minutes=5)
    found = sessions.account_of(engine, token, later)
    assert found is not None
    assert (found.id, found.roles) == (account, frozenset({Role.ADMINISTRATOR}))
    with reading(engine) as db:
        assert invitations.find(db, link, later)
    with writing(engine) as db:
        assert invitations.use(db, link)
        assert not invitations.use(db, link)
        assert openid.take(db, exchange.token, exchange.state, later)
        assert not openid.take(db, exchange.token, exchange.state, later)
        assert [attempts.allowed(db, "m.côté", "10.0.0.1", later) for _ in range(11)] == [True] * 10 + [False]
        with pytest.raises(LastAdministrator):
            accounts.close(db, found)
    engine.dispose()


def test_a_store_that_is_not_there_is_named_without_its_password(tmp_path: Path):
    with pytest.raises(GatepostError) as told:
        open_database("postgresql://gatepost:a-secret@127.0.0.1:1/gatepost", tmp_path)
    assert "127.0.0.1" in str(told.value)
    assert "secret" not in str(told.value)


@pytest.mark.needs("postgresql")
def test_a_server_that_goes_away_is_said_in_both_languages_and_signs_nobody_out(tmp_path: Path, clock: FakeClock):
    with a_server() as server:
        db = open_database(server.a_database(), tmp_path)
        access = AccessLog(tmp_path, clock)
        console = Console(var=tmp_path, store="", config=Config(), db=db, clock=clock, access=access)
        browser = TestClient(create_app(console), base_url=ADDRESS, follow_redirects=False)
        browser.cookies.set(console.cookie, begin(console, Role.ADMINISTRATOR))
        assert browser.get("/accounts").status_code == 200
        server.kill()
        for language, said in (("en", "The store does not answer"), ("fr", "ne répond pas")):
            answer = browser.get("/accounts", headers={"accept-language": language})
            assert answer.status_code == 503
            assert said in answer.text
            assert "default-src 'none'" in answer.headers["content-security-policy"]
        server.start()
        assert browser.get("/accounts").status_code == 200
        access.close()
        db.dispose()
