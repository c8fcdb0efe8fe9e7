"""Real databases for the tests of the store: a PostgreSQL server that can be killed and started again."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests.unit.state.servers import free_port

_PROGRAMS = Path("/usr/lib/postgresql")
_NUMBERS = count(1)
_HURRIED = ("fsync=off", "shared_buffers=64MB")  # no test cuts the power


def program(name: str) -> str:
    """A program of the newest PostgreSQL that Debian installed; they are on nobody's path."""
    return str(max(_PROGRAMS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])))


class Postgres:
    """A server in a folder of its own. It refuses to run as root, and so runs as the user that Debian made for it."""

    def __init__(self, folder: Path, settings: Sequence[str]) -> None:
        self._folder, self.port, self._settings = folder, free_port(), settings
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        self._run(program("initdb"), "-D", data, "-A", "trust", "-U", "gatepost", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        self._process = subprocess.Popen(
            (
                *(program("postgres"), "-D", str(self._folder / "data"), "-p", str(self.port)),
                *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self._folder}"),
                *(word for setting in self._settings for word in ("-c", setting)),
            ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user if os.geteuid() == 0 else None,
        )
        for _ in range(1000):
            try:
                psycopg.connect(self._address("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("PostgreSQL does not come that far")

    def kill(self) -> None:
        """As a machine dies that loses power: what it was doing is lost, what it had promised is not."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # SIGKILL would leave its shared memory behind
            self._process.wait()
            self._process = None

    def a_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"store_{next(_NUMBERS)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name)

    def _address(self, database: str) -> str:
        return f"postgresql://gatepost@127.0.0.1:{self.port}/{database}"

    def _run(self, *command: str) -> None:
        user = self._user if os.geteuid() == 0 else None
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=self._folder)


def empty_tables(url: str) -> None:
    """Leave the tables of a store and nothing in them: far quicker than another database."""
    with psycopg.connect(url, autocommit=True) as admin:
        made = admin.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'console') AND tablename NOT LIKE '%\\_version'"
        )
        names = ", ".join(name for (name,) in made)
        admin.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE".encode())


@contextmanager
def a_server(settings: Sequence[str] = _HURRIED) -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="gatepost-postgres-"))  # pytest's folders are closed to other users
    server = Postgres(folder, settings)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
