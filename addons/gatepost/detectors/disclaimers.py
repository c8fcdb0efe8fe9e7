"""Saying that what one publishes is one's own opinion, or not the employer's: `disclaimer`.

What makes it true is what is published ("views", "posts", or the speaking itself) with "mine", "personal" or "for
myself", or a denial that it stands for the employer, named or not. What takes it away: somebody else's views,
quotation, questions, a view that is one out of a window.
"""

from gatepost.detectors.grammar import rules
from gatepost.detectors.hints import word_hints
from gatepost.detectors.shorthand import terms_of
from gatepost.detectors.speech import SpeechAct, writer
from gatepost.enrolment import Resources

_SHORT = {
    "employer": "employer-word|org|agency|government|federal|body|employer-fed|job|fed|work",
    "my-employer": "[my|our|the|other|of|at|chez|a] [my|our|the|other] ..1 {employer}",
    "for": "at|chez|a|of|behalf|as",
    "only": "ex|only",
    "said": "view|whatever",
    "ours": "<other|you",
}
_BARRIERS = ("other", "if", "you")
_RULES = {
    0.9: (
        # "Views are my own", « opinions = les miennes »
        "{ours} view|whatever ..6 is|equals [{only}] [{only}] [the] own",
        "{ours} view|whatever ..6 is|equals [{only}] my [own|personal|{only}] view",
        "{ours} view [colon|line|dash|comma] [{only}] [{only}] [the] own ~1 ($ / not|own|only|ex|represent)",
        "{ours} view|whatever ..5 is|equals [{only}] [{only}] personal ($ / not|no-part|engages|author)",
        "^ [my|the] view [{only}] personal [{only}] ($ / not|no-part|engages)",
        "^ [my|{only}] [{only}] [my] personal view [{only}] ($ / not)",
        "{only} my [own|personal|{only}] view [{only}|personal|own] ($ / not|only)",
        "my|own [personal] view [personal] only|not",
        "my personal view $",
        "is [{only}] (my [personal|{only}] / own) view [{only}|own|personal] ($ / not|word)",
        "view|whatever represent [{only}] (my / own) view",
        "view|whatever ..4 is [{only}] ~2 of author",
        "not ..2 official of ..2 {employer} ..5 own|personal|author",
        "engages [{only}] ..1 author|us|own|my|author-is",
        "view equals ..3 {my-employer}",
        "own-tag",
        # "I speak for myself", "in a personal capacity"
        "speaks|view ..2 [{only}] {for} author|us|own",
        "<other|you capacity !question",
        "speaks ..1 as author|us",
        "my ..2 hat ..3 not",
    ),
    0.85: (
        # "Does not represent my employer", "not my employer's"
        "^ not ..6 represent ..6 {my-employer}",
        "view|whatever|author|here|own ..6 not ..4 represent ..6 {my-employer}",
        "view|author ..6 represent ..2 not ..6 {my-employer}",
        "(author|author-is|is / ^) ..2 not ..2 speaks ..3 {for} {my-employer}",
        "(author / ^) ..2 speaks not ..3 {for} {my-employer}",
        "view|own|personal|author|us ..4 not ..2 {my-employer} [possessive] ($ / view|official|own)",
        "^ not ..2 {my-employer} possessive ..1 (view|official / $)",
        "my employer-word|org|job ..2 (not ..2 represent / no-part)",
        "author am ..1 not ..2 spokesperson",
    ),
}


_HINTED = (
    "own",
    "personal",
    "engages",
    "own-tag",
    "capacity",
    "represent",
    "employer-word",
    "hat",
    "no-part",
    "spokesperson",
    "speaks",
    "view",
)


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="disclaimers",
        labels=frozenset({"disclaimer"}),
        hints=word_hints(term for kind in _HINTED for term in terms_of(resources, kind)),
        writer=listed,
        rules=rules(listed.vocabulary, _RULES, needed=_HINTED, barriers=_BARRIERS, short=_SHORT),
    )
