"""At whom abuse is aimed: the agency, a person or a group.

An insult often says so itself ("he is", "drivers are"). What does not ("you", "idiots!", "go to hell") is meant for
whoever the sentence spoke of last, or whoever else was abused in the same post. The rule to keep: what is thrown at
those who work for the agency, or at anybody while speaking to it, is thrown at the agency.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.detectors.language.insults import AGENCY, Insult
from gatepost.detectors.language.roles import Line

_SEVERAL = re.compile(
    r"[a-z]{2}[^s](?<!debri)(?<!epai)(?<!niai)(?<!tarlai)(?<!claque)s$"
    r"|(?:aux|vermine?|people|men|swine|sheep|monde)$|^(?:bunch|pack|bande|gang)\b"
)
_BELONGS_TO_IT = re.compile(r"[DMVXqeWBo,]{0,4}A")  # "... at the", "... who run the": what stands behind an insult
_YOU_ALL = re.compile("Z,?$")  # "you people, you ..."
_OF_KIND = {"A": "agency", **dict.fromkeys("gGTZ", "group"), **dict.fromkeys("pPN", "person")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """One abuse: its target, and whether it says itself who that is or leaves it open."""

    target: str
    named: bool
    confidence: float
    start: int
    end: int


def target_of(line: Line, insult: Insult, said: str) -> tuple[str, bool]:
    """At whom an insult is thrown, and whether it says so itself."""
    letters, start = line.letters, insult.start
    inside, after = letters[start : insult.end], letters[insult.end : insult.end + 6]
    before = letters[max(0, start - 1) : start]
    if (insult.who in ("G", "p") and before == AGENCY) or AGENCY in inside or _BELONGS_TO_IT.match(after):
        return "agency", True
    spoken_of = nearest(line, start, sentences=True)
    if insult.who in ("", "Y", "Z", "T", "@") and (
        spoken_of == "agency" or AGENCY in letters[_sentence(line, start) : start]
    ):
        return "agency", True
    if insult.who in ("g", "G", "Z") or (insult.who == "p" and before == "h") or _YOU_ALL.search(letters[:start]):
        return "group", True
    if insult.who not in ("", "Y", "T"):
        return "person", True
    noun = letters[insult.end - 1] not in "HV"
    several = (
        insult.who == "T" or (noun and _SEVERAL.search(said)) or (not insult.who and nearest(line, start) == "group")
    )
    return "group" if several else "person", False


def nearest(line: Line, place: int, *, sentences: bool = False) -> str:
    """Of what kind those are who were spoken of last before this letter; empty where nobody was in the sentence, or at all."""
    first = 0 if sentences else _sentence(line, place)
    people = [_OF_KIND[letter] for letter in line.letters[first:place] if letter in _OF_KIND]
    return people[-1] if people else ""


def letter_at(line: Line, start: int) -> int:
    """Which letter of a line stands at a place of the text, or next after it."""
    return bisect_left(line.places, (start, 0))


def settled(aimed: Sequence[Aimed]) -> Iterator[Aimed]:
    """What leaves open whom it means is meant for whoever was named before it, or else first of all after."""
    named = next((abuse for abuse in aimed if abuse.named), None)
    several = any(abuse.target == "group" for abuse in aimed)
    for abuse in aimed:
        if abuse.named:
            named = abuse
            yield abuse
        else:
            yield replace(abuse, target=named.target if named else "group" if several else abuse.target)


def _sentence(line: Line, place: int) -> int:
    """Where the sentence begins that this letter stands in."""
    return max(line.letters.rfind(stop, 0, place) for stop in ".?") + 1
