"""multipart/form-data, related and mixed -> tree.

Named parts are fields as in a form; a part without a name that holds JSON (multipart/related) is a reading of the whole
body. Senders differ: bare LF line ends, no final boundary, a boundary other than the declared one, filenames in three
notations, a transfer encoding that most servers ignore (so that both readings count). Whatever came as a file is a File.
"""

import binascii
import quopri
import re
from collections.abc import Iterator

from gatepost.errors import Undecodable
from gatepost.platforms.charset import readings
from gatepost.platforms.decoders import json_body
from gatepost.platforms.decoders.urlencoded import grouped, nest
from gatepost.platforms.media_types import HeaderValue, parse_header
from gatepost.platforms.tree import File, Node, several

MEDIA_TYPES = frozenset({"multipart/form-data", "multipart/related", "multipart/mixed", "multipart/alternative"})
MAX_PARTS = 1000
MAX_HEAD = 16 * 1024  # the headers of one part
MAX_NESTING = 3

_FIRST_LINE = re.compile(rb"(?:\r?\n){0,4}--([^\r\n]{1,200}?)[ \t]*\r?\n")
_NEWLINE = 10
_REST_OF_LINE = re.compile(rb"(--)?[ \t]{0,80}(?=\r?\n|\Z)")  # after the boundary
_LAST_LINE_END = re.compile(rb"\r?\n\Z")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def looks(body: bytes) -> bool:
    match = _FIRST_LINE.match(body[:300])
    return match is not None and b"content-" in body[match.end() : match.end() + MAX_HEAD].lower()


def decode(body: bytes, declared: HeaderValue) -> Node:
    return _decode(body, declared, MAX_NESTING)


def _decode(body: bytes, declared: HeaderValue, depth: int) -> Node:
    named: list[tuple[str, Node]] = []
    whole: list[Node] = []
    for head, content in _parts(body, _boundary(body, declared)):
        disposition = parse_header(head.get("content-disposition", ""))
        name = disposition.parameters.get("name", "")
        node = _node(head, disposition, content, depth)
        if name or isinstance(node, File | str):
            named.append((name, node))
        else:
            whole.append(node)
    fields = nest(grouped(named))
    return several([fields, *whole]) if fields or not whole else several(whole)


def _boundary(body: bytes, declared: HeaderValue) -> bytes:
    boundary = declared.parameters.get("boundary", "").encode("latin-1", "replace")
    if boundary and b"--" + boundary in body:
        return boundary
    if first := _FIRST_LINE.match(body[:300]):
        return first[1]
    raise Undecodable("a multipart body without its boundary")


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    begin: int | None = None
    for count, (start, end, last) in enumerate(_delimiters(body, b"--" + boundary)):
        if count > MAX_PARTS:
            raise Undecodable(f"more than {MAX_PARTS:,} parts", "too-large")
        if begin is not None:
            yield _split(body[begin:start])
        begin = None if last else end
        if last:
            break
    if begin is not None and body[begin:].strip():
        yield _split(_LAST_LINE_END.sub(b"", body[begin:]))  # a last part without an end is read to the end


def _delimiters(body: bytes, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each delimiter line begins (with the line end before it) and ends, and whether it is the final one."""
    place = body.find(delimiter)
    while place >= 0:
        line = _REST_OF_LINE.match(body, place + len(delimiter))
        if line is not None and (place == 0 or body[place - 1] == _NEWLINE):
            start = place - 2 if body[place - 2 : place] == b"\r\n" else max(place - 1, 0)
            yield start, line.end(), bool(line[1])
        place = body.find(delimiter, place + len(delimiter))


def _split(part: bytes) -> tuple[dict[str, str], bytes]:
    """Headers and content of a part; it begins with the line end of its delimiter."""
    blank = _BLANK_LINE.search(part, 0, MAX_HEAD)
    if blank is None:
        return {}, part.lstrip(b"\r\n")
    lines = re.sub(rb"\r?\n[ \t]+", b" ", part[: blank.start()]).splitlines()
    head: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        head.setdefault(name.strip().lower().decode("latin-1"), readings(value.strip())[0])
    return head, part[blank.end() :]


def _node(head: dict[str, str], disposition: HeaderValue, content: bytes, depth: int) -> Node:
    contents = [content, *_transfer_decoded(head.get("content-transfer-encoding", ""), content)]
    return several(_value(head, disposition, data, depth) for data in contents)


def _transfer_decoded(coding: str, content: bytes) -> Iterator[bytes]:
    match coding.strip().lower():
        case "base64":
            try:
                yield binascii.a2b_base64(content)
            except binascii.Error:
                return
        case "quoted-printable":
            yield quopri.decodestring(content)


def _value(head: dict[str, str], disposition: HeaderValue, data: bytes, depth: int) -> Node:
    declared = parse_header(head.get("content-type", ""))
    filename = disposition.parameters.get("filename")
    if declared.value.startswith("multipart/"):
        if depth <= 1:
            raise Undecodable("multipart inside multipart inside multipart", "too-large")
        return _decode(data, declared, depth - 1)
    structured = _json(data, declared) if _may_be_json(declared, disposition, data) else None
    if filename is None and _is_text(declared):
        return structured if structured is not None else readings(data, declared.parameters.get("charset", ""))[0]
    file = File(filename=filename or "", media_type=declared.value, data=data)
    return file if structured is None else several((structured, file))


def _is_text(declared: HeaderValue) -> bool:
    return not declared.value or declared.value.startswith("text/") or "json" in declared.value


def _may_be_json(declared: HeaderValue, disposition: HeaderValue, data: bytes) -> bool:
    """A part that says it is JSON, or one without a name and file name that begins like it (multipart/related)."""
    return "json" in declared.value or (not disposition.parameters and json_body.looks(data))


def _json(data: bytes, declared: HeaderValue) -> Node:
    try:
        return json_body.decode(data, declared)
    except Undecodable:
        return None
