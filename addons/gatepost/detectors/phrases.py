"""A phrase of a lexicon becomes a pattern over folded text, so that wording stays data and needs no regular expression.

    i|we work|worked [full time] at|for {agency}      alternatives, optional words, the terms of another list
    (on behalf|in the name) of {agency}               alternatives of several words
    my ... job at {agency}                            up to five words between, in the same sentence
    you {intensifiers}... {insults}                   up to five of the words of a list
    bureaucrat*                                       any ending
    ^ {roles} at {agency} $                           at the beginning, or the end, of a clause
    {number} years at {agency}                        digits

The rule to keep: every repetition has a small bound and what repeats cannot begin like what follows it, so that
no text makes a search slow.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from gatepost.enrolment import Resources
from gatepost.folding import fold

# What stands between two words of one sentence; after an elision (« qu' ») nothing need, and words end where they end.
_BETWEEN = r"[^\w@#.!?;|]{0,4}"
_GAP = r"(?:[^\w@#.!?;|]{1,4}[\w'-]{1,24}){0,5}?"
_CLAUSE_START = r"(?:(?<![^.!?;|:\n])[^\w@#]{0,4})"
_CLAUSE_END = r"(?=[^\w@#]{0,3}(?:[.!?;,:|#\n()<]|$|[^\x00-\x7f]|[-/&+*] ))"
_NUMBER = r"\d{1,4}"
_PIECES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")
_SIGNS = re.compile(r"\{([a-z-]+)\}|(\*)|(-)|([^{}*-]+)")

type Lists = Callable[[str], str]


def phrase_pattern(resources: Resources, *names: str, given: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern for all phrases of the lists of these names, in both languages.

    `given` are patterns that phrases may name like lists, such as the agency's names.
    """
    lists = _list_lookup(resources, {"number": _NUMBER, **(given or {})})
    return re.compile("|".join(lists(name) for name in names))


def _list_lookup(resources: Resources, given: Mapping[str, str], trail: tuple[str, ...] = ()) -> Lists:
    """From the name of a list to a pattern for any of its phrases. A list that contains itself is a mistake."""

    def lookup(name: str) -> str:
        if name in given:
            return given[name]
        if name in trail:
            raise ValueError(f"the lexicon {name!r} contains itself: {' -> '.join((*trail, name))}")
        return _any_phrase(resources.lexicon(name), _list_lookup(resources, given, (*trail, name)))

    return lookup


def _any_phrase(phrases: Iterable[str], lists: Lists) -> str:
    """A pattern for any of the phrases, the longest first."""
    ordered = sorted({fold(phrase)[0] for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(_phrase(phrase, lists) for phrase in ordered)})"


def _phrase(phrase: str, lists: Lists) -> str:
    leading, pattern = "", ""  # leading: what may stand before the first required word
    for piece in _PIECES.findall(phrase):
        if piece == "^":
            leading += _CLAUSE_START
        elif piece == "$":
            pattern += _CLAUSE_END
        elif piece == "...":
            pattern += _GAP
        elif piece.startswith("[") or piece.endswith("..."):
            words = _alternatives(piece.removesuffix("...").strip("[]"), lists)
            times = "{0,5}" if piece.endswith("...") else "?"
            if pattern:
                pattern += f"(?:{_BETWEEN}{words}){times}"
            else:
                leading += f"(?:{words}{_BETWEEN}){times}"
        else:
            pattern += (_BETWEEN if pattern else "") + _alternatives(piece.strip("()"), lists)
    return leading + pattern


def _alternatives(words: str, lists: Lists) -> str:
    choices = [_BETWEEN.join(_word(word, lists) for word in choice.split()) for choice in words.split("|")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _word(word: str, lists: Lists) -> str:
    pattern = ""
    for name, star, hyphen, literal in _SIGNS.findall(word):
        if name:
            pattern += lists(name)
        elif star:
            pattern += r"\w{0,20}"
        elif hyphen:
            pattern += "[- ]?"
        else:
            pattern += re.escape(literal)
    # The boundary stands behind the first letter: a branch that begins with a literal is dismissed without a try.
    if word[0].isalnum():
        pattern = rf"{pattern[0]}(?<!\w.){pattern[1:]}"
    return rf"{pattern}(?!\w)" if word[-1].isalnum() or word[-1] == "*" else pattern
