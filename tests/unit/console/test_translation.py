"""Everything is in both languages."""

import re

import pytest

from gatepost.console.translation import catalogue, language_of, moment_in, number_in, size_in
from gatepost.testing import A_TUESDAY
from tests.unit.console.catalogue import messages, translations

_PLACE = re.compile(r"%\(\w+\)[sd]")


def test_every_message_is_translated_and_no_translation_is_stale():
    known = {
        (message.id if isinstance(message.id, str) else message.id[0])
        for _, file in translations("fr")
        for message in file
        if message.id
    }
    assert messages() == known


@pytest.mark.parametrize("name", [name for name, _ in translations("fr")])
def test_translations_are_whole_and_say_the_same_places(name: str):
    file = dict(translations("fr"))[name]
    for message in file:
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        assert all(strings), message.id
        assert not message.fuzzy, message.id
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        assert set(_PLACE.findall(ids[-1])) == set(_PLACE.findall(str(strings[-1]))), message.id


def test_no_message_is_translated_twice():
    seen: dict[str, str] = {}
    for name, file in translations("fr"):
        for message in file:
            key = str(message.id)
            assert not key or seen.setdefault(key, name) == name, (key, name)


def test_french_keeps_its_spaces_and_quotation_marks():
    for _, file in translations("fr"):
        for message in file:
            text = " ".join(message.string) if isinstance(message.string, (list, tuple)) else str(message.string)
            assert not re.search(r"(?<![\u00a0\d]):(?!//)|« |[^\u00a0]»|'", text) or not message.id, text


def test_french_is_french_and_english_is_the_code():
    assert catalogue("fr").gettext("Sign in") == "Ouvrir une session"
    assert catalogue("en").gettext("Sign in") == "Sign in"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en-CA,en;q=0.9,fr;q=0.8", "en"),
        ("de,fr;q=0.5", "fr"),
        ("de", "en"),
        ("", "en"),
        ("," * 10_000, "en"),
    ],
)
def test_a_browser_gets_the_language_that_it_prefers(accepted: str, language: str):
    assert language_of(accepted) == language


def test_dates_and_numbers_are_those_of_the_language():
    assert "10:15" in moment_in("en", A_TUESDAY)
    assert "10 h 15" in moment_in("fr", A_TUESDAY).replace("\u202f", " ").replace("\u00a0", " ")
    assert number_in("en", 12345.5) == "12,345.5"
    assert number_in("fr", 12345.5) == "12\u00a0345,5"


@pytest.mark.parametrize(
    ("size", "en", "fr"),
    [
        (0, "0 kB", "0 ko"),
        (999, "1 kB", "1 ko"),
        (16_384, "16.4 kB", "16,4 ko"),
        (5_300_000, "5.3 MB", "5,3 Mo"),
        (7 * 10**15, "7,000 TB", "7 000 To"),
    ],
)
def test_sizes_are_in_the_unit_that_makes_them_short(size: int, en: str, fr: str):
    assert size_in("en", size) == en.replace(" ", "\u00a0")
    assert size_in("fr", size) == fr.replace(" ", "\u00a0")
