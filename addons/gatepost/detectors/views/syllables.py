"""Words in pieces are put together: "EM – BAR – GO", "conf. iden. tial", a syllable a line, "St/at/is/ti/cs", "be[h]alf".

Short pieces with the same kind of sign between may be anything: initials, a path, a poem. So pieces become a word only where
that is a word worth hiding, whole pieces make it, and at least two. Brackets inside a word hide nothing, and go.
"""

import re
from collections.abc import Iterator

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, refolded

_JOINT = r"(?:[ ]?[^a-z0-9\s,;:'\"()\[\]]{1,3}[ \n]{0,2}|[ ]?\n[ ]?)"
# For a look: the same sign twice between three pieces. (What is not ASCII looks like a question mark.)
_SIGNS = (*r".-/|\_+~*=?", "\n")
_JOINTS = [rf" ?{re.escape(sign)}{{1,3}}[ \n]{{0,2}}" for sign in _SIGNS]
_SHORT = "[a-z]{1,6}"
PARTED = "|".join(
    [rf"\b{_SHORT}{joint}{_SHORT}{joint}{_SHORT}([^a-z]|$)" for joint in _JOINTS] + [r"[a-z]\[[a-z]{1,3}\]"]
)
_RUN = re.compile(rf"(?<![a-z0-9])[a-z]{{1,7}}(?:{_JOINT}[a-z]{{1,7}}){{1,60}}(?![a-z0-9])")
_PIECE = re.compile("[a-z]+")
_BRACKETED = re.compile(r"[a-z]{0,20}(?:\[[a-z]{1,3}\][a-z]{0,10}){1,12}")
_WORDS = """
agency agence authorized autorise behalf bureau canada circulate circulation classified classifie completed complete confidential
confidentiel confidentielle credit diffuser diffusion diffusez distribute distribution document embargo embargoed employe employee employer
employeur federal fonction fonctionnaire gouvernement government interdit interdite internal interne jusqu only opinion opinions
organisme password patron private prive propos protected protege protegee public publication publier quote release remplie rempli
reserve restricted restreint secret secrete share statcan statistics statistic statistique statistiques strict strictly strictement top tres
until usage views work
abruti asshole bastard batard bitch bullshit calisse colisse connard connasse crisse cretin cunt encule fuck fucking idiot idiote imbecile
maudit moron motherfucker osti ostie salaud salope scum shit tabarnak tabarnaque tabernak vermin vermine
""".split()  # noqa: SIM905 - a list that is read
_HIDDEN = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_FEWEST = 2  # pieces of a word
_NO_JOINT = frozenset(" \t\r\n.,;:!?()[]'\"")


def syllables(reading: Reading) -> Reading | None:
    """The reading with the words that stand in pieces made whole."""
    folded = reading.folded
    return refolded(reading, View.SYLLABLES, _parted(folded)) or refolded(reading, View.SYLLABLES, _bracketed(folded))


def _parted(folded: str) -> Iterator[Stretch]:
    for run in _RUN.finditer(folded):
        if not _HIDDEN.search("".join(_PIECE.findall(run.group()))):
            continue
        pieces = [piece.span() for piece in _PIECE.finditer(folded, *run.span())]
        letters = [place for start, end in pieces for place in range(start, end)]
        begins, ends = {start for start, _ in pieces}, {end - 1 for _, end in pieces}
        for word in _HIDDEN.finditer("".join([folded[place] for place in letters])):
            places = letters[word.start() : word.end()]
            broken = sum(place in begins for place in places)
            if broken >= _FEWEST and places[0] in begins and places[-1] in ends:
                yield _whole_word(folded, places)


def _whole_word(folded: str, places: list[int]) -> Stretch:
    """The word, and a blank for a sign behind it that may join it to the next one."""
    behind = places[-1] + 1
    blank = behind < len(folded) and not folded[behind].isalnum() and folded[behind] not in _NO_JOINT
    kept = [*places, behind] if blank else places
    said = "".join([folded[place] for place in places]) + " " * blank
    return Stretch(places[0], kept[-1] + 1, said, kept, [place + 1 for place in kept])


def _bracketed(folded: str) -> Iterator[Stretch]:
    for run in _BRACKETED.finditer(folded) if "[" in folded else ():
        places = [place for place in range(*run.span()) if folded[place].isalpha()]
        yield Stretch(
            *run.span(), "".join([folded[place] for place in places]), places, [place + 1 for place in places]
        )
