"""Language that would not be acceptable in the workplace: `profanity` (strong, mild) and `abuse` (agency, person, group).

The two are told apart because rules weigh them differently; what each finds is in `profanity.py` and `abuse.py`.
Most texts have no word of any of the lists: one pattern for all of them says so, and nothing else is tried.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from gatepost.detectors.abuse import Abuse, abuse
from gatepost.detectors.agency import Names, names
from gatepost.detectors.masks import Masks, masks
from gatepost.detectors.phrasebook import words_of
from gatepost.detectors.profanity import Profanity, profanity
from gatepost.detectors.reading import Reading
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.folding import fold, words
from gatepost.model import Finding, Tag

_WORDS = ("profanity-strong", "profanity-mild", "profanity-church-alone", "insults", "figurative-insults", "slurs")
_CUES = "language-cues"
# A sign inside a word (masked), a letter thrice or more (stretched), or letters apart.
_DISGUISED = r"[a-z][*#@!%$_][a-z*#@!%$_]|([a-z])\1\1|(?<![a-z])[a-z][\s.*_/|,~+=-][a-z][\s.*_/|,~+=-][a-z](?![a-z])"
_DISGUISED_HINTS = {"*", "$$", " kys", "h!t", "b!t", "f@c", "s#i", "f#c", "f-ck", "d!o", "uuu", "iii", "aaa"} | {
    gap.join(letters) for letters in ("fuc", "shi", "cun", "put", "ost", "dam", "cra", "kys") for gap in " .-_*"
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The detector; see the module."""

    names: Names
    masks: Masks
    profanity: Profanity
    abuse: Abuse
    candidates: re.Pattern[str]
    name: str = "language"
    labels: frozenset[str] = frozenset({"profanity", "abuse"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, disguised: Reading) -> Iterator[Finding]:
        if not self.candidates.search(disguised.folded):
            return
        folded = self.masks.undone(disguised.folded)
        reading = disguised if folded == disguised.folded else replace(disguised, folded=folded)
        words = reading.once(words_of)
        for value, confidence, place in self.profanity.find(reading, words):
            yield found(self.name, f"profanity:{value}", confidence, reading, place)
        named = words.overwritten(reading.once(self.names.mentions))
        for target, confidence, place in self.abuse.find(reading, named):
            yield found(self.name, f"abuse:{target}", confidence, reading, place)


def build(resources: Resources) -> Language:
    terms = {fold(term)[0] for name in _WORDS for term in resources.lexicon(name) if _PLAIN.fullmatch(term)}
    cues = {fold(term)[0] for term in resources.lexicon(_CUES)}
    stems = [term.strip("*") for term in terms if term.startswith("*")]
    whole = words(sorted({term for term in terms | cues if not term.startswith("*")})).pattern
    return Language(
        names=names(resources),
        masks=masks(*map(resources.lexicon, ("profanity-strong", "profanity-mild", "insults", "slurs"))),
        profanity=profanity(resources),
        abuse=abuse(resources),
        candidates=re.compile("|".join([*map(re.escape, stems), whole, _DISGUISED])),
        hints=frozenset(_DISGUISED_HINTS)
        | frozenset(_hints(terms | cues, {fold(term)[0] for term in resources.lexicon("language-inside-words")})),
    )


_PLAIN = re.compile(r"\*?[^\W\d_][\w' -]*\*?")


def _hints(terms: Iterable[str], inside_words: AbstractSet[str]) -> Iterator[str]:
    """A substring for each term; what common words contain has the sign before or behind it."""
    for term in terms:
        stem = term.strip("*")
        if stem in inside_words or len(stem) < 4:
            yield from (f"{before}{stem}" for before in '\n"(#')
            yield from (f" {stem}{after}" for after in " .,!?'\"\n")
        else:
            yield stem
