"""Names are sealed once a person and period, come back to a revealer alone, and go with the key."""

from pathlib import Path

from nacl.public import PrivateKey

from gatepost.events.pseudonyms import Pseudonyms
from gatepost.reveal.names import Names, login_of, names_of
from tests.unit.sealing.people import a_key, a_reader

PSEUDONYMS = Pseudonyms(b"k" * 32, "2026-09-21")
ROSE, ADAM = a_key(1), a_key(2)
CODE = PSEUDONYMS.of("principal", "emp-104")


def names(var: Path, *keys: PrivateKey, writer: str = "node-1") -> Names:
    return Names(var, writer, PSEUDONYMS, [a_reader(key) for key in (ROSE, *keys)])


def content(var: Path) -> bytes:
    return b"".join(path.read_bytes() for path in names_of(var, PSEUDONYMS.period))


def test_a_revealer_finds_the_person_and_nobody_else_does(tmp_path: Path):
    names(tmp_path).remember("emp-104")
    assert login_of(tmp_path, PSEUDONYMS.period, CODE, ROSE) == "emp-104"
    assert login_of(tmp_path, PSEUDONYMS.period, CODE, ADAM) is None
    assert login_of(tmp_path, "2026-12-20", CODE, ROSE) is None
    assert b"emp-104" not in content(tmp_path)


def test_a_person_is_sealed_once_by_all_workers_and_over_restarts(tmp_path: Path):
    first = names(tmp_path)
    first.remember("emp-104")
    first.remember("emp-104")
    names(tmp_path, writer="node-2").remember("emp-104")
    assert content(tmp_path).count(b"\n") == 1


def test_who_became_a_revealer_later_is_told_of_those_who_come_from_then_on(tmp_path: Path):
    names(tmp_path).remember("emp-104")
    Names(tmp_path, "node-1", PSEUDONYMS, [a_reader(ROSE), a_reader(ADAM)]).remember("emp-104")
    assert login_of(tmp_path, PSEUDONYMS.period, CODE, ADAM) == "emp-104"


def test_without_revealers_no_name_is_kept(tmp_path: Path):
    Names(tmp_path, "node-1", PSEUDONYMS, []).remember("emp-104")
    assert not (tmp_path / "names").exists()


def test_a_seal_beside_another_pseudonym_is_not_believed(tmp_path: Path):
    names(tmp_path).remember("emp-104")
    (file,) = names_of(tmp_path, PSEUDONYMS.period)
    other = PSEUDONYMS.of("principal", "emp-105")
    file.write_bytes(file.read_bytes().replace(CODE.encode(), other.encode()))
    assert login_of(tmp_path, PSEUDONYMS.period, other, ROSE) is None


def test_half_a_line_and_odd_ones_are_passed_over(tmp_path: Path):
    names(tmp_path).remember("emp-104")
    (file,) = names_of(tmp_path, PSEUDONYMS.period)
    (file.parent / f"{PSEUDONYMS.period}.a.jsonl").write_bytes(b'{"pseudonym": 1}\n[]\n\xff\n' + file.read_bytes()[:50])
    assert login_of(tmp_path, PSEUDONYMS.period, CODE, ROSE) == "emp-104"


def test_names_are_their_owners_alone_to_read(tmp_path: Path):
    names(tmp_path, writer="../node 1").remember("emp-104")
    (file,) = names_of(tmp_path, PSEUDONYMS.period)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
