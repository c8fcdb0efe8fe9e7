"""The console's tables on a PostgreSQL server, made by several processes at once and used like those on SQLite."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from gatepost.console import accounts, attempts, invitations, openid, sessions
from gatepost.console.accounts import LastAdministrator, LoginTaken
from gatepost.console.database import open_database
from gatepost.console.roles import Role
from gatepost.console.tables import metadata
from gatepost.errors import GatepostError
from gatepost.store.opening import CONSOLE, reading, writing
from gatepost.testing import A_TUESDAY
from tests.unit.store.databases import a_server


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with a_server() as server:
        yield server.a_database()


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
