"""What a file seems to be is no matter: it is read as all that it is, or said to be unread; and nothing is ever written."""

from pathlib import Path

import pytest

from gatepost.content.format import Format
from gatepost.content.readers import formats
from tests.corpora.files.corpus import PLACES
from tests.corpora.files.place import Holds, Place
from tests.corpora.files.tricks import ENCRYPTED, HARDLY, READABLE_WITHOUT_PASSWORD, TWO_AT_ONCE, leading_elsewhere
from tests.reading.children import Child

SECONDS = 5.0
MARK = "PROTECTED B"

# Formats that do not say where they end: what is left of one that was cut is a whole one.
ENDLESS = frozenset({"txt", "csv", "tsv", "json", "jsonl", "html", "md", "ics", "eml", "svg", "xml", "rtf"})
PACKED = {
    place.format: place
    for place in PLACES
    if place.format not in ENDLESS and place.holds is Holds.WORDS and not place.drawn
}


@pytest.mark.parametrize("name", ENCRYPTED)
def test_what_is_encrypted_is_said_to_be(name: str, child: Child) -> None:
    assert "encrypted" in child.ask(ENCRYPTED[name], SECONDS).unseen


@pytest.mark.parametrize("name", READABLE_WITHOUT_PASSWORD)
def test_what_can_be_read_without_a_password_is_read(name: str, child: Child) -> None:
    answer = child.ask(READABLE_WITHOUT_PASSWORD[name], SECONDS)
    assert answer.marked
    assert answer.clean


@pytest.mark.parametrize("name", TWO_AT_ONCE)
def test_a_file_that_is_two_things_is_read_as_both(name: str, child: Child) -> None:
    assert child.ask(TWO_AT_ONCE[name], SECONDS).marked


def test_names_lead_nowhere(tmp_path: Path, child: Child) -> None:
    target = tmp_path / "written.txt"
    for name, archive in leading_elsewhere(str(target)).items():
        answer = child.ask(archive, SECONDS)
        assert answer.marked, name
        assert not answer.died, name
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", HARDLY)
def test_what_is_hardly_a_file_is_never_clean(name: str, child: Child) -> None:
    answer = child.ask(HARDLY[name], SECONDS)
    assert answer.unseen
    assert not answer.died


def test_an_empty_file_holds_nothing(child: Child) -> None:
    answer = child.ask(b"", SECONDS)
    assert answer.clean
    assert answer.items == 0


@pytest.mark.parametrize("place", PACKED.values(), ids=str)
def test_a_file_that_was_cut_short_is_never_clean(place: Place, child: Child) -> None:
    whole = place.make(MARK)
    assert child.ask(whole, SECONDS).clean
    for tenth in range(1, 10):
        answer = child.ask(whole[: len(whole) * tenth // 10], SECONDS)
        assert not answer.clean, f"{tenth} tenths"
        assert not answer.died, f"{tenth} tenths"


@pytest.mark.parametrize("format_", formats(), ids=lambda format_: format_.name)
def test_a_format_is_told_of_anything_without_an_error(format_: Format) -> None:
    for data in (b"", *HARDLY.values(), *TWO_AT_ONCE.values(), bytes(100_000), b"a" * 100_000, b"<" * 100_000):
        assert format_.looks(data) in (True, False)
