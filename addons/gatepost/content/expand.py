"""A post becomes the items that detectors see, and a finding for each part that could not be looked into.

Text is told by its bytes, never by a name or a declared type. One rule: what was not seen whole is never silently
clean; each part gives an item, an `uninspectable` finding, or both (nothing only when it is empty).
"""

import codecs
import re

from gatepost.folding import text_item
from gatepost.model import Finding, Item, Part, Post, Role, Tag, Text, Where

_BEGINNING = 8192  # bytes by which a file is told for what it is
MAX_CHARACTERS = 1 << 20  # of one post: past this a message is no longer something that people read

# Longest first: a UTF-32 mark begins with a UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The character sets that files are still found in; the other codecs of Python are no business of a stranger's.
_CHARSET = re.compile(
    r"charset\s{0,8}=\s{0,8}[\"']?((?:utf-?(?:8|16|32)|us-ascii|iso-?8859|latin|windows-|cp\d|mac|koi8|gb|big5|shift|euc-)[a-z0-9_-]{0,20})",
    re.IGNORECASE,
)
# Formats that are printable bytes and still are not their own text: PDF, PostScript, RTF, mail with encoded bodies.
_ENCODED_TEXT = re.compile(rb"\A\s{0,64}(?:%PDF-|%!PS|\{\\rtf)|^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_BINARY = bytes(code for code in range(32) if code not in b"\b\t\n\v\f\r\x1b") + b"\x7f"


def expand(post: Post) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """The items of a post, in the order of its parts, and what could not be inspected."""
    items: list[Item] = []
    problems = [_uninspectable(post.problem, "post")] if post.problem else []
    room = MAX_CHARACTERS
    for part in post.parts:
        text = read_part(part)
        if text is None:
            problems.append(_uninspectable("unknown-format", part.name))
        elif text:
            if len(text) > room:
                problems.append(_uninspectable("too-large", part.name))
            if room:
                items.append(_item(part, text[:room]))
            room = max(0, room - len(text))
    if post.reply_to:
        items.append(Tag(where=Where(part="reply-to"), name="reply-to", value=post.reply_to))
    return tuple(items), tuple(problems)


def _item(part: Part, text: str) -> Text:
    return text_item(Where(part=part.name), text, part.role)


def _uninspectable(reason: str, part: str) -> Finding:
    return Finding(detector="content", label="uninspectable", value=reason, confidence=1.0, where=Where(part=part))


def read_part(part: Part) -> str | None:
    """The text of a part; None for an attachment that is something else."""
    declared = _CHARSET.search(part.media_type)
    charset = declared.group(1) if declared else ""
    if part.role is not Role.ATTACHMENT:
        return _decode(part.data, charset)
    beginning = part.data[:_BEGINNING]
    if _ENCODED_TEXT.search(beginning) or _is_plainly_binary(beginning, charset):
        return None
    text = _decode(part.data, charset)
    return None if _has_binary(text) else text


def _is_plainly_binary(beginning: bytes, charset: str) -> bool:
    """Whether the first bytes are none of a text in any encoding: most files tell so at once, whatever their length."""
    if len(beginning.translate(None, _BINARY)) == len(beginning):
        return False
    wide = any(beginning.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _wide(beginning)
    return not wide and not charset.lower().startswith(("utf-16", "utf16", "utf-32", "utf32"))


def _decode(data: bytes, charset: str) -> str:
    """The text that these bytes most likely are.

    Bytes that are valid UTF-8 are read so whatever their declaration says: no other charset's text is by accident,
    and a platform that ignores a false declaration would show what we had not seen.
    """
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    for encoding in (marked, "utf-8", charset, _wide(data)):
        try:
            text = data.decode(encoding) if encoding else "\0"
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    return data.decode("cp1252", errors="replace")


def _wide(data: bytes) -> str:
    """The UTF-16 that unmarked bytes look like: Latin text has a zero in most pairs, always on one side."""
    beginning = data[:512]
    left, right = beginning[::2].count(0), beginning[1::2].count(0)
    if 4 * right > len(beginning) and not left:
        return "utf-16-le"
    return "utf-16-be" if 4 * left > len(beginning) and not right else ""


def _has_binary(text: str) -> bool:
    """Whether a text holds control characters that no text file has, or bytes that are no characters in cp1252."""
    data = text.encode(errors="replace")
    return "\ufffd" in text or len(data.translate(None, _BINARY)) < len(data)
