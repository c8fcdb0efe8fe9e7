"""From a policy folder to what a worker decides with: all mistakes of one run, and what is watched for changes."""

from pathlib import Path

import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity.config import IdentityConfig
from gatepost.proxy import loading
from gatepost.proxy.loading import files_watched, load_people

CONFIG = IdentityConfig.model_validate(
    {
        "directory": {"file": "staff.csv"},
        "absences": {"file": "leave.csv"},
        "divisions": {"file": "divisions.csv"},
        "proxy_auth": {"htpasswd": "users.htpasswd"},
        "client_certificate": {"authorities": "ca.pem"},
    }
)
FILES = ("staff.csv", "leave.csv", "divisions.csv", "users.htpasswd", "ca.pem")
GOOD = "$2b$10$" + "a" * 53


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(PolicyErrors) as raised:
        load_people(folder, CONFIG)
    return [str(error) for error in raised.value.errors]


def test_nothing_is_read_that_is_not_named(tmp_path: Path):
    people = load_people(tmp_path, IdentityConfig())
    assert (dict(people.passwords), people.authorities) == ({}, b"")


def test_every_file_that_is_missing_is_named(tmp_path: Path):
    told = mistakes(tmp_path)
    assert len(told) == 5
    assert all(error.startswith("identity.yaml:1:1: error: ") for error in told)
    for name in FILES:
        assert sum(name in error for error in told) == 1


def test_the_mistakes_of_all_files_are_told_in_one_run(tmp_path: Path):
    (tmp_path / "staff.csv").write_text("id,login\nemp-1,ada\nemp-1,bo\n")
    (tmp_path / "leave.csv").write_text("id,kind,first\nemp-1,leave,soon\n")
    (tmp_path / "divisions.csv").write_text("division,above\nLabour,Labour\n")
    (tmp_path / "users.htpasswd").write_text(f"ada:{GOOD}\nbo:plain\ncy\n")
    (tmp_path / "ca.pem").write_text("no certificate")
    told = mistakes(tmp_path)
    assert {error.partition(":")[0] for error in told} == set(FILES)
    assert not any("plain" in error.replace("plain text", "") for error in told), "no password in a message"


def test_people_of_the_directory_have_their_absences_and_a_pattern_that_exists(tmp_path: Path):
    (tmp_path / "staff.csv").write_text("id,login,pattern\nemp-1,ada,nights\n")
    (tmp_path / "leave.csv").write_text("id,kind,first\nemp-1,leave,2026-12-24\nemp-9,leave,2026-12-24\n")
    config = IdentityConfig.model_validate({"directory": {"file": "staff.csv"}, "absences": {"file": "leave.csv"}})
    (person,) = load_people(tmp_path, config, {"nights"}).directory.people.values()
    assert [str(absence.first) for absence in person.work.absences] == ["2026-12-24"]
    with pytest.raises(PolicyErrors) as raised:
        load_people(tmp_path, config, {"evenings"})
    (error,) = raised.value.errors
    assert str(error).startswith("staff.csv:2:1: error: pattern 'nights' is not in calendar.yaml")


def test_a_file_that_is_no_text_or_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "staff.csv").write_bytes(b"id,login\nemp-1,\xff\n")
    (tmp_path / "users.htpasswd").write_text(f"ada:{GOOD}\n")
    (tmp_path / "ca.pem").write_text("x" * 200)
    monkeypatch.setattr(loading, "MAX_BYTES", 100)
    told = " ".join(mistakes(tmp_path))
    assert "staff.csv is not UTF-8" in told
    assert "ca.pem is larger than 100 bytes" in told


def test_files_outside_the_folders_own_kinds_are_watched(tmp_path: Path):
    assert files_watched(tmp_path, CONFIG) == tuple(tmp_path / name for name in FILES)
    assert files_watched(tmp_path, IdentityConfig()) == ()
