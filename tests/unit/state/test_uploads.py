from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.model import Where
from gatepost.state import JudgedUpload, State, UploadId
from gatepost.state.base import UPLOADS_KEPT
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE, connect
from gatepost.testing import FakeClock, a_finding
from tests.unit.state.memory import a_state

UPLOAD = UploadId(platform="x", principal="emp-104", media="77")
OTHERS = [
    UploadId(platform="mastodon", principal="emp-104", media="77"),
    UploadId(platform="x", principal="emp-105", media="77"),
    UploadId(platform="x", principal="emp-104", media="78"),
]


def judged(*findings: str, justified: bool = False) -> JudgedUpload:
    return JudgedUpload(findings=tuple(a_finding(name) for name in findings), justified=justified)


@pytest.mark.parametrize("other", OTHERS, ids=["platform", "person", "media"])
async def test_an_upload_is_of_one_platform_person_and_id(state: State, other: UploadId):
    await state.remember_upload(UPLOAD, judged("credential"))
    assert await state.judged_upload(other) is None


async def test_a_finding_comes_back_as_it_was_but_for_its_excerpt(state: State):
    where = Where(part="media[0]/2", page=3, time=timedelta(seconds=1.5), box=(1, 2, 3, 4), span=(5, 6))
    finding = a_finding("microdata", where=where, details=(("rows", "12"),), excerpt="[...]")
    await state.remember_upload(UPLOAD, JudgedUpload(findings=(finding,)))
    known = await state.judged_upload(UPLOAD)
    assert known == JudgedUpload(findings=(a_finding("microdata", where=where, details=(("rows", "12"),)),))


async def test_what_is_found_later_adds_to_what_was_found(state: State):
    await state.remember_upload(UPLOAD, judged("credential", justified=True))
    await state.remember_upload(UPLOAD, judged("credential", "microdata"))
    known = await state.judged_upload(UPLOAD)
    assert known is not None
    assert [finding.name for finding in known.findings] == ["credential", "microdata"]
    assert not known.justified


async def test_an_upload_that_was_refused_and_then_justified_is_justified(state: State):
    await state.remember_upload(UPLOAD, judged("credential"))
    await state.remember_upload(UPLOAD, judged("credential", justified=True))
    assert await state.judged_upload(UPLOAD) == judged("credential", justified=True)


async def test_uploads_are_forgotten_in_time(tmp_path: Path):
    clock = FakeClock()
    async with a_state(tmp_path, clock) as state:
        await state.remember_upload(UPLOAD, judged("credential"))
    db = connect(tmp_path / "state.sqlite3", STATE, wait_ms=0)
    left = []
    for late in (timedelta(), timedelta(seconds=1)):
        list(forget(db, clock.now() + UPLOADS_KEPT + late))
        left.append(db.execute("SELECT count(*) FROM uploads").fetchone()[0])
    db.close()
    assert left == [1, 0]
