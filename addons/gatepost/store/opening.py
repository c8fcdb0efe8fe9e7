"""`--store URL` -> the engine of the database that it names: SQLite in the folder of variable data, or PostgreSQL.

Two things lie in a store and never in the same place: the index of the journals, which can be made anew from them at
any time, and what only the console knows, which cannot. The console's tables say `schema=CONSOLE`; that is a schema
on PostgreSQL, and on SQLite a file of its own, attached under this name. Otherwise the two are used alike.

The rule to keep: `reading` for what only reads, `writing` for all else. On SQLite a transaction that began by reading
cannot always go on to write.
"""

import sqlite3
import time
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from gatepost.errors import GatepostError

CONSOLE = "console"
_WAIT_SECONDS = 5.0  # for the lock of another process, and for a server to answer
_PAUSE_SECONDS = 0.01
_CACHE_KIB = 32 * 1024
# A server that is gone without a word is noticed within seconds, not within the hours of TCP's own patience.
_SERVER = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "tcp_user_timeout": 15_000}
_WRITES = "gatepost_writes"  # our execution option: the transaction takes the lock when it begins


def open_engine(url: str, var: Path) -> Engine:
    """The engine of a store. GatepostError when the URL names none; nothing is connected yet."""
    file = _file(url, var)
    if file is None:
        address = _address(url).set(drivername="postgresql+psycopg")
        return create_engine(address, connect_args=_SERVER, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        creator=lambda: _connect(file),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "checkout", lambda _connection, entry, _proxy: _same_file(entry, file))
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection for one transaction that reads."""
    return engine.begin()


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection for one transaction that writes, and waits for others that do."""
    return engine.execution_options(**{_WRITES: True}).begin()


def store_name(url: str, var: Path) -> str:
    """The store that a URL names, as people are told of it: without a password. GatepostError as for `open_engine`."""
    return str(_file(url, var) or _address(url).set(query={}))


def is_made(url: str, var: Path) -> bool:
    """Whether there is something at this URL, as far as can be told without asking a server."""
    file = _file(url, var)
    return file is None or file.exists()


def console_beside(file: Path) -> Path:
    """The file of the console's tables, beside that of the index."""
    return file.with_name(f"{file.stem}-console{file.suffix}")


def said_briefly(error: Exception) -> str:
    """What is wrong with a store, for a log or a terminal: the first line that the database said, and no statement."""
    told = str(error.orig if isinstance(error, DBAPIError) and error.orig else error)
    return told.partition("\n")[0]


def _file(url: str, var: Path) -> Path | None:
    """The file of `sqlite://`, in the folder of variable data, or of `sqlite:///path`. None for a server."""
    scheme, separator, path = url.partition("://")
    if separator and scheme == "sqlite":
        return Path(path) if path else var / "store.sqlite3"
    if separator and scheme == "postgresql":
        return None
    raise GatepostError(
        f"no store can be kept at {scheme[:20]!r}: write sqlite://, sqlite:///path/to/file, or postgresql://user@host/database"
    )


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # the message of either would repeat the password
        raise GatepostError("the store's URL cannot be read: write postgresql://user@host/database") from None


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to both files, made when they are not there. Several processes may be making them at this moment.

    SQLite's own waiting does not cover the change of a new file to WAL, so that one is tried again.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (file, console_beside(file)):
        path.touch(mode=0o600)
    give_up = time.monotonic() + _WAIT_SECONDS
    while True:
        # We begin transactions ourselves (`isolation_level`): the module would begin them only before it writes.
        connection = sqlite3.connect(file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, file)
        except BaseException as error:
            connection.close()
            if not _is_busy(error) or time.monotonic() >= give_up:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return connection


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    connection.execute("ATTACH DATABASE ? AS console", (str(console_beside(file)),))
    for schema in ("main", CONSOLE):
        connection.execute(f"PRAGMA {schema}.journal_mode=WAL")
        connection.execute(f"PRAGMA {schema}.synchronous=NORMAL")
        connection.execute(f"PRAGMA {schema}.cache_size=-{_CACHE_KIB}")
        # What is purged is not left behind in the file's free space, nor in the log that was copied back.
        connection.execute(f"PRAGMA {schema}.secure_delete=ON")
        connection.execute(f"PRAGMA {schema}.journal_size_limit=0")
    connection.execute("PRAGMA foreign_keys=ON")


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _same_file(entry: ConnectionPoolEntry, file: Path) -> None:
    """Let go of a connection to a file that was deleted or replaced since; the pool then makes a new one."""
    now = file.stat().st_ino if file.exists() else None
    if entry.info.setdefault("file", now) != now or now is None:
        raise DisconnectionError


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
