"""A private key opens with its passphrase, and costs a guesser what it costs its owner."""

import json
from typing import Any

import pytest

from gatepost.sealing.private import LONGEST_FILE, Locked, locked, unlocked
from tests.unit.sealing.people import PASSPHRASE, a_key, a_locked

KEY = a_key()


def test_a_key_opens_with_its_passphrase_alone():
    assert bytes(unlocked(a_locked(KEY), PASSPHRASE)) == bytes(KEY)
    with pytest.raises(Locked, match="passphrase"):
        unlocked(a_locked(KEY), PASSPHRASE + ".")


def test_the_key_is_not_in_its_file():
    assert bytes(KEY) not in a_locked(KEY)
    assert bytes(KEY).hex() not in a_locked(KEY).decode()


def test_a_guess_costs_a_quarter_of_a_gigabyte():
    assert json.loads(locked(KEY, PASSPHRASE))["memory"] == 256 * 2**20


def test_a_short_passphrase_is_refused():
    with pytest.raises(ValueError, match="12 characters"):
        locked(KEY, "password")


@pytest.mark.parametrize(
    "change",
    [{"memory": 2**40}, {"ops": 10**6}, {"kind": "another"}, {"box": ""}, {"salt": "!"}, {"memory": "much"}],
    ids=str,
)
def test_a_forged_file_is_refused_before_it_costs_anything(change: dict[str, Any]):
    with pytest.raises(Locked):
        unlocked(json.dumps(json.loads(a_locked(KEY)) | change).encode(), PASSPHRASE)


@pytest.mark.parametrize("file", [b"", b"[]", b"\xff", b"{" * 4000, b" " * (LONGEST_FILE + 1)])
def test_what_is_no_key_is_said_to_be_none(file: bytes):
    with pytest.raises(Locked, match="not a private key"):
        unlocked(file, PASSPHRASE)
