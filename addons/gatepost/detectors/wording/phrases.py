"""A phrase of a lexicon becomes a pattern over folded text, so that wording stays data and needs no regular expression.

    i|we work|worked [full time] at|for {agency}      alternatives, optional words, the terms of another list
    (on behalf|in the name) of {agency}               alternatives of several words
    my ... job at {agency}                            up to six words between, in the same sentence
    you {intensifiers}... {insults}                   up to five of the words of a list
    bureaucrat*                                       any ending
    ^ {roles} at {agency} $                           at the beginning, or the end, of a clause
    {number} years, {word} days                       digits; any one word

The rule to keep: every repetition has a small bound and what repeats cannot begin like what follows it, so that
no text makes a search slow.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from gatepost.enrolment import Resources
from gatepost.folding import fold

# What stands between two words of one sentence; after an elision (« qu' ») nothing need, and words end where they end.
_BETWEEN = r"[^\w@#.!?;|]{0,4}"
_GAP = r"(?:[^\w@#.!?;|]{1,4}\w{1,24}){0,6}?"
# At the start of the text or behind a stop, with at most four signs between (patterns look back a fixed way only).
_STARTS = [rf"(?<=\A[^\w@#]{{{n}}})|(?<=[.!?;|:\n][^\w@#]{{{n}}})" for n in range(5)]
_CLAUSE_START = f"(?:{'|'.join(_STARTS)})"
_CLAUSE_END = r"(?=[^\w@#]{0,3}(?:[.!?;,:|#\n()<]|$|[^\x00-\x7f]|[-/&+*] ))"
# What needs no list: a number, any one word.
BUILT_IN = {"number": r"\d{1,4}", "word": r"\w{1,24}(?!\w)"}
PIECES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")
_SIGNS = re.compile(r"\{([a-z-]+)\}|(\*)|(-)|([^{}*-]+)")

type Lists = Callable[[str], str]


def phrase_pattern(resources: Resources, *names: str, given: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern for all phrases of the lists of these names, in both languages.

    `given` are patterns that phrases may name like lists, such as the agency's names.
    """
    lists = list_lookup(resources, {**BUILT_IN, **(given or {})})
    return re.compile("|".join(lists(name) for name in names))


def list_lookup(resources: Resources, given: Mapping[str, str], trail: tuple[str, ...] = ()) -> Lists:
    """From the name of a list to a pattern for any of its phrases. A list that contains itself is a mistake."""

    @cache
    def lookup(name: str) -> str:
        if name in given:
            return given[name]
        if name in trail:
            raise ValueError(f"the lexicon {name!r} contains itself: {' -> '.join((*trail, name))}")
        return any_phrase(resources.lexicon(name), list_lookup(resources, given, (*trail, name)))

    return lookup


def any_phrase(phrases: Iterable[str], lists: Lists) -> str:
    """A pattern for any of the phrases. Those that begin alike share their beginning, so that lists stand in it once."""
    tree: _Tree = {}
    for phrase in sorted({fold(phrase)[0] for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)):
        node = tree
        for piece in PIECES.findall(phrase):
            node = node.setdefault(piece, {})
        node[_END] = {}
    return _branches(tree, lists, begun=False)


type _Tree = dict[str, _Tree]
_END = ""


def _branches(tree: _Tree, lists: Lists, *, begun: bool) -> str:
    """What may come next; `begun` once a required word has been. The end comes last: the longer phrase wins."""
    branches = [_branch(piece, below, lists, begun) for piece, below in tree.items() if piece != _END]
    if _END in tree:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _branch(piece: str, below: _Tree, lists: Lists, begun: bool) -> str:
    if piece in _SIGNS_ALONE:
        return _SIGNS_ALONE[piece] + _branches(below, lists, begun=begun)
    words = _alternatives(piece.removesuffix("...").strip("[]()"), lists)
    if piece.startswith("[") or piece.endswith("..."):
        words = f"{_BETWEEN}{words}" if begun else f"{words}{_BETWEEN}"
        return f"(?:{words}){'{0,5}' if piece.endswith('...') else '?'}{_branches(below, lists, begun=begun)}"
    return (_BETWEEN if begun else "") + words + _branches(below, lists, begun=True)


_SIGNS_ALONE = {"^": _CLAUSE_START, "$": _CLAUSE_END, "...": _GAP}


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
