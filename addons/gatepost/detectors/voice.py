"""Speaking for the agency or the government: `on-behalf`.

What makes it true is a "we", "our" or "on behalf of" that stands for the agency: named beside it, before it in the
text, or under it as a signature; and what is said is what an agency says (plans, positions, promises, apologies,
requests to respondents). What takes it away: reporting, quotation, denial, thanks and greetings to the agency,
other organizations.
"""

from gatepost.detectors.wording.agency import given_hints
from gatepost.detectors.wording.grammar import rules
from gatepost.detectors.wording.hints import word_hints
from gatepost.detectors.wording.speech import SpeechAct, terms_of, writer
from gatepost.enrolment import Resources

_SHORT = {
    "named": "agency|government",
    "agency": "[the] agency|government !thing|possessive|role|status|enumerator",
    "at": "at|chez|a|of|with",
    "we": "<if|thanks|likes we",
    "for": "at|chez|a|of",
    "us": "we|our|us",
    "its": "product|programme|thing|place|enumerator|role|you|official|formal",
    "topic": "<thanks|say|likes|not|with|at {agency}",
    "part": "stop|line|dash",
}
_BARRIERS = ("not", "other", "anybody", "say", "if", "thanks", "likes", "commercial")
_LIMITS = ("say", "if")
_RULES = {
    0.9: (
        "^ ..2 behalf {agency}",
        "^ ..1 speaks at|chez {agency}",
        "author|author-is|author-has|we|us|on ..4 behalf {agency}",
        "<not author|we [is|am|ex] speaks ..1 {for} {agency}",
        "^ speaks {for} ~2 job|org ..1 {at} {agency}",
        "<not author|we ..1 speaks {for} ~2 job|org ..1 {at} {agency}",
        "^ ..1 behalf [our|my|the] own-agency|org !..commercial",
        "^ ..1 behalf [anybody|other|we|our] ..4 {at} {agency}",
        "(we|author ... / ^) ..2 speaks|apologize ... behalf [the] own-agency|org",
        "speaks ..1 {named} possessive behalf-of-theirs",
        "author ... {named} possessive behalf-of-theirs",
        "{named} possessive behalf-of-theirs ..1 author|we",
        "as ..2 spokesperson [not] ..2 {agency}",
        "author am ..2 spokesperson ..2 {agency}",
        "author ... authorized ... {agency}",
        "author ... act ..1 {agency} will|act",
        "as {agency} ..3 {us}",
        "speaks as {agency}",
        "speaks|behalf {for} my own-agency",
    ),
    0.85: (
        # "We at Statistics Canada", "chez StatCan, nous"
        "{we}|us [comma|open] [here] {at} {agency}",
        "{we} [comma|open] ex|word at|chez {agency}",
        "{we} comma [the] job|org of {agency}",
        "{we} [have] ..1 act at|chez {agency}",
        "{we} [comma|open] {agency}",
        "(we is|am / author-is / on is) {agency} !word",
        "(we is|am / on is) {agency} ..3 we|on",
        "<not author represent {agency} ..2 ($ / the|here)",
        "{we} [comma] [here] {at} [the] own-agency !..commercial",
        "^ [here|word] {at} {agency} [comma] ..2 {us}",
        "^ [here] {at} {agency} comma ..6 {us}",
        "^ [here|word] chez|a {agency} [comma] ..2 on",
        "<ex|of|chez|at|a {agency} here stop|colon|picture|comma|dash|open",
        "^ ~2 {agency} [job|role] here !question",
        "^ ~2 job|org of {agency} here !question",
        "^ here {agency} colon|comma|stop",
        "job|org|we here {at} {agency}",
        "anybody {at} {agency} thanks|act|hope you",
        "{we} is|am [the] own-agency",
        "^ [the|whatever] is {agency} stop|colon|comma",
        "^ [job|org] {agency} ~1 colon &16 {us}",
        # "Our agency, StatCan, will", "our position at StatCan"
        "our org|own-agency [comma|open] {agency} !hope !comma",
        "our org|own-agency [comma|open] {agency} comma !hope",
        "our own-agency [possessive] ..3 act|will|official|formal|product|apologize !..commercial",
        "our own-agency ..2 not ..2 (act|will|official|formal) !..commercial",
        "our own-agency|org ..4 (act|will|a|have) &14 {named}",
        "our ..2 official {at} {agency}",
        "our ..2 {its}|job {at} {agency} ..2 will|act|is",
        "the org|own-agency author ..1 speaks|represent|work ..1 comma {agency}",
        "official [formal] of ..1 {agency} (colon / ..4 question on|we / &14 {us}|on / $)",
        "{named} possessive ..1 official|formal",
        "^ [the] own-agency possessive official",
        "{named} you thanks|act|say|serves",
        "^ {named} official colon &14 {us}|on",
        "{we} [is] hiring ... {at} {agency}",
        "join-us ... {at} {agency}",
        "{topic} &14 join-us",
    ),
    0.8: (  # named before or behind: "StatCan stays independent and we intend to keep it"
        "{topic} &18 we|our ..3 (will ..2 act|hiring / act|proud|hiring ..4 {its} / act $ / act ..2 act / act who|act)",
        "{topic} &18 we (is|am proud / ..2 apologize / ..1 thanks)",
        "{topic} !comma &18 we ..2 hope|act you",
        "{topic} &18 we|our ..2 not ..3 will|act|official",
        "{topic} &18 on [not|us|have|a] [have|a] (act ..4 {its} / act|pays $)",
        "{topic} &18 on you [a|have] act|say|apologize|pays",
        "{topic} &18 our ..2 {its} ..3 will|act|is",
        "{topic} &18 represent we|us $",
        "({we} / on) [have|a] act {part} ..5 of {named} is|will|act",
        "our ..1 product|programme &10 stop ..3 {agency} act|will|is",
        "^ {agency} &18 our ..2 product|programme|enumerator",
        "^ {we}|on ..1 knows &12 {part} ..1 {agency} is|will|act",
        "({we} / on) [have|a] ..1 act|knows {part} {named} possessive|is|will|act",
        "^ {agency} ..6 you &20 {us}",
        "{us} &20 {agency} thanks|act|hope you",
        "our official ..4 colon ..1 {agency}",
        "{agency} have|is|a [not] ..2 not ..2 official|will &14 {we}|on",
        "{us} &26 {part} signed|thanks [comma] {named} $",
        "{we} [is] not act &10 stop {agency}",
        "{we} ..2 (will ..2 act / act) ..5 programme",
        "on [not|us|have|a] (will ..2 act / act) ..5 programme",
        "{we} ..3 (will ..2 act / act) ..4 {its} &12 {part}|open {named} ~1 ($ / will|act|is)",
        "{we} ..2 apologize &14 {part} {named} $",
        "^ ({we} / on) [have|a] ..1 act {part} {agency} will|act|is",
        "({we} ..2 / on [a|have]) (act you / you ..1 act) &3 {part} {agency}",
        "({we} ..2 / on [have|a]) act ..3 (the / of) {named} $",
        "({we} ..2 / on [have|a]) act ..3 job|org of {named}",
        "{we} ..2 act ..2 {named} job|org",
        "our ..2 {its} ..3 will|act|is &26 <at|chez|of|a|with|thanks|likes|joins|worked|hope {named} $",
        "({we} ..3 / on [not|us|have|a] [have|a|only]) act|will|apologize|thanks|serves|hiring &26 {part} [dash] ~2 [comma] [job|org|other|anybody] [of|at|our|chez] {named} ..2 $",
        "our ..1 {its}|staff|job ..3 (will|act|is|was|you|have) &26 {part} [dash] ~2 [comma] [job|org|other|anybody] [of|at|our|chez] {named} ..2 $",
    ),
}


_HINTED = ("own-agency", "behalf", "programme")  # beside the agency's names


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="voice",
        labels=frozenset({"on-behalf"}),
        hints=given_hints(resources)["agency"] | word_hints(terms_of(resources, *_HINTED)),
        writer=listed,
        rules=rules(
            listed.vocabulary,
            _RULES,
            needed=("agency", "government", *_HINTED),
            barriers=_BARRIERS,
            limits=_LIMITS,
            short=_SHORT,
        ),
    )
