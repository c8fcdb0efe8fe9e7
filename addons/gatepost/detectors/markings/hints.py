"""Which texts may have a marking: expressions for the one matcher.

"Secret" and "protected" are words of every day, so that a hint says more than the word: the letter of a level, a sign
or the end of a line behind it, or the beginning of what stands beside it on documents. The rule to keep: a hint is looser than
the forms (`forms.py`) and never stricter.
"""

import re

from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

_BEGINNING = 4  # letters of a word that tell enough of it
# A level with its letter; the marks of paragraphs; abbreviations. Scanned words have a letter too few, or a gap.
_LEVELS = frozenset(
    {
        r"(?:prot|otect|oteg|prtctd|prtg)[a-z ]{0,8}[^a-z0-9]{0,6}[abc](?:[^a-z0-9]|$)",
        r"(?:esigne|esignated)[^a-z0-9]{0,6}[abc](?:[^a-z0-9]|$)",
        r"\((?:s|ts|c|p/?[abc]|secret|top secret|tres secret|confidenti[ae]l)\)[ \t]",
        r"\b(?:ts|s|c) ?//",
        r"\bpro [abc]\b",
    }
)


def _bare_hint(resources: Resources) -> str:
    """SECRET and its like before a sign, the end of a line, a date, or what begins like something that stands beside them."""
    phrases = [
        phrase
        for name in ("marking-caveats", "marking-documents", "marking-openings")
        for phrase in resources.lexicon(name)
    ]
    beside = {
        re.escape(words[:_BEGINNING])
        for phrase in phrases
        for words in re.split(r"[(|]", PIECES.findall(fold(phrase)[0])[0].strip(")"))
        if words
    }
    before = r"(?:the |le |la |l'|d'|of the |from )?"
    return (
        r"(?:secret|confidentiel|confidential)"
        rf"(?:[^a-z0-9 ]|$| {{1,3}}(?:[^a-z0-9 ]|\d|[a-z]{{3,9}}\.? \d|{before}(?:{'|'.join(sorted(beside))})))"
    )


def marking_hints(resources: Resources) -> Hints:
    return _LEVELS | {_bare_hint(resources)} | phrase_hints(resources, "cabinet-confidence")
