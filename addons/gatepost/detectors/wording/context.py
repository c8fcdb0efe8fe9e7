"""What stands around a place in a text: the rest of its clause, and whether it is somebody else's words."""

import re

_REACH = 90  # characters: a clause, not a paragraph
_STOP = re.compile(r"[.!?;\n|]")
# Behind which a quotation is one's own text: of one's profile, of a signature, of words for the press.
_OWN_TEXT = re.compile(
    r"\b(?:bio|profil\w{0,2}|signature|about me|tagline|blurb|status line|byline|footer|media line|disclosure|lignes? medias|note)\b[^\"]{0,45}$"
)
_OTHERS = re.compile(r"\b(?:his|her|their|whose|your|sa|son|leurs?|ta|ton|vos|votre)\b")
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


def told_by_others(text: str, start: int) -> bool:
    """Whether this place is quoted, and not as one's own text: `profile: "analyst at the agency"`."""
    if not quoted(text, start):
        return False
    opening = text.rfind('"', max(0, start - 400), start)
    before = text[max(0, opening - 70) : max(0, opening)]
    return opening < 0 or not _OWN_TEXT.search(before) or bool(_OTHERS.search(before))
