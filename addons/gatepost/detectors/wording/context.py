"""What stands around a place in a text: the rest of its clause, and whether it is somebody else's words."""

import re

_REACH = 90  # characters: a clause, not a paragraph
_STOP = re.compile(r"[.!?;\n|]")
_REPORTED = re.compile(r"(?:^|\n)\s*(?:rt [@\w]|>)[^\n]*$")


def clause_before(text: str, start: int, reach: int = _REACH) -> str:
    """What the same clause says before this place."""
    before = text[max(0, start - reach) : start]
    return _STOP.split(before)[-1]


def clause_after(text: str, end: int, reach: int = _REACH) -> str:
    """What the same clause says after this place."""
    return _STOP.split(text[end : end + reach], maxsplit=1)[0]


def quoted(text: str, start: int) -> bool:
    """Whether this place is inside quotation marks, or in a repost or a quoted line."""
    opened = text.count('"', max(0, start - 400), start) % 2 == 1
    return (opened and '"' in text[start : start + 400]) or bool(_REPORTED.search(text, max(0, start - 400), start))
