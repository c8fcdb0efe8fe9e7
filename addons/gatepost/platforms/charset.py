"""Bytes into text: the readings that a server may make of them, best first.

A byte order mark, the pattern of zero bytes, and the declared character set each have a say. Where the declared set
and the bytes differ and both can be read, both readings are given. Only character sets that servers know are tried.
"""

import codecs

_KNOWN = frozenset(
    {"ascii", "utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"}
    | {f"iso8859-{part}" for part in range(1, 17)}
    | {f"cp{page}" for page in range(1250, 1259)}
    | {"koi8-r", "mac-roman", "shift_jis", "euc_jp", "gb2312", "gbk", "gb18030", "big5", "euc_kr"}
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def readings(data: bytes, declared: str = "") -> tuple[str, ...]:
    """What these bytes may say: at least one text, at most two."""
    text = _as(data, _by_its_bytes(data))
    if text is None:
        text = data.decode("cp1252", "replace")
    charset = known(declared)
    if charset in ("", "utf-8", "ascii") or (data.isascii() and not charset.startswith("utf")):
        return (text,)
    other = _as(data, charset)
    return (text,) if other is None or other == text else (text, other)


def known(name: str) -> str:
    """Python's name of a declared character set, or an empty string for one that no server would use."""
    try:
        charset = codecs.lookup(name.strip().strip("'\"")).name if name else ""
    except (LookupError, ValueError):
        return ""
    return charset if charset in _KNOWN else ""


def _by_its_bytes(data: bytes) -> str:
    start = data[:4]
    if b"\0" not in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb"):
        return "utf-8"
    for mark, charset in _MARKS:
        if start.startswith(mark):
            return charset
    return _by_zero_bytes(start)


def _by_zero_bytes(start: bytes) -> str:
    """Text begins with ASCII here (`{`, `[`, a quote), so zeros betray the width (RFC 4627, section 3)."""
    zeros = tuple(byte == 0 for byte in start)
    if zeros == (True, True, True, False):
        return "utf-32-be"
    if zeros == (False, True, True, True):
        return "utf-32-le"
    if zeros[:2] == (True, False):
        return "utf-16-be"
    return "utf-16-le" if zeros[:2] == (False, True) else "utf-8"


def _as(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, ValueError):
        return None
