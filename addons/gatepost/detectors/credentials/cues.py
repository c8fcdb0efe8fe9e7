"""The words that announce a secret, of all lists in one pass: a text becomes its cues, each with what it announces.

A word in two lists is of the kind that comes first; of two words that begin at one place the longer wins. The rule to
keep: cues are few, and all that follows them costs; a text of nothing but cues is cut short.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from gatepost.detectors.credentials.wordlists import CHARACTER_HINT
from gatepost.detectors.credentials.written import Written
from gatepost.detectors.wording.hints import Hints, word_hints
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both
from gatepost.folding import fold, words

PASSWORD, SEED, SPELT, WEAK = "password", "seed", "spelt", "password-weak"
_KINDS = (PASSWORD, SEED, SPELT, WEAK)
_MOST = 200  # in one text
_GAPS = re.compile(r"[\s-]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    pattern: re.Pattern[str]
    kinds: Mapping[str, str]

    def found(self, text: Written) -> Iterator[tuple[str, re.Match[str]]]:
        """The kind of each, and its place."""
        for match in islice(self.pattern.finditer(text.folded), _MOST):
            yield self.kinds[_GAPS.sub(" ", match.group())], match


def cue_hints(resources: Resources) -> Hints:
    """Words that say password are few; what is also another word needs a sign, or names of characters, behind it."""
    seeds_and_words = (term for kind in (PASSWORD, SEED) for term in resources.lexicon(f"credential-{kind}"))
    weak, spelling = (_either(resources.lexicon(f"credential-{kind}")) for kind in (WEAK, SPELT))
    return word_hints(seeds_and_words) | {
        rf"\b(?:{weak})\b[^a-z0-9]{{0,3}}[:=>]",
        rf"\b(?:{weak})\b[^\n.!?]{{1,20}}\"[a-z]",
        rf"\b(?:{weak})\b[^\n.!?]{{1,40}}[:=>] ?[a-z]{{2,20}}[^a-z\s]{{0,2}}\d",
        rf"\b(?:{weak})\b (?:is|est|c'est) [a-z]{{2,20}}[^a-z\s]{{0,2}}\d",
        Both(rf"\b(?:{weak}|{spelling})\b", rf"\b(?:{CHARACTER_HINT})\b"),
    }


def _either(terms: Iterable[str]) -> str:
    return "|".join(sorted(re.escape(fold(term)[0]) for term in terms))


def cues(resources: Resources) -> Cues:
    kinds = {
        _GAPS.sub(" ", fold(term)[0]): kind
        for kind in reversed(_KINDS)
        for term in resources.lexicon(f"credential-{kind}")
    }
    return Cues(pattern=words(kinds), kinds=kinds)
