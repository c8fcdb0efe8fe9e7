"""Mail: headers, bodies and attachments, and mailboxes."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.mail import FORMATS
from tests.unit.content.budgets import a_budget

(MAIL,) = FORMATS
HEAD = b"From: a@b.example\nMIME-Version: 1.0\n"


def a_mail(subject: str = "Réunion", charset: str = "utf-8", cte: str = "8bit") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", subject
    mail.set_content("Bonjour à tous\n", charset=charset, cte=cte)
    return mail


def read(data: bytes | EmailMessage) -> list[Piece]:
    data = data if isinstance(data, bytes) else data.as_bytes()
    assert MAIL.looks(data)
    return list(MAIL.read(data, a_budget()))


def text(data: bytes | EmailMessage) -> str:
    return "".join(piece.text for piece in read(data) if isinstance(piece, Passage))


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_headers_and_body_are_read_however_they_are_sent(cte: str, charset: str) -> None:
    said = text(a_mail(cte=cte, charset=charset))
    assert "Subject: Réunion" in said
    assert "Bonjour à tous" in said


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_headers_in_plain_bytes_are_read(encoding: str) -> None:
    assert "Subject: Réunion protégée" in text("Subject: Réunion protégée\nFrom: a@b.example\n\nx".encode(encoding))


def test_a_page_is_read_as_one() -> None:
    mail = a_mail()
    mail.add_alternative("<p>PRO<b>TEC</b>TED B</p>", subtype="html")
    assert "PROTECTED B" in text(mail)


def test_what_is_attached_is_a_file_with_its_name() -> None:
    mail = a_mail()
    mail.add_attachment(b"\0\1\2", maintype="image", subtype="png", filename="été.png")
    mail.add_attachment("a,b\n", subtype="csv", filename="b.csv")
    mail.add_attachment(a_mail("Avant"))
    inner = [piece for piece in read(mail) if isinstance(piece, Inner)]
    assert [(piece.name, piece.data[:3]) for piece in inner[:2]] == [("été.png", b"\0\1\2"), ("b.csv", b"a,b")]
    assert b"Avant" in inner[2].data


def test_base64_goes_on_behind_filling() -> None:
    assert "PROTECTED B" in text(HEAD + b"Content-Transfer-Encoding: base64\n\nUFJPVEVD*VA==\nRUQgQg==\n")


def test_a_part_that_is_no_text_is_a_file_whatever_it_says() -> None:
    assert Inner(data=b"PK\x03\x04\0\0\0\0") in read(HEAD + b"Content-Type: text/plain\n\nPK\x03\x04\0\0\0\0")


def test_labels_are_facts() -> None:
    mail = a_mail()
    mail["msip_labels"] = "MSIP_Label_11111111-2222-3333-4444-555555555555_Name=Protected B; a=b"
    mail["Sensitivity"] = "Company-Confidential"
    labels = [piece.value for piece in read(mail) if isinstance(piece, Label)]
    assert labels == ["Protected B", "Company-Confidential"]


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Type: application/pkcs7-mime\n\n0\x82abc",
        b"Content-Type: application/pgp-encrypted\n\nVersion: 1",
        b"\n-----BEGIN PGP MESSAGE-----\nabc",
    ],
)
def test_what_only_the_recipient_can_open_is_encrypted(body: bytes) -> None:
    assert Unread(reason="encrypted") in read(HEAD + body)


def test_what_is_only_signed_is_read() -> None:
    signed = HEAD + b"Content-Type: application/pkcs7-mime\n\n0\x82\x01Content-Type: text/plain\n\nPROTECTED B"
    assert Inner(data=b"Content-Type: text/plain\n\nPROTECTED B") in read(signed)


def test_a_part_without_an_end_was_cut_off() -> None:
    mail = a_mail()
    mail.add_attachment(b"abc" * 99, maintype="image", subtype="png")
    assert Unread(reason="corrupt") in read(mail.as_bytes()[:-60])


def test_a_last_boundary_that_was_forgotten_within_others_cuts_nothing_off() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\n\n--c\n\nwithin\n"
    mail = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + inner + b"--b\n\nbehind\n--b--\n"
    assert "within" in text(mail)
    assert "behind" in text(mail)
    assert not any(isinstance(piece, Unread) for piece in read(mail))


def test_a_mailbox_is_its_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(3):
        box.add(a_mail(f"Number {number}"))
    box.close()
    inner = [piece for piece in read((tmp_path / "box").read_bytes()) if isinstance(piece, Inner)]
    assert [f"Number {n}".encode() in piece.data for n, piece in enumerate(inner)] == [True] * 3


def test_a_mail_behind_a_note_is_read() -> None:
    assert "PROTECTED" in text(b"See this:\n\n" + HEAD + b"Content-Transfer-Encoding: base64\n\nUFJPVEVDVEVE\n")


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(500)),
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nhi\n" * 5000 + b"--b--\n",
        HEAD + b"X-A: " + b"a" * 2_000_000 + b"\n\nhi",
    ],
)
def test_what_grows_without_end_is_too_large(data: bytes) -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read(data)
