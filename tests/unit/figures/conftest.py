"""Stores to publish from: `engine` on both databases, `store` where the database does not matter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine
from tests.unit.store.conftest import engine, postgres, url

__all__ = ["engine", "postgres", "store", "url"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = prepare(open_engine("sqlite://", tmp_path))
    yield engine
    engine.dispose()
