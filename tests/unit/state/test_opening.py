from pathlib import Path

import pytest

from gatepost.errors import GatepostError
from gatepost.state import State, open_state, state_name


@pytest.mark.parametrize("name", [open_state, state_name])
@pytest.mark.parametrize("url", ["postgresql://host", "redis:host", "sqlite", "", "/var/lib/state"])
def test_a_state_of_another_kind_is_refused(tmp_path: Path, name, url: str):
    with pytest.raises(GatepostError, match="sqlite://"):
        name(url, tmp_path)


async def test_a_state_can_be_kept_elsewhere(tmp_path: Path):
    state = open_state(f"sqlite://{tmp_path}/elsewhere/mine.sqlite3", tmp_path / "var")
    await state.close()
    assert (tmp_path / "elsewhere" / "mine.sqlite3").exists()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite://", "var/state.sqlite3"),
        ("sqlite:///srv/state", "/srv/state"),
        ("valkeys://gatepost:secret@state.example/2?ca_file=/etc/ca.pem", "valkeys at state.example:6379/2"),
    ],
)
def test_people_are_told_of_a_state_without_its_secrets(url: str, name: str):
    assert state_name(url, Path("var")) == name


async def test_a_state_that_is_there_answers(state: State):
    await state.ping()
