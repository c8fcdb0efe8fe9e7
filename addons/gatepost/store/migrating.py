"""An engine -> the same, its tables there and of this version.

The index, the console's own tables and what was published have a history each, because one of them may be deleted.
Whoever comes first makes or changes the tables, in one transaction; others wait for it. Alembic is loaded only then:
most starts find everything as it should be.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from gatepost.errors import GatepostError
from gatepost.store.opening import CONSOLE, reading, writing

_STEPS = Path(__file__).parent / "migrations"
_LOCK = 0x6761_7465  # ours among the advisory locks of a PostgreSQL database


@dataclass(frozen=True, slots=True)
class History:
    """The steps in a folder, the last of them, and the schema in which a table says which was done."""

    folder: str
    head: str
    schema: str | None

    @property
    def version_table(self) -> str:
        return f"{self.folder}_version"


HISTORIES = (
    History("index", "index_0003", None),
    History("console", "console_0002", CONSOLE),
    History("figures", "figures_0001", CONSOLE),
)


def prepare(engine: Engine) -> Engine:
    """Make or upgrade what is not as this version has it. GatepostError for tables of a later version."""
    with reading(engine) as connection:
        if all(_version(connection, history) == history.head for history in HISTORIES):
            return engine
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {CONSOLE}"))
        for history in HISTORIES:
            _upgrade(connection, history)
    return engine


def _version(connection: Connection, history: History) -> str | None:
    if not inspect(connection).has_table(history.version_table, schema=history.schema):
        return None
    table = f"{history.schema}.{history.version_table}" if history.schema else history.version_table
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {table}"))  # noqa: S608 - names from the table above
    return version


def _upgrade(connection: Connection, history: History) -> None:
    from alembic import command  # noqa: PLC0415 - a third of a second of loading, for the first start only
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("version_locations", str(_STEPS / history.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=connection, version_table=history.version_table, schema=history.schema)
    try:
        command.upgrade(config, history.head)
    except CommandError as error:
        raise GatepostError(
            f"the store's {history.folder} is of a later version than this Gatepost, which knows {history.head}"
        ) from error
