"""The gateway's own keys: made once, the same for all its processes, and nobody else's to read."""

import multiprocessing
from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.proxy.keys import Keys, load_keys

NAMES = ("journal.pem", "sessions.key", "content.key")


def secrets_of(keys: Keys) -> tuple[bytes, ...]:
    return keys.journal.private_bytes_raw(), keys.sessions, keys.content


def _load(folder: Path) -> tuple[bytes, ...]:
    return secrets_of(load_keys(folder))


def test_keys_are_made_once_and_differ(tmp_path: Path):
    made = _load(tmp_path / "keys")
    assert _load(tmp_path / "keys") == made
    assert len(set(made)) == len(made)
    assert _load(tmp_path / "others") != made


def test_keys_are_readable_by_their_owner_alone(tmp_path: Path):
    folder = tmp_path / "keys"
    load_keys(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {name: (folder / name).stat().st_mode & 0o777 for name in NAMES} == dict.fromkeys(NAMES, 0o600)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*NAMES, "journal.pub"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, name: str, mode: int):
    load_keys(tmp_path)
    (tmp_path / name).chmod(mode)
    with pytest.raises(GatepostFault, match="chmod 600") as raised:
        load_keys(tmp_path)
    assert raised.value.reason == "not-private"


@pytest.mark.parametrize("content", [b"", b"no key at all"])
def test_a_signing_key_that_is_none_is_said_to_be_one(tmp_path: Path, content: bytes):
    load_keys(tmp_path)
    (tmp_path / "journal.pem").write_bytes(content)
    with pytest.raises(GatepostFault, match=r"journal\.pem"):
        load_keys(tmp_path)


def test_processes_that_start_at_once_have_the_same_keys(tmp_path: Path):
    with multiprocessing.get_context("spawn").Pool(4) as processes:
        assert len(set(processes.map(_load, [tmp_path / "keys"] * 8))) == 1
