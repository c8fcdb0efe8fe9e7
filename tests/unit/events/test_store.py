import shutil
import sqlite3
from pathlib import Path

import pytest

from gatepost.errors import GatepostError
from gatepost.events import store as store_module
from gatepost.events.files import chains
from gatepost.events.queries import Filter
from gatepost.events.store import Store, lines_in
from gatepost.events.stored import StoredEvent
from tests.unit.events.making import a_decision_event, a_journal, an_event

EVERYTHING = Filter()


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    """Two writers with three events each."""
    folder = tmp_path / "journal"
    for name in ("gateway-1", "gateway-2"):
        with a_journal(folder, name) as journal:
            for _ in range(3):
                journal.append(a_decision_event())
    return folder


def _all(path: Path) -> list[StoredEvent]:
    with Store(path) as store:
        return sorted(store.events(EVERYTHING), key=lambda event: str(event["id"]))


def test_every_event_of_every_journal_is_taken_in(journals: Path, tmp_path: Path):
    with Store(tmp_path / "store") as store:
        assert store.ingest(journals) == 6
        events = store.events(EVERYTHING)
    assert len(events) == 6
    assert {event["kind"] for event in events} == {"decision"}


def test_taking_in_again_changes_nothing(journals: Path, tmp_path: Path):
    with Store(tmp_path / "store") as store:
        store.ingest(journals)
        before = store.events(EVERYTHING)
        assert store.ingest(journals) == 0
        assert store.events(EVERYTHING) == before


def test_only_what_is_new_is_taken_in(journals: Path, tmp_path: Path):
    with Store(tmp_path / "store") as store:
        store.ingest(journals)
        with a_journal(journals) as journal:
            journal.append(a_decision_event())
        assert store.ingest(journals) == 1
        assert len(store.events(EVERYTHING)) == 7


def test_a_store_can_be_made_anew_from_the_journals(journals: Path, tmp_path: Path):
    for path in ("first", "second"):
        with Store(tmp_path / path) as store:
            store.ingest(journals)
    assert _all(tmp_path / "first") == _all(tmp_path / "second")


def test_copied_journals_are_not_taken_in_twice(journals: Path, tmp_path: Path):
    for path in chains(journals)["gateway-1"]:
        shutil.copy(path, journals / path.name.replace("gateway-1", "copy-1"))
    with Store(tmp_path / "store") as store:
        store.ingest(journals)
        assert len(store.events(EVERYTHING)) == 6


def test_half_a_line_waits_until_it_is_whole(journals: Path, tmp_path: Path):
    (path,) = chains(journals)["gateway-1"]
    whole = path.read_bytes()
    middle = len(whole) // 2
    with Store(tmp_path / "store") as store:
        path.write_bytes(whole[:middle])
        some = store.ingest(journals)
        assert store.ingest(journals) == 0
        path.write_bytes(whole)
        assert some + store.ingest(journals) == 6


def test_a_file_longer_than_a_chunk_is_taken_in_whole(journals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store_module, "_CHUNK_BYTES", 3000)
    with Store(tmp_path / "store") as store:
        assert store.ingest(journals) == 6
        assert len(store.events(EVERYTHING)) == 6


@pytest.mark.parametrize(
    "line", [b"rubbish", b"[]", b"{}", b'{"id":1,"kind":"fault","at":"x"}', b"[" * 100_000, b"\xff"]
)
def test_damage_does_not_stop_what_comes_after_it(journals: Path, tmp_path: Path, line: bytes):
    (path,) = chains(journals)["gateway-1"]
    path.write_bytes(line + b"\n" + path.read_bytes())
    with Store(tmp_path / "store") as store:
        assert store.ingest(journals) == 6


def test_the_lag_is_what_the_store_does_not_have_yet(journals: Path, tmp_path: Path):
    with Store(tmp_path / "store") as store:
        assert store.lag(journals) == lines_in(journals) == 8
        store.ingest(journals)
        assert store.lag(journals) == 0
        with a_journal(journals) as journal:
            journal.append(an_event())
            assert store.lag(journals) == 1


def test_a_store_of_another_version_is_refused_with_what_to_do(tmp_path: Path):
    other = sqlite3.connect(tmp_path / "store")
    other.execute("PRAGMA user_version=7")
    other.close()
    with pytest.raises(GatepostError, match="move the file away"):
        Store(tmp_path / "store")


def test_two_processes_may_take_in_at_once(journals: Path, tmp_path: Path):
    with Store(tmp_path / "store") as one, Store(tmp_path / "store") as two:
        assert one.ingest(journals) + two.ingest(journals) == 6
