"""Addresses, telephone numbers, dates of birth and postal codes."""

import pytest

from gatepost.detectors.contacts import BIRTH_DATE, POSTAL_CODE, emails, phones
from gatepost.folding import words

CUE = words(["tel", "call"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to rosa.tremblay@example.org now", ["rosa.tremblay@example.org"]),
        ("<rosa@mail.example.qc.ca>", ["rosa@mail.example.qc.ca"]),
        ("rosa (at) example (dot) org", ["rosa (at) example (dot) org"]),
        ("rosa [a] example.org", ["rosa [a] example.org"]),
        ("rosa at example dot org", ["rosa at example dot org"]),
        ("@rosa@social.example", []),
        ("https://rosa@example.org/x", []),
        ("info@example.org", []),
        ("@rosa see you at noon", []),
    ],
)
def test_addresses_of_persons(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in emails(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("613-555-0142", ["613-555-0142"]),
        ("+1 (819) 555-0177", ["+1 (819) 555-0177"]),
        ("418.555.0163", ["418.555.0163"]),
        ("+33 6 55 50 12 34", ["+33 6 55 50 12 34"]),
        ("tel: 6135550142", ["6135550142"]),
        ("6135550142", []),
        ("1-800-555-0142", []),
        ("14-10-0287-01", []),
        ("2026-12-04", []),
        ("27 000 613", []),
    ],
)
def test_telephone_numbers(text: str, found: list[str]) -> None:
    assert [text[start:end] for (start, end), _ in phones(text, CUE)] == found


@pytest.mark.parametrize(
    "written",
    [
        ": 1988-06-12",
        " 12 june 1988",
        " march 4, 1991",
        " (12/06/88)",
        " is 4 mars 1991",
        " 1er mars 1991",
        " 23-05-1988",
    ],
)
def test_dates_that_may_follow_born(written: str) -> None:
    assert BIRTH_DATE.match(written)


@pytest.mark.parametrize("written", [" in halifax", " to run 1975", " 1867-07-01", " june 12", ""])
def test_what_follows_born_and_is_no_date_of_birth(written: str) -> None:
    assert not BIRTH_DATE.match(written)


def test_postal_codes_have_no_d_f_i_o_q_u() -> None:
    assert POSTAL_CODE.search("k1a 0t6")
    assert not POSTAL_CODE.search("d1a 0t6")
    assert not POSTAL_CODE.search("k1o 0t6")
