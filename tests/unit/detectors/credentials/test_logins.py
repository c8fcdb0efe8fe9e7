"""What lets somebody in though nothing calls it a password."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.credentials.logins import LOGIN_HINTS, logins
from gatepost.detectors.credentials.written import Written
from gatepost.enrolment.matcher import compile_here

LOGINS = logins(shipped_resources())
HINTS = compile_here(tuple(LOGIN_HINTS))


def found(written: str) -> list[str]:
    text = Written(folded=written.lower(), written=written, gapped=False)
    return [written[start:end] for start, end in LOGINS.found(text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("root creds?\nraf: root / 7Sumac$Lantern", "7Sumac$Lantern"),
        ("locked out? use Heron%Dock19", "Heron%Dock19"),
        ("for the attached zip, the word I set is OatmealRaisin_1107", "OatmealRaisin_1107"),
        ("whose login is on the whiteboard: mjacobs, then Spring-Thaw-2026", "Spring-Thaw-2026"),
        ("wifi LoonLake, the key is sunset88dock", "sunset88dock"),
    ],
)
def test_finds_and_hints(written: str, value: str) -> None:
    assert found(written) == [value]
    assert HINTS.scan(written.lower())


@pytest.mark.parametrize(
    "written",
    [
        "the part is Heron%Dock19",
        "log in with your own account",
        "the key is in the drawer, model sunset88dock",
        "network: https://example.org/7Sumac$Lantern",
    ],
)
def test_leaves_alone(written: str) -> None:
    assert found(written) == []
