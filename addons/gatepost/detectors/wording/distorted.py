"""Names that are written otherwise than they are spelt, and read all the same: misspelt, or with signs for letters.

"Statisitcs Canda", "Stahtistik Kanada" are known by their sound; "St*tC*n", "G**vernment of C*n*da" by the letters that are
left. The rule to keep: what is left has to name: a masked word with no letter of its middle could be any word.
"""

import re
from collections.abc import Iterator, Mapping

from gatepost.detectors.wording.closeness import within
from gatepost.detectors.wording.named import AGENCY, GOVERNMENT

# By what is named: words that read like a name, and what the first of them stands for.
_MISSPELT = (
    (AGENCY, re.compile(r"s(?<!\w.)([a-z]{5,14})[ -]{1,3}([ck]a[a-z]{2,7})(?!\w)"), ("statistics", "statistic", "statistique", "statistiques")),
    (GOVERNMENT, re.compile(r"g(?<!\w.)([a-z]{6,14}) {1,3}(?:of|du|de) {1,3}(ca[a-z]{2,6})(?!\w)"), ("government", "gouvernement")),
)  # fmt: skip
_SAME_SOUND = str.maketrans("kq", "cc")
_TWICE = re.compile(r"([a-z])\1")

_SIGN = r"[*@#$%+_]"
_LETTER = r"[a-z*@#$%+_]"
# One or two words with a sign for a letter, the last of which begins with c, as "Canada" does, or ends like "Can".
_MASKED = re.compile(
    rf"(?<![\w@#*])([sg][a-z]{{0,12}}{_SIGN}{_LETTER}{{1,20}}|[sg][a-z]{{4,13}})((?:[ -](?:of|du))?[ -]{{1,2}}c{_LETTER}{{2,6}})?(?!\w)"
)
_SIGNS = re.compile(rf"{_SIGN}{{1,12}}")
_SHOWN = re.compile(r"[a-z]")
_FEWEST_SHOWN = 4  # letters of the whole name
_NAMES = {
    "statcan": AGENCY,
    "statscan": AGENCY,
    "statcanada": AGENCY,
    "statscanada": AGENCY,
    "statisticscanada": AGENCY,
    "statistiquecanada": AGENCY,
    "governmentofcanada": GOVERNMENT,
    "govtofcanada": GOVERNMENT,
    "gouvernementducanada": GOVERNMENT,
}

HINTS: Mapping[str, frozenset[str]] = {
    AGENCY: frozenset(
        {
            r"\bs[a-z]{0,4}t[a-z]{3,12}[ -]{1,3}[ck]a[a-z]{0,4}da?\b",
            rf"\bst?{_LETTER}{{1,9}}[ -]?{_LETTER}{{0,2}}c{_SIGN}",
            rf"\bst{_SIGN}{{1,2}}t{_LETTER}{{0,8}}[ -]?c",
            rf"\bstats?{_SIGN}can",
            rf"\bs{_SIGN}{{3,9}}[a-z]{{2,4}}[ -]c",
        }
    ),
    GOVERNMENT: frozenset(
        {
            r"\bg[a-z]{6,14} {1,3}(of|du|de) {1,3}ca[a-z]{0,4}da?\b",
            rf"\bg{_LETTER}{{2,12}}t (of|du) c{_SIGN}",
            rf"\bg{_LETTER}{{0,4}}{_SIGN}{_LETTER}{{1,9}}t (of|du) c",
        }
    ),
}


def distorted(folded: str) -> Iterator[tuple[str, int, int]]:
    """What is named, and where the name starts and ends."""
    yield from _misspelt(folded)
    yield from _masked(folded)


def _misspelt(folded: str) -> Iterator[tuple[str, int, int]]:
    """Names by their sound: at most two slips in the one word, one in the other."""
    for named, pattern, spellings in _MISSPELT:
        for match in pattern.finditer(folded):
            first, second = _sound(match.string[match.start()] + match[1]), _sound(match[2])
            if within(1, second, "canada") and any(within(2, first, _sound(word)) for word in spellings):
                yield named, match.start(), match.end()


def _sound(word: str) -> str:
    """Letters written twice once, and one letter for k, q and c."""
    return _TWICE.sub(r"\1", word.translate(_SAME_SOUND))


def _masked(folded: str) -> Iterator[tuple[str, int, int]]:
    """Names that fit the letters left. A run of signs stands for as many letters, or two more or less."""
    for match in _MASKED.finditer(folded) if _SIGNS.search(folded) else ():
        written = match[0].replace(" ", "").replace("-", "")
        if not _SIGNS.search(written) or len(_SHOWN.findall(written)) < _FEWEST_SHOWN or not _tells(match[1]):
            continue
        fits = re.compile(_SIGNS.sub(_letters, written))
        for name, named in _NAMES.items():
            if fits.fullmatch(name):
                yield named, match.start(), match.end()
                break


def _tells(word: str) -> bool:
    """Whether the first word shows more than where it begins: "s***" is no name."""
    return len(_SHOWN.findall(word)) > 1


def _letters(signs: re.Match[str]) -> str:
    many = len(signs[0])
    return f"[a-z]{{{max(0, many - 2)},{many + 2}}}" if many > 1 else "[a-z]{0,1}"
