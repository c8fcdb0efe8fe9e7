"""What a header says of a body, and what its first bytes say.

The first bytes win for what must be opened with care (pictures, documents, archives); the declared type only tells
apart kinds of text. The one rule to keep: nothing here is refused, an unknown thing is `application/octet-stream`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

OCTETS = "application/octet-stream"
_MAX_HEADER = 4096  # a header with parameters is a few hundred bytes
_MAX_PARAMETERS = 32

_PARAMETER = re.compile(r';[ \t]*([^=;" \t]{1,100})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """`form-data; name="a"` as `value` and `parameters`, both names in lower case."""

    value: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def parse_header(text: str) -> HeaderValue:
    """A header value with its parameters, with continued and charset-marked ones (RFC 2231, RFC 5987) put together."""
    value, _, _ = text.partition(";")
    value = value.strip().lower()
    if len(value) == len(text):
        return HeaderValue(value)
    found: dict[str, str] = {}
    for match, _ in zip(_PARAMETER.finditer(text[:_MAX_HEADER]), range(_MAX_PARAMETERS), strict=False):
        name, quoted, plain = match[1].lower(), match[2], match[3]
        found.setdefault(name, _unquoted(quoted) if quoted is not None else plain.strip())
    return HeaderValue(value, _joined(found))


def _unquoted(text: str) -> str:
    # Only \" and \\ are escapes: browsers send a Windows path's backslashes as they are.
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _joined(found: dict[str, str]) -> dict[str, str]:
    """`name*0*=UTF-8''a%20`, `name*1=b` as `name`; an extended value goes before a plain one."""
    parameters = {name: value for name, value in found.items() if "*" not in name}
    for base in dict.fromkeys(name.partition("*")[0] for name in found if "*" in name):
        pieces = [(f"{base}*", found.get(f"{base}*"))] if f"{base}*" in found else _pieces(base, found)
        joined = "".join(
            _extended(value) if name.endswith("*") else value for name, value in pieces if value is not None
        )
        if joined:
            parameters[base] = joined
    return parameters


def _pieces(base: str, found: dict[str, str]) -> list[tuple[str, str | None]]:
    pieces: list[tuple[str, str | None]] = []
    for index in range(_MAX_PARAMETERS):
        name = next((name for name in (f"{base}*{index}*", f"{base}*{index}") if name in found), None)
        if name is None:
            break
        pieces.append((name, found[name]))
    return pieces


def _extended(text: str) -> str:
    charset, _, rest = text.partition("'")
    _, mark, value = rest.partition("'")
    data = unquote_to_bytes(value if mark else text)
    return data.decode("latin-1" if charset.lower() == "iso-8859-1" else "utf-8", "replace")


# First bytes (at an offset) and what they begin. Only what readers treat differently; longest first where they share.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
)

# Kinds of text that detectors read as such, by the name's ending, when the declared type does not say.
_TEXT_ENDINGS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "md": "text/markdown",
    "vtt": "text/vtt",
    "srt": "text/plain",
    "html": "text/html",
    "htm": "text/html",
    "json": "application/json",
    "xml": "text/xml",
}
_TEXT_TYPES = frozenset({"application/json", "application/xml", "application/x-subrip", "image/svg+xml"})


_AT_START: dict[int, list[tuple[int, bytes, str]]] = {}
for entry in _MAGIC:
    if not entry[0]:
        _AT_START.setdefault(entry[1][0], []).append(entry)
_INSIDE = [entry for entry in _MAGIC if entry[0]]


def sniff(data: bytes) -> str:
    """The media type that the first bytes tell, or an empty string."""
    possible = _AT_START.get(data[0], []) if data else []
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        possible = _INSIDE
    return next((kind for offset, magic, kind in possible if data.startswith(magic, offset)), "")


def media_type_of(data: bytes, declared: str = "", filename: str = "") -> str:
    """The type to treat these bytes as."""
    found = sniff(data)
    if found or not is_text(data):
        return found or OCTETS
    if declared.startswith("text/") or declared in _TEXT_TYPES:
        return declared
    return _TEXT_ENDINGS.get(filename.rpartition(".")[2].lower(), "text/plain")


def is_text(data: bytes) -> bool:
    """Whether the beginning of these bytes is UTF-8 or UTF-16 text without control characters."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not start or start.translate(None, _CONTROLS) != start:
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 3 > 0  # a character cut in two at the end of the beginning
    return True


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
