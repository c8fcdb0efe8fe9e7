from datetime import timedelta
from pathlib import Path

from gatepost.model import NO_USAGE, Counted, Use
from gatepost.state.base import AGREEMENTS_KEPT, HOLD_LAPSES
from gatepost.state.coaching import INCIDENTS_KEPT
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE, connect
from gatepost.testing import A_TUESDAY
from tests.unit.state.memory import a_state, an_attempt, an_incident, posts_today

TABLES = (
    *("minutes", "days", "own_time", "places", "holds", "incidents", "coachings", "sessions", "put_off"),
    "agreements",
)


def _forget(var: Path, age: timedelta) -> dict[str, int]:
    """What is left in each table after housekeeping at that age."""
    db = connect(var / "state.sqlite3", STATE, wait_ms=1000)
    for _ in forget(db, A_TUESDAY + age):
        pass
    left = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608 - names above
    db.close()
    return left


async def test_what_nobody_needs_any_more_is_forgotten(tmp_path: Path):
    async with a_state(tmp_path) as state:
        for number in range(450):
            attempt = an_attempt(f"r-{number}", own_time=1, at=A_TUESDAY + timedelta(minutes=number > 0))
            await state.begin(attempt)
            await state.settle(attempt, kept=True)
        await state.refuse(an_incident())
        await state.remember_session("x", "hash", "17", "")
        await state.put_off_agreement("emp-104", A_TUESDAY + timedelta(minutes=30))
        await state.accept_agreement("emp-104", "2026", "en", A_TUESDAY)
        at_once = _forget(tmp_path, timedelta())
        counted = {"minutes": 1, "days": 1, "own_time": 1, "places": 449}
        others = {"holds": 0, "incidents": 1, "coachings": 1, "sessions": 1, "put_off": 1, "agreements": 1}
        assert at_once == counted | others
        an_hour_later = _forget(tmp_path, timedelta(minutes=65))
        assert an_hour_later == at_once | {"places": 0, "put_off": 0}
        assert _forget(tmp_path, INCIDENTS_KEPT + timedelta(hours=1))["incidents"] == 0
        assert _forget(tmp_path, timedelta(hours=4))["minutes"] == 0
        assert await posts_today(state) == 449
        assert {name for name, left in _forget(tmp_path, timedelta(days=500)).items() if left} == {"agreements"}
        assert _forget(tmp_path, AGREEMENTS_KEPT)["agreements"] == 1
        assert _forget(tmp_path, AGREEMENTS_KEPT + timedelta(days=1))["agreements"] == 0


async def test_what_is_forgotten_is_in_no_byte_of_the_file_any_more(tmp_path: Path):
    files = [tmp_path / "state.sqlite3", tmp_path / "state.sqlite3-wal"]

    def somewhere(text: bytes) -> bool:
        return any(text in path.read_bytes() for path in files)

    async with a_state(tmp_path) as state:
        for number in range(50):
            await state.put_off_agreement(f"emp-{number}-rosalind", A_TUESDAY)
        assert somewhere(b"-rosalind")
        _forget(tmp_path, timedelta(minutes=1))
        db = connect(files[0], STATE, wait_ms=1000)
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")  # as housekeeping does after it forgot
        db.close()
        await state.put_off_agreement("emp-1", A_TUESDAY)  # the next write begins the log anew
        assert not somewhere(b"-rosalind")


async def test_what_a_dead_worker_held_is_given_back(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.begin(an_attempt("r-1"))
        await state.begin(an_attempt("r-2"))
        await state.settle(an_attempt("r-2"), kept=True)
        _forget(tmp_path, HOLD_LAPSES)
        assert await posts_today(state) == 2
        _forget(tmp_path, HOLD_LAPSES + timedelta(seconds=1))
        assert await posts_today(state) == 1


async def test_a_passage_that_a_dead_worker_had_taken_is_free_again(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.refuse(an_incident(expires=A_TUESDAY + timedelta(hours=1)))
        await state.justify("7Q3F-K2MM", "emp-104", reason="public", at=A_TUESDAY, until=A_TUESDAY + timedelta(hours=1))
        content = an_incident().content
        assert (await state.begin(an_attempt("r-1", content=content))).passes
        _forget(tmp_path, HOLD_LAPSES + timedelta(seconds=1))
        past = await state.begin(an_attempt("r-2", content=content))
        assert past.passes
        assert past.volume.usage.get(Counted(Use.PERSONAL), NO_USAGE) == NO_USAGE


async def test_an_upload_that_takes_long_keeps_its_place(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.begin(an_attempt())
        _forget(tmp_path, HOLD_LAPSES - timedelta(seconds=1))
        await state.settle(an_attempt(), kept=False)
        assert await posts_today(state) == 0
