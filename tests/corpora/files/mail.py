"""Mails, written by the standard library's email package, with words in one place each."""

from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from tests.corpora.files import word
from tests.corpora.files.place import Holds, Place


def _mail(put: Callable[[EmailMessage, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = "Weather"
        mail["From"] = Address("A. Writer", "writer", "example.org")
        mail["To"] = Address("A. Reader", "reader", "example.org")
        mail["Date"] = "Mon, 02 Nov 2026 10:00:00 +0000"
        mail.set_content("We talked about the weather.\n")
        put(mail, words)
        return mail.as_bytes()

    return make


def _header(name: str) -> Callable[[EmailMessage, str], object]:
    def put(mail: EmailMessage, words: str) -> None:
        del mail[name]
        mail[name] = words

    return put


def _base64(mail: EmailMessage, words: str) -> None:
    mail.set_content(f"Hello\n{words}\n", charset="iso-8859-1", cte="base64")


def _page(mail: EmailMessage, words: str) -> None:
    mail.add_alternative(f"<p>Weather</p><p style='display:none'>{words}</p>", subtype="html", cte="quoted-printable")


def _forwarded(mail: EmailMessage, words: str) -> None:
    inner = EmailMessage(policy=SMTP)
    inner["Subject"] = "Before"
    inner.set_content(f"Hello\n{words}\n")
    mail.add_attachment(inner)


def _attached(mail: EmailMessage, words: str) -> None:
    body = next(place for place in word.PLACES if place.name == "footer")
    mail.add_attachment(body.make(words), maintype="application", subtype="octet-stream", filename="a.bin")


def _file_name(mail: EmailMessage, words: str) -> None:
    mail.add_attachment(b"We talked.", maintype="text", subtype="plain", filename=f"{words}.txt")


def _label(mail: EmailMessage, label: str) -> None:
    if label:
        key = "MSIP_Label_0c3f2d2e-1f57-4a6b-9d0e-6a7b8c9d0e1f"
        mail["msip_labels"] = f"{key}_Enabled=true; {key}_Name={label}; {key}_Method=Standard;"


_PUT: dict[str, Callable[[EmailMessage, str], object]] = {
    "subject": _header("Subject"),
    "body": lambda mail, words: mail.set_content(f"Hello\n{words}\n"),
    "base64": _base64,
    "html": _page,
    "forwarded": _forwarded,
    "attachment": _attached,
    "file-name": _file_name,
}

PLACES = (
    *(Place(format="eml", name=name, make=_mail(put)) for name, put in _PUT.items()),
    Place(format="eml", name="label", make=_mail(_label), holds=Holds.LABEL),
    Place(
        format="eml",
        name="rows",
        make=_mail(
            lambda mail, rows: mail.add_attachment(rows.encode(), maintype="text", subtype="csv", filename="a.csv")
        ),
        holds=Holds.ROWS,
    ),
)
