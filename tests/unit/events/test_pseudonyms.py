import re

import pytest

from gatepost.events.pseudonyms import Pseudonyms

KEY = b"k" * 32
NAMES = Pseudonyms(KEY, "2026-11")


def test_the_same_person_has_the_same_name_within_a_period():
    assert NAMES.of("principal", "emp-104") == Pseudonyms(KEY, "2026-11").of("principal", "emp-104")


def test_a_name_can_be_read_aloud_and_says_what_it_is_of():
    assert re.fullmatch(
        r"p-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", NAMES.of("principal", "emp-104")
    )
    assert NAMES.of("account", "emp-104").startswith("a-")


@pytest.mark.parametrize("other", [Pseudonyms(KEY, "2026-12"), Pseudonyms(b"j" * 32, "2026-11")])
def test_another_period_or_key_gives_another_name(other: Pseudonyms):
    assert other.of("principal", "emp-104") != NAMES.of("principal", "emp-104")


def test_a_person_and_an_account_of_the_same_name_are_not_linked():
    assert NAMES.of("principal", "emp-104")[2:] != NAMES.of("account", "emp-104")[2:]


def test_ten_thousand_people_have_ten_thousand_names():
    assert len({NAMES.of("principal", f"emp-{number}") for number in range(10_000)}) == 10_000


def test_only_principals_and_accounts_have_pseudonyms():
    with pytest.raises(KeyError):
        NAMES.of("division", "Labour Statistics")


def test_a_key_that_can_be_guessed_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Pseudonyms(b"short", "2026-11")


def test_a_keyed_digest_is_not_the_plain_one():
    assert NAMES.digest(b"yes") != Pseudonyms(b"j" * 32, "2026-11").digest(b"yes")
    assert NAMES.digest(b"yes").startswith("hmac-sha256:")
