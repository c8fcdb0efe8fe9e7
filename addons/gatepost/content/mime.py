"""A mail becomes the parts that it is made of (RFC 2045-2049), each with its headers and the bytes that it stands for.

Parts are cut out at their boundaries and nothing is copied on the way down, so that a mail of many megabytes costs its
largest part. The rule to keep: what is malformed is read as mail programs show it; a part that no boundary ends was cut off.
"""

import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import decode

_DEEPEST = 20  # parts in parts: forwards of forwards have three for each
_LONGEST_HEAD = 1 << 20
_LONGEST_HEADER = 1 << 16
_HEAD_END = re.compile(rb"\r?\n[ \t]{0,80}\r?\n")
_NO_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_UUENCODED = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{1,255}\r?\n", re.MULTILINE)


type _Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One part that holds no others; `whole` says whether its end was there."""

    headers: "Message[str, str]"
    body: bytes = field(repr=False)
    whole: bool

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def charset(self) -> str:
        return str(self.headers.get_param("charset", "") or "")

    @property
    def name(self) -> str:
        try:
            return readable(self.headers.get_filename("") or "")
        except (MessageError, UnicodeError, ValueError):
            return ""


def entities(data: bytes, budget: Budget) -> Iterator[Entity]:
    """The parts of a mail in their order; text around parts, which old programs show, is a part as well."""
    yield from _entities(data, 0, len(data), budget, depth=0)


def _entities(data: bytes, start: int, end: int, budget: Budget, depth: int) -> Iterator[Entity]:
    budget.file(1)
    if depth > _DEEPEST:
        raise Unreadable("too-large")
    headers, start = _head(data, start, end)
    boundary = _boundary(headers)
    if not boundary:
        yield Entity(headers=headers, body=_decoded(headers, data[start:end], budget), whole=True)
        return
    yield Entity(headers=headers, body=b"", whole=True)
    parts, around, ended = _cut(data, start, end, boundary)
    for place, stop in parts:
        yield from _entities(data, place, stop, budget, depth + 1)
    for place, stop in around:
        if data[place:stop].strip():
            yield Entity(headers=Message(), body=data[place:stop], whole=True)
    if not ended and end == len(data):  # (programs forget the last boundary of parts within others)
        yield Entity(headers=headers, body=b"", whole=False)


def _cut(data: bytes, start: int, end: int, boundary: bytes) -> tuple[list[_Span], list[_Span], bool]:
    """The parts between boundaries, what stands before the first and behind the last one, and whether there is a last."""
    border = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]{0,80}\r?$\n?", re.MULTILINE)
    parts: list[_Span] = []
    place, first = start, None
    for line in border.finditer(data, start, end):
        if first is None:
            first = line.start()
        else:
            parts.append((place, line.start()))
        place = line.end()
        if line.group(1):
            return parts, [(start, first), (place, end)], True
    if first is None:
        return [], [(start, end)], False
    return [*parts, (place, end)], [(start, first)], False


def _head(data: bytes, start: int, end: int) -> "tuple[Message[str, str], int]":
    """The headers, and where the body begins. A part may have none, and begin with an empty line."""
    empty = re.compile(rb"[ \t]{0,80}\r?\n").match(data, start, end)
    if empty:
        return Message(), empty.end()
    found = _HEAD_END.search(data, start, min(end, start + _LONGEST_HEAD))
    if not found and end - start > _LONGEST_HEAD:
        raise Unreadable("too-large")
    stop = found.start() if found else end
    return BytesHeaderParser(policy=compat32).parsebytes(data[start:stop]), found.end() if found else end


def _boundary(headers: "Message[str, str]") -> bytes:
    if headers.get_content_maintype() != "multipart":
        return b""
    return (headers.get_boundary("") or "").encode(errors="replace").rstrip()


def _decoded(headers: "Message[str, str]", body: bytes, budget: Budget) -> bytes:
    budget.inflate(len(body))
    coding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    decoder = _DECODERS.get(coding)
    return decoder(body) if decoder else body


def _base64(body: bytes) -> bytes:
    """All of it, whatever stands between: mail programs go on behind filling, and at letters that are none."""
    pieces = body.translate(None, _NO_BASE64).split(b"=")
    return b"".join(binascii.a2b_base64(piece[: len(piece) - (len(piece) % 4 == 1)] + b"==") for piece in pieces)


def _uuencoded(body: bytes) -> bytes:
    begin = _UUENCODED.search(body)
    lines = body[begin.end() :].splitlines() if begin else []
    return b"".join(_uuencoded_line(line) for line in lines if line[:1] not in {b"`", b""} and line != b"end")


def _uuencoded_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "base64": _base64,
    "quoted-printable": quopri.decodestring,
    "x-uuencode": _uuencoded,
    "uuencode": _uuencoded,
}


def readable(header: str) -> str:
    """A header as people see it: encoded words decoded (RFC 2047)."""
    if not header.isascii():
        try:
            return decode(header[:_LONGEST_HEADER].encode("ascii", "surrogateescape"))
        except UnicodeEncodeError:
            return header  # it was decoded
    try:
        pieces = decode_header(header[:_LONGEST_HEADER])
    except (HeaderParseError, ValueError):
        return header[:_LONGEST_HEADER]
    return "".join(piece if isinstance(piece, str) else decode(piece, charset or "") for piece, charset in pieces)
