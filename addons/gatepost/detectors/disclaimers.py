"""Saying that what one publishes is one's own opinion, or not the employer's: `disclaimer`.

What makes it true is what is published ("views", "posts", or the speaking itself) with "mine", "personal" or "for
myself", or a denial that it stands for the employer, named or not. What takes it away: somebody else's views,
quotation, questions, a view that is one out of a window.
"""

from gatepost.detectors.wording.agency import given_hints
from gatepost.detectors.wording.grammar import rules
from gatepost.detectors.wording.hints import word_hints
from gatepost.detectors.wording.speech import SpeechAct, terms_of, writer
from gatepost.enrolment import Resources

_SHORT = {
    "employer": "employer-word|org|own-agency|agency|government|federal|body|employer-fed|job|fed|work|servant",
    "my-employer": "[my|our|the|other|of|at|chez|a] [my|our|the|other] ..1 {employer}",
    "for": "at|chez|a|of|behalf|as",
    "only": "ex|only",
    "it": "<other|anybody|you view|whatever|account",
}
_BARRIERS = ("other", "anybody", "if", "you")
_RULES = {
    0.9: (
        # views that are one's own, « les miennes »
        "{it} ..6 is|equals [{only}] [{only}] [the] own",
        "{it} ..6 is|equals [{only}] my [own|personal|{only}] view",
        "<other|anybody|you view [colon|line|dash|comma|question] [{only}] [{only}] [the] own ~1 ($ / not|own|only|ex|represent)",
        "{it} ..5 is|equals [{only}] [{only}] personal ($ / not|no-part|engages|author)",
        "{it} ..4 is|equals [{only}] ~2 of author",
        "{it} ..4 is|equals [{only}] [on] author|us",
        "{it} ..5 (represent ~1 [at|chez|a] author|us|own / us represent)",
        "{it} ..4 represent [{only}] (my / own) view",
        "{it} ..6 have|not ..1 no-part ..2 {my-employer}",
        "{it} ..6 no-part ..2 {my-employer}",
        "^ [my|the] view [{only}] personal [{only}] ($ / not|no-part|engages)",
        "(^ / comma) [my|{only}] [{only}] [my] personal view [{only}] ($ / not)",
        "{only} my [own|personal|{only}] view [{only}|personal|own] ($ / not|only)",
        "my|own [personal] view [personal] only|not",
        "my personal view $",
        "is|equals [{only}] [of] (personal view / view personal) ($ / not|word)",
        "view &12 is [{only}] [the] own $",
        "view colon [{only}] personal $",
        "author represent [{only}] author|us",
        "is [{only}] (my [personal|{only}] / own) view [{only}|own|personal] ($ / not|word)",
        "(personal account / account personal) [comma|stop|line|dash|open] ..2 (personal|own view / view personal|own / who|not ..2 not|represent ..2 represent|not ..2 represent)",
        "engages [{only}] ..1 author|us|own|my|author-is",
        "view equals ..3 {my-employer}",
        "own-tag",
        # "I speak for myself", "in a personal capacity", "as a mom, not as a public servant"
        "speaks ..2 [{only}] {for} author|us|own",
        "view ..1 [{only}] at|chez author|us",
        "speaks ..1 as author|us",
        "speaks {for} not|anybody ..3 author",
        "(^ / author|author-is) ..1 not ..1 speaks|act|view ..1 {for} anybody",
        "author ..2 speaks|act|view behalf anybody",
        "(author / ^) speaks ..1 personal",
        "(^ / author|author-is|view|account ..6 / ^ ~1 speaks|act|view ..2 / is ..1 / comma / here) capacity !question",
        "as [a] ~1 [other] [comma] not as ..3 {employer}|role|official|formal",
        "my ..2 hat ..3 not",
        "not ..1 formal hat",
        "not ..1 hat formal",
    ),
    0.85: (
        # "Does not represent my employer", "not my employer's"
        "^ not ..6 represent ..6 {my-employer}",
        "view|whatever|account|author|here|own ..6 not ..4 represent ..6 {my-employer}",
        "view|whatever|account|author|not ..6 represent ..2 not ..6 {my-employer}",
        "view|whatever|account|author ..6 joins not ..3 {my-employer}",
        "not ..5 view|whatever|account|here ..5 (represent / is) ..4 {my-employer}",
        "(^ not ..6 is / account|view|whatever ..6 not ..1 represent) ..3 official|formal",
        "account|view|whatever ..6 represent ..1 not ..2 official|formal",
        "^ no-part ..3 {my-employer}",
        "(author|author-is|is / ^) ..2 not ..2 speaks ..3 {for} {my-employer}",
        "author|author-is ..2 not ..2 view|act behalf {my-employer}",
        "author ..2 view|act not behalf {my-employer}",
        "(author / ^) ..2 speaks not ..3 {for} {my-employer}",
        "view|own|personal ..4 not ..2 {my-employer} [possessive] ($ / view|official|formal|own)",
        "view|own|personal ..4 no-part possessive",
        "^ not ..2 {my-employer} possessive ..1 (view|official|formal / $)",
        "{it} ..6 (is not / not ..1 is) ..2 official ..1 {employer}",
        "{it} ..6 (is not / not ..1 is) ..2 {employer} official",
        "is [{only}] my view ..3 not ..1 {employer} ..1 official",
        "^ not ..1 view|official of ..2 {employer}",
        "^ not ..1 formal ..1 {employer} account",
        "not ..2 official of ..2 {employer} ..5 own|personal|author",
        "(not blame / blame not) ..1 my {employer}",
        "my employer-word ..3 [you] ..4 (not ..1 say / no-part)",
        "my employer-word|org|own-agency|job ..2 (not ..2 represent / no-part / not no-part)",
        "author am ..2 not ..2 spokesperson",
        "author am ..2 spokesperson of (not|other|anybody)",
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
    "formal",
    "blame",
)
_MORE_HINTS = "disclaimer-beginnings"


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="disclaimers",
        labels=frozenset({"disclaimer"}),
        hints=given_hints(resources)["employer"]
        | word_hints(terms_of(resources, *_HINTED))
        | word_hints(resources.lexicon(_MORE_HINTS)),
        writer=listed,
        rules=rules(listed.vocabulary, _RULES, needed=(*_HINTED, "view", "not"), barriers=_BARRIERS, short=_SHORT),
    )
