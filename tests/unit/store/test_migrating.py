import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, text

from gatepost.errors import GatepostError
from gatepost.store import migrating
from gatepost.store.index import INDEX
from gatepost.store.migrating import HISTORIES, prepare
from gatepost.store.opening import CONSOLE, console_beside, open_engine, reading, writing
from gatepost.store.own import OWN
from gatepost.store.published import PUBLISHED


def _differences(engine: Engine, metadata: MetaData, schema: str | None) -> list[object]:
    """What Alembic would change to make the tables those of the code."""
    ours = {table.name for table in metadata.tables.values()}
    options = {
        "include_schemas": schema is not None,
        "include_name": lambda name, kind, parents: {"schema": name == schema, "table": name in ours}.get(kind, True),
    }
    with reading(engine) as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def test_the_steps_make_the_tables_that_the_code_asks_for(engine: Engine):
    assert _differences(engine, INDEX, None) == []
    assert _differences(engine, OWN, CONSOLE) == []
    assert _differences(engine, PUBLISHED, CONSOLE) == []


def test_preparing_again_changes_nothing(engine: Engine):
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO files VALUES ('first', 1, 'last')"))
    prepare(engine)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM files")) == 1


def test_processes_may_prepare_at_once(url: str, tmp_path: Path):
    failed: list[Exception] = []

    def start() -> None:
        engine = open_engine(url, tmp_path)
        try:
            prepare(engine)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shall show it
            failed.append(error)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


@pytest.mark.parametrize("table", ["index_version", "console.console_version", "console.figures_version"])
def test_tables_of_a_later_version_are_refused(engine: Engine, table: str):
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {table} SET version_num = 'later_0099'"))  # noqa: S608 - names from the list above
    with pytest.raises(GatepostError, match="later version"):
        prepare(engine)


def test_the_index_may_be_deleted_and_the_console_keeps_what_is_its_own(tmp_path: Path):
    engine = prepare(open_engine("sqlite://", tmp_path))
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO console.notes VALUES (1, x'00', 0, 'reviewer', 'Looked at')"))
    file = tmp_path / "store.sqlite3"
    for name in ("", "-wal", "-shm"):
        Path(f"{file}{name}").unlink(missing_ok=True)
    prepare(engine)
    with reading(engine) as connection:
        assert inspect(connection).has_table("events")
        assert connection.scalar(text("SELECT text FROM console.notes")) == "Looked at"
    engine.dispose()
    assert console_beside(file).exists()


def test_an_index_of_an_earlier_version_is_changed_and_keeps_what_it_has(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    engine = open_engine(url, tmp_path)
    with monkeypatch.context() as earlier:
        earlier.setattr(migrating, "HISTORIES", [replace(one, head=f"{one.folder}_0001") for one in HISTORIES])
        prepare(engine)
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO files VALUES ('first', 1, 'last')"))
    prepare(engine)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM files")) == 1
    assert _differences(engine, INDEX, None) == []
    engine.dispose()
