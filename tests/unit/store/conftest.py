from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine
from tests.unit.store.databases import Postgres, a_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with a_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty store, on each database."""
    return "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres").a_database()


@pytest.fixture
def engine(url: str, tmp_path: Path) -> Iterator[Engine]:
    """A store with its tables."""
    engine = prepare(open_engine(url, tmp_path))
    yield engine
    engine.dispose()
