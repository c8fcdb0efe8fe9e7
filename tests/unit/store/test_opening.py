import multiprocessing
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from gatepost.errors import GatepostError
from gatepost.store.opening import console_beside, open_engine, reading, store_name, writing


def test_the_default_is_a_pair_of_private_files_in_var(tmp_path: Path):
    engine = open_engine("sqlite://", tmp_path / "var")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE console.notes (said TEXT)"))
        connection.execute(text("CREATE TABLE events (id TEXT)"))
    engine.dispose()
    files = [tmp_path / "var" / "store.sqlite3", tmp_path / "var" / "store-console.sqlite3"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert store_name("sqlite://", tmp_path / "var") == str(files[0])


def test_another_file_may_be_named(tmp_path: Path):
    file = tmp_path / "elsewhere.sqlite3"
    engine = open_engine(f"sqlite:///{file}", tmp_path / "var")
    with reading(engine) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()
    assert file.exists()
    assert console_beside(file).exists()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "url", ["", "store", "redis://host", "mysql://u:hunter2@host/db", "postgresql://u:hunter2@host:x/db"]
)
def test_a_url_that_names_no_store_is_refused_without_its_password(tmp_path: Path, url: str):
    with pytest.raises(GatepostError) as refused:
        open_engine(url, tmp_path)
    assert "hunter2" not in str(refused.value)


def test_a_store_is_named_without_its_password(tmp_path: Path):
    name = store_name("postgresql://gatepost:hunter2@db.example/gatepost?sslpassword=hunter2", tmp_path)
    assert name == "postgresql://gatepost:***@db.example/gatepost"


def test_what_was_written_is_seen_whole_or_not_at_all(tmp_path: Path):
    engine = open_engine("sqlite://", tmp_path)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE events (id TEXT)"))

    def half() -> None:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO events VALUES ('a')"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        half()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar() == 0
    engine.dispose()


def test_a_file_that_was_deleted_is_made_anew_by_the_next_transaction(tmp_path: Path):
    engine = open_engine("sqlite://", tmp_path)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE events (id TEXT)"))
    for file in tmp_path.iterdir():
        file.unlink()
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE events (id TEXT)"))
    engine.dispose()
    assert (tmp_path / "store.sqlite3").exists()


def _open(var: Path) -> None:
    with writing(open_engine("sqlite://", var)) as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS events (id TEXT)"))
        connection.execute(text("INSERT INTO events VALUES ('a')"))


def test_processes_may_make_the_files_at_once(tmp_path: Path):
    processes = [multiprocessing.get_context("fork").Process(target=_open, args=(tmp_path,)) for _ in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    engine = open_engine("sqlite://", tmp_path)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar() == 8
    engine.dispose()
