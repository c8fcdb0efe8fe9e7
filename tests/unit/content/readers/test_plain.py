"""Plain text of any length, charset and layout becomes passages."""

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Passage, Unread
from gatepost.content.readers.plain import FORMATS
from tests.unit.content.budgets import a_budget

(PLAIN,) = FORMATS


@pytest.mark.parametrize("text", ["PROTÉGÉ B\n\nà suivre", "a,b\n1,2\n", "BEGIN:VCARD\nFN:A\nEND:VCARD\n", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252", "cp850"])
def test_a_text_is_read_as_it_stands(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert PLAIN.looks(data)
    assert list(PLAIN.read(data, a_budget())) == [Passage(text=text)]


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"{\\rtf1 x}", b"<html>x", b"MIME-Version: 1.0\n\nx", b"\0\1\2\3"])
def test_the_letters_of_other_formats_are_no_text(data: bytes) -> None:
    assert not PLAIN.looks(data)


def test_a_log_of_megabytes_is_read_within_the_budget() -> None:
    data = b"2026-01-02 03:04:05 INFO a request took 12 ms\n" * 60_000
    passages: list[object] = []
    with pytest.raises(Unreadable, match="too-large"):
        passages.extend(PLAIN.read(data, a_budget(characters=1_000_000)))
    assert sum(len(passage.text) for passage in passages if isinstance(passage, Passage)) > 900_000


def test_what_is_no_text_behind_a_text_is_said() -> None:
    pieces: list[object] = []
    with pytest.raises(Unreadable, match="unknown-format"):
        pieces.extend(PLAIN.read(b"a line\n" * 30_000 + bytes(range(256)) * 4000, a_budget()))
    assert len(pieces) > 3


@pytest.mark.parametrize("kind", ["PGP MESSAGE", "PKCS7"])
def test_encrypted_text_is_said_beside_what_can_be_read(kind: str) -> None:
    text = f"For your eyes only\n\n-----BEGIN {kind}-----\n\nhQEMA\n-----END {kind}-----\n"
    assert list(PLAIN.read(text.encode(), a_budget())) == [Passage(text=text), Unread(reason="encrypted")]


def test_the_escapes_of_json_are_undone() -> None:
    data = rb'{"remark": "PROT\u00c9G\u00c9 B\nsuivre\ud83d\ude00", "path": "a\/b"}'
    (passage,) = PLAIN.read(data, a_budget())
    assert passage == Passage(text='{"remark": "PROTÉGÉ B\nsuivre😀", "path": "a/b"}')
