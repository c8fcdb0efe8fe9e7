"""Many rows -> a table, those that it does not have: the fastest way that each database has.

SQLite takes them one statement after the other. PostgreSQL copies them into a table of this connection's own first,
because COPY itself knows no `ON CONFLICT`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import Connection as Psycopg
from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import sqlite

type Rows = Sequence[Mapping[str, Any]]


def add(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, each with every column of the table. One whose key is there already changes nothing."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)


def _copy(connection: Connection, table: Table, rows: Rows) -> None:
    names = [column.name for column in table.columns]
    columns, incoming = ", ".join(names), f"incoming_{table.name}"
    connection.execute(text(f"CREATE TEMP TABLE IF NOT EXISTS {incoming} (LIKE {table.name}) ON COMMIT DELETE ROWS"))
    driver = connection.connection.driver_connection
    assert isinstance(driver, Psycopg)  # noqa: S101 - what `open_engine` made it of
    with driver.cursor() as cursor, cursor.copy(f"COPY {incoming} ({columns}) FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
    connection.execute(
        text(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {incoming} ON CONFLICT DO NOTHING")  # noqa: S608 - names of our own tables
    )
