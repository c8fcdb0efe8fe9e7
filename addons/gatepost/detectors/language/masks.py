"""Words with signs in place of letters become the words they stand for: "f*ck", "cr*sse", "id!ots", "p🍑tain".

A masked word is compared with words of a list, sign by sign, and written out in place, so that positions stay and
what looks for words need not know of masks. The first letter is never masked, and one more must be seen.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatepost.folding import fold

_SIGNS = "*#@!%$_&"
_SIGN = rf"{_SIGNS}\x80-\U0010ffff"  # a sign of these, a picture, or whatever else is no letter
_ANY = re.compile(rf"(?<=[a-z])[{_SIGN}]|(?<=[a-z])-ck")
_MASKED = re.compile(rf"(?<![a-z0-9])[a-z][a-z{_SIGN}-]{{0,15}}[{_SIGN}-][a-z{_SIGN}-]{{0,15}}")
MASK_HINTS = frozenset(
    {r"\b[a-z]{1,6}\?{1,4}[a-z]{1,8}\b", r"\b[a-z][a-z]{0,15}[*#@!%$_&]{1,15}[a-z*#@!%$_&]", r"\b[a-z]-ck"}
)
_SHORTEST = 4  # letters: shorter words are too like each other behind a mask
_LIKE = {
    "@": "ao",
    "$": "s",
    "!": "il",
    "-": "aeiou",
}  # these stand for what they look like; other signs for any letter
_TAIL = re.compile(r"(?:s|es|ed|ers?|ings?|in|ie|t?y|heads?|holes?|e|ant|ement|ez|u)?")  # "f**king"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The words that masks are read as, by their first letter, and by their first two."""

    words: Mapping[str, tuple[str, ...]]

    def undone(self, folded: str) -> str:
        """The same text with masked words written out, of the same length; that very text where there is no mask."""
        return _MASKED.sub(self._written_out, folded) if _ANY.search(folded) else folded

    def _written_out(self, masked: re.Match[str]) -> str:
        token = masked.group()
        shown = 2 if token[1].isascii() and token[1].isalpha() else 1
        for word in self.words.get(token[:shown], ()):
            if len(word) <= len(token) and _stands_for(token, word):
                return word + token[len(word) :]
        return token


def masks(*lists: Iterable[str]) -> Masks:
    """What masks are read as: the single words of these lists, earlier lists first."""
    folded = (fold(term.strip("*"))[0] for terms in lists for term in terms)
    words = [word for word in dict.fromkeys(folded) if word.isalpha() and len(word) >= _SHORTEST]
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        grouped[word[:1]].append(word)
        grouped[word[:2]].append(word)
    return Masks(words={begin: tuple(group) for begin, group in grouped.items()})


def _stands_for(token: str, word: str) -> bool:
    """Letter for letter, with a sign inside the word; what follows the word is an ending."""
    head, tail = token[: len(word)], token[len(word) :].rstrip(_SIGNS)
    if not all(map(_may_be, head, word)):
        return False
    seen = sum(sign.isascii() and sign.isalpha() for sign in head)
    return (
        seen < len(word)
        and (seen >= 2 or head == "f***")  # that one everybody reads
        and head[-1] != "-"  # "criss-cross" is two words
        and (_TAIL.fullmatch(tail) is not None or word.endswith(tail))
    )


def _may_be(sign: str, letter: str) -> bool:
    return sign == letter or (not (sign.isascii() and sign.isalpha()) and letter in _LIKE.get(sign, letter))
