"""Mail: headers, bodies and attachments of a message as it is sent or saved (EML, MHTML), and whole mailboxes (mbox).

What is attached is a file by its bytes, whatever its part says it is. The rule to keep: what only the recipient can open
is said to be encrypted, and what is only signed is read.
"""

import re
from collections.abc import Callable, Iterator

from gatepost.content.budget import Budget
from gatepost.content.charset import decode, decoded, wide
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Inner, Label, Passage, Piece, Unread
from gatepost.content.markup import read_page
from gatepost.content.mime import Entity, entities, readable
from gatepost.content.textual import BEGINNING, Kind, holds_encrypted, kind, mail_begins

_FROM_LINE = re.compile(rb"^From [^\r\n]{1,200}\r?\n(?=[\w-]{1,76}:)", re.MULTILINE)
# What programs write for programs; all other headers are read.
_QUIET = re.compile(
    r"(?:received|return-path|delivered-to|dkim-|arc-|authentication-|domainkey-|message-id|references|in-reply-to|date|mime-version|content-|thread-index|x-ms-|x-received|x-google-|list-|user-agent|x-mailer|msip_labels)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"MSIP_Label_[0-9A-Fa-f-]{36}_Name=([^;\r\n]{1,255})")
_NO_SENSITIVITY = frozenset({"", "normal"})
_ENVELOPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_MAIL_WITHIN = re.compile(rb"(?:Content-Type|MIME-Version|Content-Transfer-Encoding):", re.IGNORECASE)


def _looks(data: Data) -> bool:
    return kind(data) is Kind.MAIL


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    data = bytes(data)
    if wide(data):
        data = "".join(decoded(data)).encode(errors="replace")
    begin = _begin(data)
    if data[:begin].strip():
        yield Passage(text=decode(data[:begin]))
    starts = [match.span() for match in _FROM_LINE.finditer(data, begin)] if data.startswith(b"From ", begin) else []
    if len(starts) < 2:
        yield from _message(data[starts[0][1] if starts else begin :], budget)
        return
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for (_, start), end in zip(starts, ends, strict=True):
        yield Inner(data=data[start:end])


def _begin(data: bytes) -> int:
    """Where the headers begin, behind blank lines and whatever a person put before."""
    blank = len(data) - len(data.lstrip(b"\xef\xbb\xbf\r\n\t "))
    return blank + (mail_begins(data[blank : blank + BEGINNING].decode("latin-1")) or 0)


def _message(data: bytes, budget: Budget) -> Iterator[Piece]:
    for entity in entities(data, budget):
        yield from _heading(entity, budget)
        if not entity.whole:
            yield Unread(reason="corrupt")
        elif entity.body.strip():
            yield from _READERS.get(entity.type, _attached)(entity, budget)
        elif entity.name:
            yield Passage(text=entity.name)


def _heading(entity: Entity, budget: Budget) -> Iterator[Piece]:
    """The headers that people see, of the message itself or of a part."""
    headers = [(name, str(value)) for name, value in entity.headers.raw_items()]
    shown = [f"{name}: {readable(value)}\n" for name, value in headers if not _QUIET.match(name)]
    for text in cut(shown, budget):
        yield Passage(text=text)
    for name, value in headers:
        if name.lower() == "msip_labels":
            yield from (
                Label(name="sensitivity-label", value=label.strip()) for label in _LABEL.findall(readable(value))
            )
        if name.lower() == "sensitivity" and value.strip().lower() not in _NO_SENSITIVITY:
            yield Label(name="sensitivity-label", value=value.strip())


def _plain(entity: Entity, budget: Budget) -> Iterator[Piece]:
    """A body; what is none, by its bytes, is a file."""
    if entity.name or kind(entity.body) not in {Kind.PLAIN, Kind.MAIL}:
        yield from _attached(entity, budget)
        return
    encrypted = False
    for text in cut((decode(entity.body, entity.charset),), budget):
        encrypted = encrypted or holds_encrypted(text)
        yield Passage(text=text)
    if encrypted:
        yield Unread(reason="encrypted")


def _page(entity: Entity, budget: Budget) -> Iterator[Piece]:
    if entity.name:
        yield Passage(text=entity.name)
    yield from read_page(decode(entity.body, entity.charset), budget)


def _attached(entity: Entity, budget: Budget) -> Iterator[Piece]:
    yield Inner(data=entity.body, name=entity.name)


def _envelope(entity: Entity, budget: Budget) -> Iterator[Piece]:
    """S/MIME: what is only signed has the message in it as it is (RFC 8551, 3.5.2)."""
    within = _MAIL_WITHIN.search(entity.body)
    if within:
        yield Inner(data=entity.body[within.start() :])
    else:
        yield Unread(reason="encrypted")


def _encrypted(entity: Entity, budget: Budget) -> Iterator[Piece]:
    yield Unread(reason="encrypted")


def _nothing(entity: Entity, budget: Budget) -> Iterator[Piece]:
    yield from ()


_READERS: dict[str, Callable[[Entity, Budget], Iterator[Piece]]] = {
    "text/plain": _plain,
    "text/html": _page,
    "application/pgp-encrypted": _encrypted,
    **dict.fromkeys(_ENVELOPES, _envelope),
    **dict.fromkeys(_SIGNATURES, _nothing),
}

FORMATS = (Format(name="mail", looks=_looks, read=_read),)
