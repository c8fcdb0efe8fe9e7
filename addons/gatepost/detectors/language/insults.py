"""Insults in a text, found by the parts that its words play (`roles.py`), and at whom they are thrown.

A word that wounds is no insult yet: it takes somebody whom it is said of, in one of a few forms that both languages
share. Somebody is it ("he is a ..."), is called it ("hey, ...", "you ..."), stands beside it ("that ... of a director"), or
several are it at once ("bunch of ..."). What only people are called, and only to wound (`I`), needs no form. The rule to
keep: criticism has no word that wounds, however harsh, so no list of wounding words may hold "disgrace", "incompetent" or
"lied"; and what is said of things, of oneself, of one's family or in a story insults nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from gatepost.detectors.language.roles import Line, first_word, spelt_out
from gatepost.detectors.wording.hints import Hints, word_hints
from gatepost.enrolment import Resources

AGENCY = "A"
_WOUNDS = {  # list to letter; a word of two lists plays the part of the first
    "insults": "I",
    "insult-adjective-nouns": "E",
    "accusing-nouns": "K",
    "animal-insults": "Q",
    "figurative-insults": "J",
    "refuse": "j",
    "called-animals": "VQ",
    "insult-adjectives": "H",
    "soft-accusations": "k",
}
LETTERS = {
    "not-abuse": "o",
    **_WOUNDS,
    "vices": "V",
    "who-you-are": "YB",
    "who-we-are": "SB",
    "as-good-as-dead": "d",
    "insult-intensifiers": "M",
    "calling-names": "u",
    "collectives": "C",
    "who-you-all": "Z",
    "who-you": "Y",
    "who-your": "y",
    "who-he": "P",
    "who-they": "T",
    "family": "f",
    "who-self": "S",
    "persons": "p",
    "protected-groups": "g",
    "groups": "G",
    "denied": "n",
    "called-so": "R",
    "softeners": "L",
    "games": "z",
    "fiction": "F",
    "who-animals": "i",
    "who-things": "O",
    "exclaimed": "x",
    "glue-this": "X",
    "glue-who": "W",
    "glue-full": "BC",
    "glue-being": "B",
    "glue-s": "s",
    "glue-like": "l",
    "glue-of": "e",
    "glue-in": "q",
    "glue-also": "U",
    "glue-and": "a",
    "glue-every": "h",
    "glue-articles": "D",
}
_LEAN = "[DMVHkX]{0,6}"  # what may lean on a wounding noun
_ONE_MORE = "[op]{0,2}[MVHK]{0,3}"  # words of no list among them: "you useless mouldy vultures"
_AND = "(?:D?[MVHk]{0,2}[oOkKJQj]UD?)?"  # "a joke and a ..."
_END = "(?=D?(?:[.,?@LWaUeANYZqRVn]|$))"
_NOUN = f"(?:(?<!,B)[IE]|[KJQ]{_END}|(?<=[MVH])[KJ](?![eO]))"
# Between somebody and "is": where they work, what their name is, what they do.
_ASIDE = "(?:,?N{0,2}(?:[qeD][DXMNOAGgpSox]{1,5}){0,2}(?:,?[WX][^.?]{1,8}?,?)?,?[DL]{0,3})"
_BEING = "(?:B{1,2}|s(?=[DMVHC]))"

_FREE = "(?<![eq])(?<![eq][DSX])"  # "the answer of the minister": not the minister is meant

_FORMS = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        # You are it, you!
        (
            f"(?P<who>[YZ])[DG]{{0,2}}B{{1,2}}[e,aU]?{_AND}{_LEAN}C?{_LEAN}{_ONE_MORE}(?:[IE]|[KJj]{_END}|(?<=[DMVHCo])Q{_END})",
            0.9,
        ),
        ("(?P<who>[YZy])p?[Bs]{1,2}D{0,3}d(?=[.,@N]|$)", 0.85),
        (f"(?P<who>[YZ]),?{_LEAN}(?:[IE]|K{_END})", 0.9),
        (f"(?P<who>[YZ]),?A{_LEAN}[IEKJQ]", 0.9),
        (f"(?P<who>[YZ])[,g]?[MVHk]{{1,4}}{_ONE_MORE}(?:{_NOUN}|[jk]{_END})", 0.9),
        ("(?P<who>[YZ])[QJk](?=[.,@LN]|$)", 0.85),
        ("(?P<who>[YZ])[DG]{0,2}B{1,2}[DMaU]{0,4}[HE](?=[.,?aUleWnNY@LDOPS]|$)", 0.85),
        ("(?P<who>[YZ])D?H(?=[.,@LN]|$)", 0.8),
        # Somebody is it.
        (f"(?P<who>[PT])D{{0,2}}{_BEING}[e,aU]?{_AND}{_LEAN}C?{_LEAN}{_ONE_MORE}(?:[IE]|[KC]{_END})", 0.85),
        (f"(?P<who>P)D{{0,2}}{_BEING}[e,aU]?{_AND}{_LEAN}C?{_LEAN}{_ONE_MORE}(?:[JQ]{_END})", 0.85),
        (f"(?P<who>T)D{{0,2}}B[e,aU]?[DMVHkX]{{0,5}}(?:C|[MVH])[DMVHk]{{0,3}}(?:[JQj]{_END})", 0.8),
        (f"{_FREE}(?P<who>[pNgG@Z]){_ASIDE}{_BEING}[e,aU]?{_AND}{_LEAN}C?e?{_LEAN}{_ONE_MORE}(?:{_NOUN})", 0.85),
        (f"{_FREE}(?P<who>[gGNp]){_ASIDE}B[e,]?[DMVH]{{0,3}}j{_END}", 0.8),
        (f"(?P<who>t){_BEING}[D]{{1,2}}[DMVH]{{0,4}}(?:[IE]|[KJQ]{_END})", 0.8),
        (f"(?P<who>A)[GpIEKJQ]?{_ASIDE}{_BEING}[e,aU]?{_AND}{_LEAN}C?e?{_LEAN}{_ONE_MORE}(?:{_NOUN})", 0.9),
        (f"(?P<who>[gGT])[^.?]{{0,25}}[.,]T{_BEING}{_LEAN}C?{_LEAN}(?:[JQj]{_END})", 0.8),
        ("(?P<who>P)B[DaU]{0,3}[HE](?=[.,?aUlWnNY@L]|$)", 0.8),
        (f"{_FREE}(?P<who>[pGgN]){_ASIDE}(?<!,)B[DMaU]{{0,4}}[HE](?=[.,?aUlWnNY@LD]|$)", 0.8),
        (f"(?P<who>g){_ASIDE}B[DMaU]{{0,4}}[VHk](?=[.,?aUlWnNY@LD]|$)", 0.8),
        (f"(?P<who>g)[MVHk]{{0,3}}C[DMVHe]{{0,3}}[kV]{_END}", 0.8),
        # It stands beside somebody.
        ("(?P<who>[gGA])[,?]D[MVH]{0,3}(?:[KJ]|(?<=[MVH])Q)(?!e)", 0.8),
        (f"(?P<who>[gG])o?[?.]D?[MVH]{{0,3}}[IKJQ]{_END}", 0.8),
        (f"(?P<who>g)[^.?]{{0,8}},[DMVH]{{1,4}}[KJQ]{_END}", 0.8),
        ("(?P<who>[gGA])[,?]D?[MVH]{0,3}C[DMVH]{0,4}[KJQj]", 0.8),
        ("(?P<who>A)[.,?][KJ](?=[.,?]|$)", 0.85),
        (
            f"{_FREE}(?P<who>[NpgGAZ@]){_ASIDE}[.,?]{{1,2}}D?[MVH]{{0,3}}C?[DMVH]{{0,4}}{_ONE_MORE}(?:(?<=[MVHC]){_NOUN}|(?<=D)[EKJ]{_END}|(?<=[.?]D)Q{_END}|I)",
            0.8,
        ),
        (f"(?P<who>[NA@gG]),?(?:[CMVH][DMVH]{{0,4}}{_NOUN}|I{_END})", 0.85),
        ("(?:[IEKJQ]e(?P<who>p)|[IE]eN)", 0.85),
        ("[IE]eD?(?P<who>[pGg])", 0.85),
        ("[XT][MVH]{0,3}[IEJQK](?P<who>[pNG])", 0.8),
        (f"(?:^|(?<=[.?,x]))D{{0,3}}[MVHC]{{0,3}}[DMVH]{{0,3}}(?:[IEKJQjH]),[DX]{{1,2}}(?P<who>[pgG])D?{_END}", 0.8),
        (f"B[DC]{{1,3}}{_LEAN}[IEKJQj][MV]?,?[XTD]{{1,2}}(?P<who>[pgG])D?{_END}", 0.8),
        ("[IEK](?:[eq]D?|D|W[oq]?D?|oD?)(?P<who>A)", 0.85),
        (f"[JQ](?:[eq]|W[oq]?)D?(?P<who>A){_END}", 0.85),
        # Several are it at once, or somebody without a name.
        (f"C[DMVHe]{{0,4}}{_ONE_MORE}(?:[IEK]|[kV]{_END}|(?<=[MVHaU])[JQj]{_END})", 0.85),
        (f"(?:^|(?<=[.,?@NxYZ]))C[JQ]{_END}", 0.8),
        (f"(?P<who>T)[DMVHk]{{0,4}}(?:I|(?<=[MVHTD])[EK]{{1,4}}{_END}|[VH][MVH]{{0,2}}[JQ]{_END}|J(?=[.?!WL]|$))", 0.8),
        ("(?<!D)u[DMVH]{0,4}[IEKJQjk]", 0.9),
        ("x[DMVH]{0,4}(?:[IE](?![oO])|K(?=[.?]|$|,?[DX]{0,2}[pPNYA]))", 0.85),
        ("X[MVH]{1,3}[KE]", 0.8),
        ("x[DMVH]{0,4}(?:[JQ])(?=,?[DX]{0,2}[pPNYA])", 0.85),
        # It wounds by itself.
        ("(?:(?<![oOBs])|(?<=[DMVHXYTuC]))[DMVHk]{0,5}I", 0.75),
        ("(?<![oOBs])[MVH][EK](?=[.,?@LWYZN]|$)", 0.75),
        ("(?:^|(?<=[.?,@NxYZ]))(?:BD{0,2})?V[VM]{0,2}[JQ](?=[.,?@LNHE]|$)", 0.75),
    )
)

_PEOPLE = "YZyPpGgNTA@XWu"
_TOLD = rf"n[DMVHBeo]{{0,3}}$|(?<!S)R[^.?{_PEOPLE}]{{0,5}}[{_PEOPLE}]?[^.?{_PEOPLE}]{{0,2}}$"
_TOLD_OF_SOMEBODY = re.compile(rf"{_TOLD}|n[eqDXoW]{{0,3}}$")
_TAKEN_BACK = re.compile(  # what stands before an insult in its clause
    _TOLD + rf"|S[^.?{_PEOPLE}]{{0,4}}[BsL][DMVHaUl]{{0,4}}$|S[DMVH]{{0,3}}$|S[^.?{_PEOPLE}]{{0,7}}l[DMVH]{{0,3}}$"
    rf"|S.{{0,3}}S[DMVH]{{0,3}}$|[OiQ][^.?{_PEOPLE}]{{0,4}}[Bs][DMVHaUl]{{0,4}}$|[Oi][DMVH]{{0,2}}$|f[^.?{_PEOPLE}]{{0,6}}$|f[^pNgGA@.?]{{0,8}}[PT][Bs][DMVHaUl]{{0,4}}$"
)
_OF_ONES_OWN = re.compile("f[^pNgGA@]{0,12}$")  # "my dog ... he": what the pronoun stands for
_OF_ANIMALS = re.compile("[iQf][^pNgGA@PYT]{0,10}$")  # "the raccoons won; little thieves"
# What stands behind it: oneself, a thing, a comparison, what somebody else said of it, a condition.
_TURNED = re.compile("eS|S|[DX]{0,2}[MVH]{0,2}S[Bs]|e?[Oi]|e[DX]{1,2}[Oi]|[aU]?l?O|l[oS]|[aU]R|n[YS]")
_TURNED_FROM_SOMEBODY = re.compile("eS|lS|(?<![HV])[Oi]|[aU]R|n[YS]")
_FOLLOWS = 6  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Insult:
    """Where it stands, how sure it is, and the letter of whom it is said of (empty: nobody in its own form)."""

    who: str
    confidence: float
    start: int  # letters of the line
    end: int


def insults(line: Line) -> Iterator[Insult]:
    """The insults of a line, the surest form at each place; one without a form of its own goes with what it follows."""
    taken: set[int] = set()
    innocent: set[int] = set()
    for form, confidence in _FORMS:
        for match in form.finditer(line.letters):
            start, end = match.span()
            if not taken.isdisjoint(range(start, end)):
                continue
            who = match["who"] if "who" in form.groupindex else ""
            follows = not who and not innocent.isdisjoint(range(start - _FOLLOWS, start))
            if follows or _innocent(line.letters, match, who):
                innocent.update(() if who else range(start, end))
            else:
                taken.update(range(start, end))
                yield Insult(who=who, confidence=confidence, start=start, end=end)


def _innocent(letters: str, match: re.Match[str], who: str) -> bool:
    """Denied, reported, or said of oneself, of one's family, of a thing; among friends; in a story."""
    start, end = match.span()
    sentence = max(letters.rfind(stop, 0, start) for stop in ".?") + 1
    before = letters[max(sentence, start - 12) : start]
    nearby = letters[max(0, start - 8) : end + 8]
    taken_back, turned = (_TOLD_OF_SOMEBODY, _TURNED_FROM_SOMEBODY) if who else (_TAKEN_BACK, _TURNED)
    return bool(
        taken_back.search(before)
        or turned.match(letters, end)
        or (who in ("P", "T") and _OF_ONES_OWN.search(letters[max(0, start - 15) : start]))
        or (not who and letters[end - 1] != "I" and _OF_ANIMALS.search(letters[max(0, start - 12) : start]))
        or "L" in nearby
        or ("F" in nearby and "Y" not in nearby)
    )


_SURE = (  # words that are hints by themselves
    *("insults", "insult-adjective-nouns", "accusing-nouns", "figurative-insults", "refuse", "called-animals"),
    *("insult-adjectives", "calling-names"),
)
_FAULTS = ("soft-accusations", "vices")


def insult_words(resources: Resources) -> frozenset[str]:
    """Words without one of which nobody is insulted."""
    lists = (*_SURE, *_FAULTS, "animal-insults", "as-good-as-dead")
    return frozenset(first_word(term) for name in lists for term in spelt_out(resources.lexicon(name)))


def insult_hints(resources: Resources) -> Hints:
    """Each word that wounds; words that every other post has only behind what makes them wound."""
    behind = {
        "animal-insults": (rf"\b(?:{_BEING})\b[^.?!]{{0,24}}", r"[?:,][^a-z]{1,3}(?:an? |une? )?"),
        "soft-accusations": (rf"\b(?:{_BEING})\b[^.?!]{{0,16}}",),
        "vices": (r"\b(?:all|are|so|such|sont|toutes|tous|of|de|d)[^a-z]{1,3}",),
        "as-good-as-dead": (
            r"\b(?:you|u|tu|t|vous)[^a-z]{0,3}(?:re|are|r|es|etes)[^a-z]{1,3}",
            r"\b(?:your|ton|ta|tes|votre|vos)[^.?!]{1,20}",
        ),
    }
    placed = {
        rf"{before}\b{some}\b"
        for name, befores in behind.items()
        for some in _some_of(resources, name)
        for before in befores
    }
    lively = {
        rf"\b{vices}[^a-z]{{1,3}}{animals}\b"
        for vices in _some_of(resources, "vices")
        for animals in _some_of(resources, "animal-insults")
    }
    return word_hints(_ascii(resources, *_SURE)) | placed | lively | {_PICTURES}


_MOST = 40  # words in one expression: one a word takes thrice as long to compile, one for all the automaton refuses
_BEING = "is|are|was|r|s|re|you|u|ur|est|sont|es|etes|vous|these|those|ces|that|cet|cette|of|des|de|d|what|quel|quelle"
_PICTURES = (
    r"\b(?:these|those|ces|of|de|des|les|a|sont|are)\b ?\?"  # no letters: to the matcher they are question marks
)


def _some_of(resources: Resources, name: str) -> list[str]:
    """Expressions for the words of a list, some at a time."""
    return [f"(?:{'|'.join(map(re.escape, some))})" for some in batched(_ascii(resources, name), _MOST)]


def _ascii(resources: Resources, *names: str) -> list[str]:
    return [term for name in names for term in spelt_out(resources.lexicon(name)) if term.isascii()]
