"""The author's own federal employment, present or past, told in a post or a profile: `self-identification`.

What makes it true is the author ("I", "my", or nobody named where notes and profiles leave the author out), what one
does or has at work, and the employer. What takes it away: somebody else, a wish, a denial, a question, an employer's
name that goes on to be a thing ("StatCan data"), other governments, quotation.
"""

from dataclasses import replace

from gatepost.detectors.wording.agency import given_hints
from gatepost.detectors.wording.grammar import Rules, rules
from gatepost.detectors.wording.hints import word_hints
from gatepost.detectors.wording.shorthand import NAMES, Vocabulary
from gatepost.detectors.wording.speech import SpeechAct, terms_of, writer
from gatepost.enrolment import Resources

_SHORT = {
    "named": "agency|government|federal|body|employer-fed|fed",
    "canadian": "agency|government|federal|body",
    "no-thing": "!possessive|thing|act|product|programme|view",
    "employer": "([the] {canadian} {no-thing} / [the] employer-fed|fed {no-thing} !..province)",
    "at": "at|chez|a|of ~2 {employer}",
    "at-with": "at|chez|a|of|with ~2 {employer}",
    "in-with": "[at|chez|a|of|with] {named}",
    "i": "<if|hope|say|other|anybody|you|not author|author-is|author-has",
    "i-am": "<if|hope|say|other|anybody|you (author am / author-is)",
    "i-was": "<if|hope|say|other|anybody|you (author [have] ~1 was / author am / author-is / author-has was)",
    "one": "role|profession|enumerator|servant|status",
    "time": "number|count ~1 span",
    "work": "work|worked",
    "job": "job|boss|pays",
    "title": "[thing] {one} [of] [the] ~1 [thing] ~1",
    "end": "(by-day / as / since / comma / [of|at|chez|a ~2 word|proper|site] [word|proper] $)",
    "part": "line|picture|dash|comma",
}
_BARRIERS = ("not", "hope", "other", "anybody", "you", "place", "say", "if", "hiring", "interviews")
_RULES = {
    0.9: (
        # What one does: "I work as an analyst for", "been on secondment from", "we left"
        "{i} ... worked ... {at}",
        "{i} ..2 work ... {at}",
        "author-works ..2 {at}",
        "<if|hope|say|other|anybody|you author have|am ... worked ... {at}",
        "<if|hope|say|other|anybody|you author have|am ... joins ~2 [at|chez|a|of] ~1 {employer}",
        "{i} ... joins|join [at|chez|a|of] ~1 {employer}",
        "{i} ... joins|join ..4 job|{one} ..3 {at-with}",
        "{i-am} ..2 at|chez|with|a {employer}",
        "{i-am} ..2 status at|chez|with|a {employer}",
        "{i-am} count of ..2 {named}",
        "{i-was} ..1 at|chez|with|a {employer} ..6 span|day|since",
        "when author was at|chez|with|a {employer}",
        "{i-am} ... joins|worked [at|chez|a|of] ~1 {employer}",
        "{i} ... {time} ~2 {at-with}",
        "author ..3 you ..5 at|chez {employer}",
        "as anybody|other [who] ... {work} ~2 {at}",
        "^ [ex|only] [have|since] was ..2 at|chez|with|a {employer} ... number|count|since",
        "^ [ex|only] [have] was a [ex] fed|servant",
        "^ [ex|only] worked ..3 {at} !colon|question",
        "{i-am} ..2 pays of {employer}",
        "^ pays of {employer}",
        "^ [ex|only] (joins / have joins) [of|at|chez|a] {employer}",
        "^ [ex|only] joins ..5 job ~2 {at-with}",
        "^ [ex|only] joins ..2 my|number|a ..5 {at-with}",
        "^ [ex|only|word] job joins {at-with}",
        "{i} [have] was|worked at|chez|with {employer} ..5 job|span|since|number|day",
        "{i} ... joins|worked as ..8 {at}",
        "^ joins as ... {at}",
        "^ joins ..1 {one} ..6 {at}",
        "^ {time} ..8 as ..2 {at}",
        "took-me ..3 at|chez|a|of {employer}",
        "{named} ..2 took-me",
        "{i} have was interviews|deed ..4 at|chez|a [the] programme",
        "my|our ..2 job at|chez|a|of [the] programme",
        "author worked|work ..8 at|chez [the] programme",
        "proud ..2 as ..3 count of ..8 programme",
        "number|count ~1 span who|since author ..3 [place] ..2 {employer}",
        "^ ~2 {one} ~2 {part}|stop {named} ({part}|stop / $)",
        "^ [ex] ~1 servant|role|profession ~1 open {named}",
        "{i} ..3 deed ..5 (programme / {employer})",
        "^ [ex] deed ... programme",
        "author worked ..1 you ..2 {at}",
        "^ ..6 {time} ..4 at|chez|a|with {employer} !..other|proper|you|anybody",
        "{i-am} ..2 job ..3 {at} {employer}",
        "{i} ..4 job of {employer}",
        "{i-am} [at|chez|a] [the] ~1 job ..3 {at}",
        "have joins my job {at}",
        "joins my job [at|chez|of] {employer}",
        "joins us ..3 at|chez|a {employer}",
        "us [have] joins|worked ..2 at|chez|a {employer}",
        # What one is: "I'm an economist at", "as an employee of", "StatCan analyst here"
        "{i-was} ... {one} ..3 {at-with}",
        "{i-was} ... {employer} ..1 {one}",
        "{i-was} ..3 enumerator|code",
        "{i-was} ..3 servant !..province",
        "{i-was} ..3 a ~2 fed $",
        "(us / author) comma [a] [ex] servant",
        "as ..3 {one} ..3 {at-with}",
        "as ..3 {employer} ..1 {one}",
        "as ..3 servant|fed !..province",
        "joins [as] ..1 code",
        "{i} ... as ..2 enumerator",
        "{i-was} ..2 {one} ..6 comma {named}",
        "on is ..4 {one}|staff ..5 {employer}",
        "(my|author|author-is|am|is|as|open|comma / ^) ..2 code ~2 {at-with}",
        "(my|author|author-is|am|is|as|open|comma / ^) ..1 code comma ..6 {named}",
        "^ code {part} ..6 {named}",
        "^ ~1 enumerator ..1 number",
        "as anybody|other|{one}|staff ..5 on {named} [possessive] job",
        "as count of ..3 {one}|staff ..3 {named}",
        "(as|author|author-is ... / ^ ..1 / {i-am} ...) on {named} [possessive] job",
        "{one} ..3 {at-with} &14 is us|author",
        "proud (word / of / word is) [is] ..2 servant|enumerator|fed",
        "[ex] {named} ..1 {one} here !question",
        "^ ..3 {one} ~2 {in-with} here !question",
        "ex {named} here",
        "here ..2 {one} {at-with}",
        "<other|anybody|you|at|province servant|fed here !question",
        "here [the] servant|fed",
        "(we|our|else|job / we comma the) [ex|the] servant|fed|staff",
        "(^ / line) [a] ex|proud|joins [ex] servant|fed|staff $",
        "proud ..4 worked|joins ..5 {at-with}",
        "proud [ex] {named} ~1 {one} $",
        "proud [ex] {one} {named} $",
        # What one has: "my job at", "StatCan hired me", "day one at"
        "my|our|own ..2 ([number|count] span / ordinal|day) ..2 {at-with}",
        "my|our|own ~2 job|boss [by-day] is ~2 {at-with}",
        "my|our|own ..1 ~2 {job}|status ~2 {at-with} !job|pays|role|profession",
        "my|our|own work {at-with}",
        "my|our ..1 status ..2 of {employer}",
        "my|our ~1 job ..5 at|chez {employer}",
        "my|our ..2 span [code] ..2 at|chez|a {employer}",
        "my|our was [code|word] at|chez|a {employer}",
        "my|our ~1 job|boss|employer-word [comma|colon|question] is [the] {employer} !thing",
        "{named} (who|is us pays / pays us / who us pays)",
        "us pays is {named}",
        "my|our ..1 joins [at|chez|of] ..1 {employer}",
        "my|our [ex] word|job|thing|place at|chez|a agency !possessive|thing",
        "my|our|own ..2 job ..2 at|chez|a|of ..1 site",
        "my|our|own ..2 {named} job|pays|role|profession",
        "at|chez|of [the] {named} job $",
        "my|our|own ..2 employer-word [is|comma|colon|question] ..1 {named}",
        "of you ..2 ({named} ..1 {one} / {one} of {named})",
        "^ other comma [other comma] ~1 servant|fed $",
        "signed comma|colon ~3 servant|fed",
        "signed comma|colon ~3 {named} ~1 {one}",
        "us [have] [say] [who] {work} {at}",
        "^ {named} comma ..2 stop ~1 {one} $",
        "we is [a] {named}",
        "programme (joins us / us ..1 joins)",
        "pays of ..5 comma {named} $",
        "am author ..3 servant|enumerator",
        "am author ..3 {named} ~1 {one}",
        "thanks job of {employer}",
        "^ ..1 employer-word|job colon ~1 {named}",
        "(my|our|we at / we) work|job open {named}",
        "we|us [here] at|chez|a|of {employer}",
        "{named} (... pays ..2 us|my / us pays / ~1 worked us ..2 job / us [a|have] worked|pays ..2 job)",
        "us ... pays ... {named}",
        "^ ~2 ordinal [ordinal] job|pays|day ..2 {at-with}",
        "^ ..1 day number|count ... {at-with}",
        "^ ~3 {time} [of job] ~3 {at-with} !..other",
        "{time} [a|of] worked ..8 {at}",
        "^ {time} a|of ... at|chez|a {employer}",
        "^ {time} stop|comma ~1 {named} $",
        "else [job] at|chez|a|of {employer}",
        "^ job ~2 at|chez|a|with {employer}",
    ),
    0.8: (  # an entry of a profile, or of a note about oneself
        "^ [only] [a] [ex] {title} {in-with} {end}",
        "^ [ex] {title} ..2 at|chez|a {named} {end}",
        "^ {title} [ex] comma {named} $",
        "^ {named} {part}|stop hours|ex {part}|stop",
        "^ {named} {part}|stop hours|ex $",
        "^ {named} {part} ~2 {one} {part} ..3 number",
        "^ number (dash|number|word|as|colon|since ..2) ..6 {named}",
        "^ since number colon ..6 {named}",
        "comma [ex] servant ..1 {named} {end}",
        "^ ex a ~2 {one} {in-with} {end}",
        "^ at|chez|a {named} since",
        "^ work {at} [comma] is",
        "{named} role|status of {time}",
        "^ ex a {named} [thing] ~1 {one} {end}",
        "^ [ex|only] servant word ex|proud $",
        "^ [ex|only|word|thing|place|joins|proud] ~1 {one} ~1 ({in-with} / comma {named}) {end}",
        "<proper|other|you|say comma ~2 {one} ~1 {in-with} {end} !..say",
        "^ ~1 {one} comma ..4 comma|open {named} $",
        "^ ~1 {one} ..3 comma ~2 at|chez|a|with {named} $",
        "^ ~1 enumerator {in-with}",
        "^ status {in-with}",
        "^ [ex|proud] {named} [thing] ~1 {one} {end}",
        "<proper|other|anybody|you|say comma [ex] {named} ~2 {one} {end} !..say",
        "^ ex ~1 {in-with} {end}",
        "^ [ex|joins|proud] servant|fed ~1 !..province {end} !question",
        "<proper|other|anybody|you|say comma [ex] servant|fed $",
    ),
    0.7: (  # any deed of the author's, in a place where one works: "I crunch the numbers over at"
        "<who|work {i} [on] [ex|only] word|act|view|speaks|official|profession !serves ..5 (at|chez {employer} / a {employer} ($ / word who))",
    ),
}

# Rules that leave it to the rest of the clause: whoever writes of themselves up to a place of work works there, unless some
# word says what else one has to do with it.
_STRICT = (
    *_BARRIERS,
    "serves",
    "likes",
    "commercial",
    "knows",
    "thing",
    "question",
    "colon",
    "join",
    "who",
    "personal",
    "boss",
    "speaks",
)
_LOOSE = {
    0.7: (
        "(my|own / {i}) ..12 at|chez {employer} !..hope|other|serves",
        "our ..8 job ..6 at|chez {employer} !..hope|other|serves",
        "{i} ..8 job ..3 (at|chez|of|a {employer} / at|chez|of|a [the] programme)",
    ),
}

_HINTED = ("employer-fed", "servant", "enumerator", "fed", "code", "site", "programme")


def build(resources: Resources) -> SpeechAct:
    listed = writer(resources)
    return SpeechAct(
        name="employment",
        labels=frozenset({"self-identification"}),
        hints=given_hints(resources)["employer"] | word_hints(terms_of(resources, *_HINTED)),
        writer=listed,
        rules=_rules(listed.vocabulary),
    )


def _rules(vocabulary: Vocabulary) -> Rules:
    needed = (*NAMES, *_HINTED)
    told = rules(vocabulary, _RULES, needed=needed, barriers=_BARRIERS, short=_SHORT)
    left_open = rules(vocabulary, _LOOSE, needed=needed, barriers=_STRICT, short=_SHORT)
    return replace(told, each=[*told.each, *left_open.each])
