"""Which texts may hold an insult: hints for the one matcher.

Words that wound are hints by themselves, but for those that many an innocent post has (the dog, vices, faults): they are so
only behind a lead that makes them wound ("you are", « bande de »), of their own language. The rule to keep: what a form of
`forms.py` asks for right before such a word is a lead, or stands in a text with another hint.
"""

from collections.abc import Iterable, Iterator

from gatepost.detectors.language.kinds import KINDS
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.shorthand import spelt_out
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Row, words_in

_SURE = ("insult", "dimwit", "accused", "figure", "called-animal", "refuse", "stupid", "calling")
_FAULTS = ("fault", "vice", "dead", "utter")
_LEADS, _FAULT_LEADS, _EVERYDAY = "insult-leads", "fault-leads", "everyday-insults"
# A picture is a question mark to the matcher: one that wounds is looked for behind what begins no question.
_PICTURES = r"\b(?:a|an|are|r|u|you|these|those|of|all|is|une?|des?|les?|ces|est|sont|es|tu|gros|grosse)\b ?\?"


def insult_hints(resources: Resources) -> Hints:
    return frozenset({_PICTURES}).union(*(_in_one(resources, language) for language in ("en", "fr")))


def _in_one(resources: Resources, language: str) -> Hints:
    """Those of one language: leads and words of two make no sense together."""

    def listed(*names: str) -> list[str]:
        known = [name for name in names if (name, language) in resources.lexicons]
        return list(_plain(term for name in known for term in resources.lexicon(name, language)))

    everyday, leads, faults = listed(_EVERYDAY), listed(_LEADS), listed(_FAULT_LEADS)
    sure = set(listed(*(KINDS[kind] for kind in _SURE))).difference(everyday)
    led = {f"{lead} {word}" for lead in leads for word in (*everyday, *listed(KINDS["animal"]))}
    faulty = {f"{lead} {word}" for lead in faults for word in listed(*(KINDS[kind] for kind in _FAULTS))}
    compared = {f"{word} {like}" for word in listed(KINDS["vice"], KINDS["fault"]) for like in listed(KINDS["like"])}
    return frozenset(Row(words_in(term.encode()).decode().strip()) for term in sure | led | faulty | compared)


def _plain(terms: Iterable[str]) -> Iterator[str]:
    """Every wording of the terms, without pictures."""
    return (term for words in spelt_out(terms) if (term := " ".join(words)).isascii())
