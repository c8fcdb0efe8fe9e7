"""A file that is letters tells by its first lines what they mean: a page, a mail, a document, or nothing but themselves.

Formats that are made of text are told apart in this one place, so that each file of letters is read by somebody, and by no
one who would take the letters of another format for its words. The rule to keep: a kind is claimed by what a program
needs to see in order to take a file for it, not by what one that is well made begins with.
"""

import re
from enum import StrEnum

from gatepost.content.charset import decode, wide
from gatepost.content.format import Data

BEGINNING = 8192  # bytes by which a file is told for what it is
_CONTROLS = bytes(code for code in range(32) if code not in b"\b\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROLS = 100  # one in so many: logs that were cut off hold some
_HEAD, _MOST_IN_HEAD = 64, 4  # bytes, and one control in so many of them


class Kind(StrEnum):
    """What the letters of a file mean."""

    PLAIN = "plain"
    HTML = "html"
    XML = "xml"
    MAIL = "mail"
    RTF = "rtf"
    PDF = "pdf"
    POSTSCRIPT = "postscript"


_BEGINS = (
    (Kind.PDF, re.compile(r"%PDF-")),
    (Kind.POSTSCRIPT, re.compile(r"\x04?%!")),  # printers' files begin with a control-D
    (Kind.RTF, re.compile(r"\{\\rt")),  # Word asks for no more
    (Kind.XML, re.compile(r"<\?xml[\s?]|<!DOCTYPE\s|<[\w.-]{1,60}:[\w.-]{1,60}[\s>/]|<\w{1,60}\s{1,8}xmlns", re.ASCII)),
)
_BEGINS_PAGE = re.compile(
    r"<(?:!doctype\s{1,8}html|(?:html|head|body|script|style|meta|title|table|div|iframe)[\s>/])", re.IGNORECASE
)
_BEFORE_PAGE = (("<?xml", ">"), ("<!--", "-->"))
_HEADER = re.compile(
    r"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Message-ID|Received|Return-Path|Delivered-To|X-Mailer):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = re.compile(r"\A(?:From [^\n]{1,200}\n)?(?:From|To|Subject|Date|Sender|Cc):", re.IGNORECASE)
_ENCRYPTED = re.compile(r"-----BEGIN (?:PGP MESSAGE|PKCS7|CMS)-----|^age-encryption\.org/v1$", re.MULTILINE)


def is_text(piece: bytes) -> bool:
    """Whether these bytes are letters, in an encoding of any width."""
    encoding = wide(piece)
    letters = piece.decode(encoding, errors="ignore").encode(errors="replace") if encoding else piece
    return _controls(letters) * _MOST_CONTROLS <= len(letters)


def _controls(letters: bytes) -> int:
    return len(letters) - len(letters.translate(None, _CONTROLS))


def _has_binary_head(beginning: bytes) -> bool:
    """A header of numbers, as before pixels that are white and would pass for letters."""
    head = beginning[:_HEAD]
    return not wide(beginning) and _controls(head) * _MOST_IN_HEAD > len(head)


def kind(data: Data) -> Kind | None:
    """What the letters mean, or None where the file is not letters."""
    beginning = data[:BEGINNING]
    text = decode(beginning).lstrip("\ufeff\0 \t\r\n\f")
    if _BEGINS_PAGE.match(_behind_prolog(text)):
        return Kind.HTML
    for found, pattern in _BEGINS:
        if pattern.match(text):
            return found
    begins = mail_begins(text)
    if _has_binary_head(beginning) or not is_text(beginning):
        return Kind.MAIL if begins == 0 else None  # a mail may carry bytes as they are
    return Kind.PLAIN if begins is None else Kind.MAIL


def holds_encrypted(text: str) -> bool:
    """Whether something in it is only for who has the key."""
    return _ENCRYPTED.search(text) is not None


def _behind_prolog(text: str) -> str:
    """Without the declaration and the comments that may stand before a page."""
    place = 0
    while ends := [end for begin, end in _BEFORE_PAGE if text.startswith(begin, place)]:
        end = text.find(ends[0], place)
        if end < 0:
            break
        place = end + len(ends[0])
        place += len(text) - place - len(text[place:].lstrip())
    return text[place:]


def mail_begins(text: str) -> int | None:
    """Where the headers of a mail begin: at once or, in a quoted one, further on. None where no lines are a mail's."""
    if _HEADERS.match(text):
        return 0
    found = _HEADER.search(text)
    if not found:
        return None
    blank = max(text.rfind("\n\n", 0, found.start()), text.rfind("\n\r\n", 0, found.start()))
    return text.find("\n", blank + 1) + 1 if blank >= 0 else 0
