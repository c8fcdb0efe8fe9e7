"""Speaking for the agency or the government: `on-behalf`.

What makes it true is a "we", "our" or "on behalf of" that stands for the agency: named beside it, before it in the
text, or under it as a signature; and what is said is what an agency says (plans, positions, promises, apologies,
requests to respondents). What takes it away: reporting, quotation, denial, thanks and greetings to the agency,
other organizations.
"""

from gatepost.detectors.agency import given_hints
from gatepost.detectors.grammar import rules
from gatepost.detectors.hints import word_hints
from gatepost.detectors.shorthand import terms_of
from gatepost.detectors.speech import SpeechAct, writer
from gatepost.enrolment import Resources

_SHORT = {
    "named": "agency|government",
    "agency": "[the] agency|government !thing|possessive|role|status|enumerator",
    "at": "at|chez|a|of|with",
    "we": "<if|say|thanks we",
    "for": "at|chez|a|of",
    "us": "we|our|us",
    "does": "act|will|ex",
    "its": "product|programme|role|thing|place|enumerator|you|official",
}
_BARRIERS = ("not", "other", "say", "if", "thanks", "commercial")
_LIMITS = ("say", "if")
_RULES = {
    0.9: (
        "^ ..2 behalf {agency}",
        "^ ..1 speaks {for} {agency}",
        "author|author-is|author-has|we|us|on ..4 behalf {agency}",
        "<not author|we [is|am|ex] speaks ..1 {for} {agency}",
        "^ behalf [our|my] org !..commercial",
        "^ behalf [other|we|our] ..4 {at} {agency}",
        "we|author ... behalf [the] org",
        "speaks ..1 {named} possessive behalf-of-theirs",
        "author ... {named} possessive behalf-of-theirs",
        "as ..2 spokesperson [not] ..2 {agency}",
        "author am ..2 spokesperson ..2 {agency}",
        "author ... authorized ... {agency}",
        "as {agency} ..3 {us}",
    ),
    0.85: (
        # "We at Statistics Canada", « chez StatCan, nous »
        "{we} [comma|open] [here|ex|word] {at} {agency}",
        "{we} [comma|open] {agency}",
        "(we is|am / author-is / on is) {agency} !word",
        "(we is|am / on is) {agency} ..3 we|on",
        "<not author represent {agency} ..2 ($ / the|here)",
        "{we} [here] {at} [the] org !..commercial",
        "^ [here|word] {at} {agency} [comma] ..2 {us}",
        "^ [here|word] chez|a {agency} [comma] ..2 on",
        "^ ~2 {agency} [ex|word|job|role] here !question",
        "^ ~2 job|org of {agency} here !question",
        # "Our agency, StatCan, will", "our position at StatCan"
        "our org [comma|open] {agency}",
        "our org [possessive] ..3 act|will|official|product !..commercial",
        "our org ..2 not ..2 (act|will|official) !..commercial",
        "our org a|have ... &12 {named}",
        "our ..2 official {at} {agency}",
        "the org author ..1 speaks|represent|work ..1 comma {agency}",
        "official of ..1 {agency}",
        "{named} possessive ..1 official",
        "^ [the] org possessive official",
        "{named} you thanks|act|say",
        "{we} [is] hiring ... {at} {agency}",
        "join-us ... {at} {agency}",
    ),
    0.8: (  # named before or behind: "StatCan stays independent and we intend to keep it"
        "<thanks|say {agency} &18 we|our ..3 (will ..2 act|hiring / act|proud|hiring ..4 {its} / act $ / act ..2 act / act who|act)",
        "<thanks|say {agency} &18 we thanks you",
        "<thanks|say {agency} &18 we|our ..2 not ..3 will|act|official",
        "{we} [is] not act &10 stop {agency}",
        "<thanks|say {agency} &18 on ..3 (act ..4 {its} / act $ / you ..2 act|say)",
        "<thanks|say {agency} &18 our ..2 {its} ..3 will|act",
        "{we} ..2 (will ..2 act / act) ..5 programme",
        "on ..2 act ..5 programme",
        "{we} ..3 (will ..2 act / act) ..4 {its} &12 stop|line|dash|open|comma|colon {named}",
        "our ..2 {its} ..3 will|act &26 <at|chez|of|a|with|thanks {named} $",
        "we|our|on &26 dash|line|stop|open ~2 [job|org] [of|at] {named} ..1 $",
    ),
}


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="voice",
        labels=frozenset({"on-behalf"}),
        hints=given_hints(resources)["agency"]
        | word_hints(("agency", "agence", "organisme", "organization", "organisation"))
        | word_hints(terms_of(resources, "programme")),
        writer=listed,
        rules=rules(
            listed.vocabulary,
            _RULES,
            needed=("agency", "government", "org", "programme"),
            barriers=_BARRIERS,
            limits=_LIMITS,
            short=_SHORT,
        ),
    )
