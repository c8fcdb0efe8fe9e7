"""To whom something is sealed: the keys of a folder, all of them or a fault."""

from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.sealing.readers import person_named, public_text, readers_in
from tests.unit.sealing.people import a_key


def test_the_people_of_a_folder_are_its_keys(tmp_path: Path):
    for number, name in enumerate(("zoe", "adam"), start=1):
        (tmp_path / f"{name}.pub").write_text(public_text(a_key(number).public_key))
    found = readers_in(tmp_path)
    assert [reader.name for reader in found] == ["adam", "zoe"]
    assert found[1].key == a_key(1).public_key


def test_no_folder_has_nobody(tmp_path: Path):
    assert readers_in(tmp_path / "none") == ()


@pytest.mark.parametrize("content", ["", "no key", "AAAA", "\u00e9"])
def test_a_file_that_is_no_key_is_a_fault(tmp_path: Path, content: str):
    (tmp_path / "rose.pub").write_text(content)
    with pytest.raises(GatepostFault, match="rose"):
        readers_in(tmp_path)


def test_there_are_not_endlessly_many(tmp_path: Path):
    for number in range(21):
        (tmp_path / f"{number}.pub").write_text(public_text(a_key(number + 1).public_key))
    with pytest.raises(GatepostFault, match="more than 20"):
        readers_in(tmp_path)


@pytest.mark.parametrize("name", ["../rose", "", ".rose", "a/b", "rose\n", "a" * 65])
def test_a_name_that_leads_elsewhere_is_refused(name: str):
    with pytest.raises(ValueError, match="cannot name"):
        person_named(name)
