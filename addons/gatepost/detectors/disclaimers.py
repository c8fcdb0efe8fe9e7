"""Saying that what one publishes is one's own opinion, or not the employer's: `disclaimer`.

What makes it true is what is published ("views", "posts", or the speaking itself) with "mine", "personal" or "for
myself", or a denial that it stands for the employer, named or not. What takes it away: somebody else's views,
quotation, questions, a view that is one out of a window.
"""

from gatepost.detectors.wording.grammar import rules
from gatepost.detectors.wording.hints import word_hints
from gatepost.detectors.wording.speech import SpeechAct, rows_of, terms_of, writer
from gatepost.enrolment import Resources

_SHORT = {
    "employer": "employer-word|boss|org|own-agency|agency|government|federal|body|employer-fed|job|fed|work|servant",
    "boss": "employer-word|boss|org|own-agency|agency|government|federal|employer-fed",
    "my-employer": "[my|our|the|other|of|at|chez|a] [my|our|the|other] ..1 {employer}",
    "for": "at|chez|a|of|behalf|as",
    "only": "ex|only",
    "it": "<other|anybody|you|possessive (view !(of ~2 org|own-agency|other|employer-word) / whatever !slips / account)",
}
_BARRIERS = ("other", "anybody", "if", "you", "slips")
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
        "<a|at my|own [personal] view [personal] only|not",
        "view ... is [{only}] [of] ..1 penned",
        "view ..2 of [the] ..1 penned ..1 only",
        "{it} ..6 represent [{only}] ~2 (us|own|author / [the] penned [only])",
        "engages [{only}] ..2 penned",
        "view ... slips ..6 is [{only}] [the] own",
        "my personal view ..8 not ..4 (official|formal / {my-employer})",
        "my view personal ..8 not ..4 (official|formal / {my-employer})",
        "my personal view $",
        "is|equals [{only}] [of] (personal view / view personal) [{only}] ($ / not|word)",
        "^ no-part [possessive] view|official",
        "view &12 is [{only}] [the] own $",
        "view colon [{only}] personal $",
        "author represent [{only}] author|us",
        "<view is [{only}] (my [personal|{only}] / own) view [{only}|own|personal] ($ / not|word)",
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
        "as ..1 [other] ..6 comma not as ..2 (role|official|formal / {employer})",
        "my ..1 boss have other ..1 own",
        "wears ..1 capacity [hat]",
        "hat of capacity",
        "{it} ..4 is-mine",
        "{it} ..6 is ..4 own $",
        "not ..1 slips ..1 view at ..2 official|formal",
        "{it} ..3 us is personal|own",
        "(us|author ..2 speaks / own|view) ..3 no-part",
        "author ..1 represent anybody ..4 author|us",
        "{it} ..6 is whatever [{only}] own",
        "my|the job ..2 not ..2 represent ..1 my|the|view",
        "{it} ..6 is personal ..4 not",
        "{it} ..6 is personal [at|a] us|author",
        "not ..3 is official|formal $",
        "not of formal $",
        "{it} ..6 is ..4 own only",
        "not ..3 view ..3 {for} ..2 official|formal",
        "(^ / comma) not ..2 (formal account / account formal)",
        "author ..3 not ..3 formal $",
        "{it} ..4 represent ..4 [other] ..4 comma not ..3 {employer}",
        "^ not ..2 account of ..1 {employer}",
        "blame [with] us|author ..2 not",
        "{it} ..6 represent ~2 of author|us",
        "{it} ..6 represent only of my view",
        "as [a] ~1 [other] [comma] not as ..3 {employer}|role|official|formal",
        "speaks ..3 as [a] other comma not as [anybody] [possessive] ..3 (role / {employer})",
        "speaks ..2 word|chez|at other comma not ..1 (role / {employer})",
        "{only} my [ex|count] view comma not",
        "blame my ..1 {boss} [comma|stop] my view",
        "penned [possessive] {boss} ..1 (no-part / not ..2 represent)",
        "{boss} of [the] penned ..2 (no-part / not ..3 represent)",
        "view &3 whatever ..1 {my-employer} &4 is",
        "view word [is] {only} own",
        "view represent|engages [{only}] [the] view of",
        "(^ / comma) view personal [{only}] $",
        "my ..1 {boss} ..1 (knows not / not ..1 knows) ... author|my ..1 speaks|view",
        "(personal account / account personal) stop &8 not &14 {my-employer}",
        "(personal account / account personal) stop {my-employer} ..2 not",
        "my ..2 hat ..3 not",
        "not ..1 formal hat",
        "not ..1 hat formal",
    ),
    0.85: (
        # "Just me talking, not my employer", "my employer had no hand in it", "nobody at work read this"
        "<you us|author ..6 speaks ..3 not ..2 {boss}",
        "^ ..3 is|only|here ..1 us|author|author-is ..8 not ..2 (my|the ..1 {boss} / {boss} ..1 view|official|formal)",
        "view ..2 stop|line|picture (not ..1 {my-employer} / no-part)",
        "own stop|line|picture not {my-employer}",
        "(not|anybody) at|chez|a [my|the] ..1 job|work|org|boss ..8 represent",
        "<of (my ..1 {boss} / the employer-word|boss|own-agency|org) ..10 (not ..3 represent ..3 (view / $) / no-part / represent ..2 not)",
        "my ..1 {boss} have|not ..2 (own / no-part)",
        "{boss} ..8 author|us|who ..2 work|worked|pays ..3 (no-part / not ..3 represent)",
        "{boss} who us pays ..4 (no-part / not ..3 represent)",
        "not ..2 whatever ..2 {my-employer} say",
        "not ..3 view ..3 at|chez|a ..1 of ..1 {my-employer}",
        "not ..3 blame ..2 {boss}",
        "(^ / comma) ..1 not ..6 represent ..6 {my-employer}",
        "(^ / comma) ..3 not ..2 official of [my|the] ..1 {boss}",
        "not ..6 is ..2 official of ..2 {my-employer}",
        # "Does not represent my employer", "not my employer's"
        "^ not ..6 represent ..6 {my-employer}",
        "view|whatever|account|author|here|own ..6 not ..4 represent ..6 {my-employer}",
        "view|whatever|account|author|not ..6 represent ..2 not ..6 {my-employer}",
        "view|whatever|account ..6 joins not ..3 {my-employer}",
        "not ..5 view|whatever|account|here ..5 (represent / is) ..4 {my-employer}",
        "(^ not ..6 is / account|view|whatever ..6 not ..1 represent) ..3 official|formal",
        "account|view|whatever ..6 represent ..1 not ..2 official|formal",
        "^ no-part ..3 {my-employer}",
        "(author|author-is|is / ^) ..2 not ..2 speaks ..3 at|chez|a|behalf|as {my-employer}",
        "author|author-is ..2 not ..2 view|act behalf {my-employer}",
        "author ..2 view|act not behalf {my-employer}",
        "(author / ^) ..2 speaks not ..3 {for} {my-employer}",
        "(my|the|own|is|equals|comma|only|who|whatever|word / ^) ..1 view|own|personal ..4 not ..2 {my-employer} [possessive] ($ / view|official|formal|own)",
        "(my|the|own|is|equals|comma|only|who|whatever|word / ^) ..1 view|own|personal ..4 no-part possessive",
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

# Words without which no rule holds: rare ones alone, common ones with what stands right before or behind them.
_RARE = (
    "blame",
    "capacity",
    "employer-word",
    "engages",
    "formal",
    "is-mine",
    "no-part",
    "own-tag",
    "penned",
    "personal",
    "represent",
    "spokesperson",
)
_ROWS = ("is|only own", "speaks at|chez|as|only|behalf", "my|wears hat", "my boss", "not my", "hat of|on|not")
_MORE = "disclaimer-beginnings"
_NEEDED = (*_RARE, "own", "hat", "boss", "speaks", "view", "not", "behalf")


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="disclaimers",
        labels=frozenset({"disclaimer"}),
        hints=word_hints(terms_of(resources, *_RARE))
        | word_hints(resources.lexicon(_MORE))
        | rows_of(resources, *_ROWS),
        writer=listed,
        rules=rules(listed.vocabulary, _RULES, needed=_NEEDED, barriers=_BARRIERS, short=_SHORT),
    )
