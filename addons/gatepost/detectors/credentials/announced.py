"""Where the value stands that a word announces: "password: x", « le mot de passe du chalet, c'est x », "x is the PIN".

People tell a value in few ways: behind a sign, behind a verb, right behind the word, after a comma or in brackets, in
the next sentence ("ours is x"), or before the word. Each way gives the value a `Relation` to its word; how much a value
must look like one in that relation is the detector's to say. The rule to keep: nothing beyond the next sentence.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """How a value stands to the word that announces it."""

    SIGN = "sign"  # password: x
    VERB = "verb"  # the password is x
    BESIDE = "beside"  # password x
    FURTHER = "further"  # password for the lab: x, password of the lab is x
    APART = "apart"  # the password, x; the password everybody has (x)
    NEXT = "next"  # Guess the password. It's x
    LOOSE = "loose"  # the password of the manager x; type x when it asks, that's the password
    BEFORE = "before"  # x is the password


class Value(NamedTuple):
    """One word, or what stands in quotation marks, near an announcing word; the places are those of the reading."""

    relation: Relation
    start: int
    end: int
    quoted: bool
    last: bool  # nothing but a stop behind it on its line


_REACH = 150  # characters behind a word: two sentences of a short post
_MOST = 24  # values looked at for one word
_WORDS = re.compile(
    r"\"(?=[^\s:=,.])[^\"\n]{2,70}\"|"
    # One word in French quotation marks, which have blanks inside; between two others stands no such word alone.
    r"\" (?!(?:is|was|are|est|etait|c'est|for|pour|to|and|et|or|ou|on|in|of|de|then|puis|with|avec) )[^\s\"]{3,60} \"|"
    r"'(?=[\w$#@!])[^'\s]{3,60}'(?![a-z0-9])|[^\s\"]{1,200}"
)
_OPENING, _CLOSING = "([{<'`*:=->~,;→⇒➜➡.", ".,;:)]}>'`"
_PLAIN = re.compile(r"[a-z'’.,-]{1,40}")  # a word of a sentence: only the first may be a value, or one behind a sign
_SIGN = re.compile(r"(?:[:=~]|[-=~]{0,3}>|[→⇒➜➡➔⟶➤►▶⮕↪👉⬇↓]|(?:^|\s)(?:is|est|c'est) ?:)[\s\ufe0f>\"'`*(]{0,6}$")
_VERB = re.compile(
    r"(?:^['’]s|(?<![a-z0-9])(?:is|was|are|iz|be|becomes?|remains?|stays|equals|reads?|says|goes|aka|est|etait|c'est|c'etait|s'ecrit|cest|"
    r"sera|reste|devient|donne|takes?|accepts?|opens with|unlocks with|works with|prend|accepte|ouvre avec|s'ouvre avec|will be|it's|its|that's|set to|changed to|reset to|change pour|now|still|rendu|maintenant|"
    r"mets|mettez|tapez?|compose[sz]?|fais|faites|pese[sz]?|pitonne[sz]?|type|enter|punch|dial|press))"
    r"(?: (?:now|still|just|simply|literally|actually|always|to|toujours|encore|juste|maintenant|rendu|le|la))?[\s\"'`*:(]{1,6}$"
)
_CHANGED = re.compile(r" (?:to|pour|par) [\"']?")  # changed the password to x
_APART = re.compile(r"[,;(\[|/–—][\s\"'`*]{0,4}$|[\s\"](?:-{1,2}|\")[\s\"'`]{0,3}$")
_NEXT = re.compile(
    r"(?:^|[\s,])(?:it's|its|it is|it was|ours is|mine is|his is|hers is|theirs is|here it is|here's|here you go|this is it|use|try|type|enter|press|dial|hit|punch|punch in|"
    r"c'est|cest|c'etait|le voici|la voici|voici|le v'la|v'la|le mien est|le mien c'est|le notre est|le notre c'est|la notre est|"
    r"la notre c'est|le sien est|la mienne est|essayez|essaie|tapez|mettez|mets|tape|compose|composez|fais|faites|entre|entrez|pese|pesez|pitonne|pitonnez)(?: (?:still|now|just|literally|simply|actually|always|probably|currently|"
    r"toujours|encore|juste|maintenant|rendu|tout simplement))?[\s:,\"'`*(]{1,6}$"
)
_STOPS = re.compile(r"[.!?…](?=[\s\"])|\n[^\S\n]{0,9}\n")
_STOPPED = re.compile(r"[.!?…][\s\"]{1,3}$")
_ENDS = re.compile(r"[\s.,;:!?)\"'»]{0,6}(?:\n|$)")
_BACK = re.compile(
    r"[\s\"'`*)]{0,4}(?:(?:is|was|are|as|est|etait|c'est|c'etait|cest|comme|for|pour|on|at|into|sur|au|<-+|<=+|=|:|←|⬅|-{1,2}|–|\()[\s\ufe0f\"'`*(]{1,4}|[,(]\s?)"
    r"(?:(?:it's|thats|that's|c'est|this is|the|my|our|your|his|her|their|le|la|les|mon|ma|notre|votre|ton|ta|son|sa|leur|un|a|"
    r"new|old|staff|guest|admin|wifi|wi-fi|vpn|bank|temp|temporary|nouveau|vieux|\w{2,14}'s)\s){0,4}(?:[\w-]{1,14}\s){0,3}$"
)

_BACK_FURTHER = re.compile(
    r"[^.!?\n]{0,60}[\s,(](?:that's|that is|thats|this is|which is|it's|c'est|cest|c'etait|voila|voici|ca c'est)(?: (?:the|my|our|your|his|her|"
    r"their|le|la|mon|ma|notre|ton|son|leur|un|une))? $"
)


def values(folded: str, word: tuple[int, int]) -> Iterator[Value]:
    """What stands behind a word, and then what stands before it, with its relation to the word."""
    yield from _behind(folded, word[1])
    yield from _before(folded, word[0])


def _behind(folded: str, place: int) -> Iterator[Value]:
    done = place
    limit = min(len(folded), place + _REACH)
    for count, match in enumerate(_WORDS.finditer(folded, place, limit)):
        if count >= _MOST:
            return
        start, end, quoted = _bare(match, place)
        if end <= start or start < done or (count and not quoted and _is_said(folded, start, end)):
            continue
        between = folded[place:start]
        sentences = len(_STOPS.findall(between))
        if sentences > 1:
            return
        relation = _relation(between, quoted=quoted) if not sentences else _following(between, folded[end : end + 1])
        done = end
        if relation:
            yield Value(relation, start, end, quoted, _ENDS.match(folded, end) is not None)


def _is_said(folded: str, start: int, end: int) -> bool:
    """A word like any other, with a word before it."""
    return _PLAIN.fullmatch(folded, start, end) is not None and _SIGN_ENDS.isdisjoint(folded[max(0, start - 3) : start])


_SIGN_ENDS = frozenset(":=>~→⇒➜➡➔👉")


def _bare(match: re.Match[str], cue: int) -> tuple[int, int, bool]:
    """A word without the signs around it, or what is in the quotation marks."""
    start, end = match.span()
    if match.group()[0] in "\"'" and match.group()[-1] == match.group()[0] and end - start > 2:
        inner = match.group()[1:-1]
        return start + 1 + len(inner) - len(inner.lstrip()), start + 1 + len(inner.rstrip()), True
    text = match.group()
    if start == cue:  # glued to the announcing word: what comes first is the sign
        start += len(text) - len(text.lstrip(_OPENING + '"])}'))
    else:
        start += len(text) - len(text.lstrip(_OPENING))
    return start, start + len(match.string[start:end].rstrip(_CLOSING)), False


def _relation(between: str, *, quoted: bool) -> Relation:
    """From what stands between a word and a value in its sentence."""
    words = re.search(r"[a-z0-9]", between[:-1]) is not None
    if _SIGN.search(between):
        return (
            Relation.FURTHER
            if words and not re.fullmatch(r"\W{0,4}(?:is|est|c'est)\W{1,6}", between)
            else Relation.SIGN
        )
    verb = _VERB.search(between)
    if verb:
        return Relation.FURTHER if re.search(r"[a-z0-9]", between[: verb.start()]) else Relation.VERB
    if _CHANGED.fullmatch(between):
        return Relation.APART
    if not words:
        return Relation.APART if _APART.search(between.rstrip()) and not quoted else Relation.BESIDE
    return Relation.APART if quoted or _APART.search(between) else Relation.LOOSE


def _following(between: str, behind: str) -> Relation | None:
    """In the next sentence: behind « it's », or as all that it says."""
    alone = _STOPPED.search(between) and behind in {"", ".", "!", "\n", ","}
    return Relation.NEXT if alone or _NEXT.search(between) else None


def _before(folded: str, place: int) -> Iterator[Value]:
    begin = max(0, place - 110)
    stretch = folded[begin:place]
    for match in reversed(list(_WORDS.finditer(stretch))[-10:]):
        start, end, quoted = _bare(match, -1)
        if end <= start or (not quoted and _PLAIN.fullmatch(stretch, start, end)):
            continue
        if _BACK.fullmatch(folded, begin + end, place):
            yield Value(Relation.BEFORE, begin + start, begin + end, quoted, last=False)
            return
        if _BACK_FURTHER.fullmatch(folded, begin + end, place):
            yield Value(Relation.LOOSE, begin + start, begin + end, quoted, last=False)
