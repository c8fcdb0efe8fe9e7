"""Many rows -> a table, those that it does not have: the fastest way that each database has.

Both ways go past SQLAlchemy, which takes longer over a row than the database does. PostgreSQL copies rows into a table
of this connection's own first, because COPY itself knows no `ON CONFLICT`.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from psycopg import Connection as Psycopg
from sqlalchemy import Connection, Table, text

type Rows = Sequence[Mapping[str, Any]]


def add(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, each with every column of the table. One whose key is there already changes nothing."""
    if not rows:
        return
    driver = connection.connection.driver_connection
    if isinstance(driver, Psycopg):
        _copy(connection, driver, table, rows)
    elif isinstance(driver, sqlite3.Connection):
        marks = ", ".join("?" for _ in table.columns)
        driver.executemany(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", _values(connection, table, rows))  # noqa: S608 - a name of ours


def _copy(connection: Connection, driver: Psycopg, table: Table, rows: Rows) -> None:
    name = table.name
    connection.execute(text(f"CREATE TEMP TABLE IF NOT EXISTS new_{name} (LIKE {name}) ON COMMIT DELETE ROWS"))
    with driver.cursor() as cursor, cursor.copy(f"COPY new_{name} FROM STDIN".encode()) as copy:
        for row in _values(connection, table, rows):
            copy.write_row(row)
    connection.execute(text(f"INSERT INTO {name} SELECT * FROM new_{name} ON CONFLICT DO NOTHING"))  # noqa: S608 - as above


def _values(connection: Connection, table: Table, rows: Rows) -> Iterator[list[Any]]:
    """Rows as the driver takes them, in the order of the table's columns."""
    processors = [
        (column.name, column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
        for column in table.columns
    ]
    for row in rows:
        yield [processor(row[name]) if processor else row[name] for name, processor in processors]
