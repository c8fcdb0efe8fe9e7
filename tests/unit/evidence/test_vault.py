"""What is sealed opens for reviewers alone, as what it is, and goes when its time is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.events.numbers import new_id
from gatepost.evidence.vault import forget, keep, kept, opened
from gatepost.model import FiledPart, Role
from gatepost.sealing.stream import Unopened
from gatepost.testing import A_TUESDAY, a_part
from tests.unit.sealing.people import a_key, a_reader

ROSE, ADAM = a_key(1), a_key(2)
EVENT = new_id(A_TUESDAY)
PICTURE = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png", data=b"\x89PNG a picture " * 9000)
OLD = A_TUESDAY + timedelta(seconds=1)


def sealed(folder: Path, event: str = EVENT) -> Path:
    assert keep(folder, event, [PICTURE], [a_reader(ROSE)]) == [{"part": "media[0]", "bytes": PICTURE.size}]
    (path,) = kept(folder, event)
    return path


def test_a_reviewer_opens_what_was_sent(tmp_path: Path):
    content = opened(sealed(tmp_path), ROSE)
    assert (content.part, content.media_type, content.content) == ("media[0]", "image/png", PICTURE.data)


def test_nobody_else_opens_it_and_it_is_nowhere_in_clear(tmp_path: Path):
    path = sealed(tmp_path / "evidence")
    with pytest.raises(Unopened):
        opened(path, ADAM)
    assert b"a picture" not in path.read_bytes()
    assert b"media[0]" not in path.read_bytes()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_does_not_pass_for_evidence_of_another_incident(tmp_path: Path):
    path = sealed(tmp_path)
    moved = path.rename(tmp_path / f"{new_id(A_TUESDAY)}.0.sealed")
    with pytest.raises(Unopened):
        opened(moved, ROSE)


def test_a_long_file_is_sealed_from_where_it_lies(tmp_path: Path):
    (tmp_path / "film").write_bytes(content := bytes(range(256)) * 4000)
    with (tmp_path / "film").open("rb", buffering=0) as file:
        film = FiledPart(name="media[0]", role=Role.ATTACHMENT, media_type="video/mp4", data=content[:100], file=file)
        keep(tmp_path, EVENT, [film], [a_reader(ROSE)])
    assert opened(kept(tmp_path, EVENT)[0], ROSE).content == content


def test_parts_come_in_their_order(tmp_path: Path):
    parts = [a_part(name=f"media[{n}]", role=Role.ATTACHMENT, data=b"x") for n in range(12)]
    keep(tmp_path, EVENT, parts, [a_reader(ROSE)])
    assert [opened(path, ROSE).part for path in kept(tmp_path, EVENT)] == [part.name for part in parts]


def test_without_reviewers_nothing_is_kept(tmp_path: Path):
    assert keep(tmp_path / "evidence", EVENT, [PICTURE], []) == []
    assert not (tmp_path / "evidence").exists()


def test_it_goes_when_its_time_is_over_or_its_event_goes(tmp_path: Path):
    path = sealed(tmp_path)
    assert forget(tmp_path, before=A_TUESDAY, ids=(), held=()) == 0
    assert forget(tmp_path, before=OLD, ids=(), held={EVENT}) == 0
    assert forget(tmp_path, before=A_TUESDAY, ids={EVENT}, held=()) == 1
    assert not path.exists()
    sealed(tmp_path)
    assert forget(tmp_path, before=OLD, ids=(), held=()) == 1


@pytest.mark.parametrize("event", ["../../etc/passwd", "*", "", "a" * 36])
def test_what_is_no_event_names_no_file(tmp_path: Path, event: str):
    with pytest.raises(ValueError, match="badly formed"):
        kept(tmp_path, event)
