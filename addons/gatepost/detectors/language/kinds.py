"""The kinds of words from which insults are read, and the list of each.

Three things are told apart: words that wound, by what they need in order to; those whom they may be said of; and what
joins them, or takes them back. The rule to keep: a word is in one list only.
"""

from functools import lru_cache

from gatepost.detectors.wording.agency import names
from gatepost.detectors.wording.shorthand import vocabulary
from gatepost.detectors.wording.speech import Writer
from gatepost.enrolment import Resources

_WOUNDS = {
    "insult": "insults",  # only people are called it, and only to wound
    "dimwit": "insult-adjective-nouns",  # noun and adjective alike
    "accused": "accusing-nouns",
    "animal": "animal-insults",
    "called-animal": "called-animals",
    "figure": "figurative-insults",
    "refuse": "refuse",
    "stupid": "insult-adjectives",
    "fault": "soft-accusations",
    "vice": "vices",
    "dead": "as-good-as-dead",
}
_SOMEBODY = {
    "you": "who-you",
    "you-are": "who-you-are",
    "you-all": "who-you-all",
    "your": "who-your",
    "he": "who-he",
    "he-is": "who-he-is",
    "they": "who-they",
    "person": "persons",
    "group": "groups",
    "protected": "protected-groups",
    "self": "who-self",
    "we-are": "who-we-are",
    "family": "family",
    "beast": "who-animals",
    "thing": "who-things",
}
_BETWEEN = {
    "strong": "insult-intensifiers",
    "utter": "utterly",
    "calling": "calling-names",
    "many": "collectives",
    "hey": "exclaimed",
    "this": "glue-this",
    "who": "glue-who",
    "full": "glue-full",
    "being": "glue-being",
    "s": "glue-s",
    "like": "glue-like",
    "of": "glue-of",
    "in": "glue-in",
    "also": "glue-also",
    "and": "glue-and",
    "every": "glue-every",
    "article": "glue-articles",
}
_TAKING_BACK = {
    "word": "not-abuse",
    "fine": "called-in-kindness",
    "denied": "denied",
    "called": "called-so",
    "laugh": "softeners",
    "game": "games",
    "fiction": "fiction",
}
KINDS = {**_WOUNDS, **_SOMEBODY, **_BETWEEN, **_TAKING_BACK}
WOUNDS = tuple(_WOUNDS)
AGENCY = ("agency", "government", "federal")


@lru_cache(maxsize=4)
def insult_writer(resources: Resources) -> Writer:
    """The same for all that reads insults with these resources."""
    first_names = resources.lexicon("microdata-value-first-name")
    return Writer(names=names(resources), vocabulary=vocabulary(resources, KINDS, first_names))
