"""Addresses and telephone numbers."""

import pytest

from gatepost.detectors.identifiers.contacts import emails, phones
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
        ("rosa dot bel at north dot example dot ca", ["rosa dot bel at north dot example dot ca"]),
        ("rosa<at>example<dot>org", ["rosa<at>example<dot>org"]),
        ("vote for @rosa.tremblay today", []),
        ("rsvp@example.org", []),
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
        ("613 5550142", ["613 5550142"]),
        ("call ines on 6135550142", ["6135550142"]),
        ("call 555-0142", ["555-0142"]),
        ("6135550142", []),
        ("score 555-0142", []),
        ("1-800-555-0142", []),
        ("14-10-0287-01", []),
        ("2026-12-04", []),
        ("27 000 613", []),
    ],
)
def test_telephone_numbers(text: str, found: list[str]) -> None:
    assert [text[start:end] for (start, end), _ in phones(text, CUE, [(0, len(text))])] == found
