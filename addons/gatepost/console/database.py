"""The URL of the store -> its engine, with the tables of the console and of the index made where they are missing."""

from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from gatepost.console.tables import metadata
from gatepost.errors import GatepostError
from gatepost.store.migrating import prepare
from gatepost.store.opening import CONSOLE, open_engine, store_name, writing

_MAKING = 0x67_61_74_65  # PostgreSQL's advisory lock of whoever makes the tables: others wait


def open_database(url: str, var: Path) -> Engine:
    """GatepostError where the store cannot be used."""
    engine = open_engine(url, var)
    try:
        with writing(engine) as db:
            if engine.dialect.name == "postgresql":
                _make_schema(db)
            metadata.create_all(db)
        return prepare(engine)
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).strip().partition("\n")[0]
        raise GatepostError(f"the console's tables cannot be made in {store_name(url, var)}: {cause}") from error


def _make_schema(db: Connection) -> None:
    db.execute(text("SELECT pg_advisory_xact_lock(:making)"), {"making": _MAKING})
    db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {CONSOLE}"))
