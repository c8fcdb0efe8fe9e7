"""The forms in which a word wounds, as rules over the kinds of words of a text (`kinds.py`, `wording/grammar.py`).

Both languages share them. Somebody is it ("he is a ..."), is called it ("hey, ...", "you ..."), stands beside it ("that
... of a director"), or several are it at once ("bunch of ..."). `who:` is whom it is said of. The rule to keep: a form that
asks for less comes behind one that asks for more, because the first at a place is believed.
"""

from gatepost.detectors.language.kinds import AGENCY

SHORT = {
    "it": "|".join(AGENCY),
    "strong": "strong|utter",
    "pause": "comma|colon|open|close|dash",
    "edge": "comma|colon|open|close|dash|stop|line|question",
    "begin": "(^ / <<comma|close|handle|proper|hey|you|you-all)",
    "one": "person|proper|body|handle",
    "all": "group|protected",
    "thrown": "accused|figure|animal|called-animal",
    "noun-word": "insult|dimwit|accused|figure|animal|called-animal",
    "bad": "{strong}|vice|stupid",
    "lean": "article|{strong}|vice|stupid|fault|this",  # what may lean on a wounding noun
    # What may follow a noun that is one only where it stands alone: not "clown fish", but "a clown from"
    "ends": (
        ">([article] ($ / handle|laugh|who|and|also|of|{it}|proper|body|you|you-all|in|called|vice|denied|figure|fault|accused|stupid|dimwit|self))"
    ),
    "ends-quality": ">($ / and|also|like|of|who|denied|proper|you|handle|laugh|article|he)",
    "alone": ">($ / handle|laugh|proper)",
    "is": "(being [being|full] / full / s >article|{strong}|vice|stupid|many)",
    "a-joke-and": "[[article] {strong}|vice|stupid|fault*2 word|thing|fault|accused|figure|animal|refuse also [article]]",
    "among-others": "word|person|thing*2 [comma|also (article|of word*1 / word)] word*1 {strong}|vice|stupid|accused*3",  # "you useless mouldy vultures"
    "quite": "[of|{pause}|also] {a-joke-and} {lean}*6 [many|full] [of] {lean}*6 {among-others}",
    "noun": (
        "(<{pause}.being insult|dimwit / {thrown} {ends} / <<{bad} accused|figure|called-animal !of|thing|word"
        " / <<{bad} accused|figure !of|thing >word)"
    ),
    "you-are": "who:you|you-all|you-are (article|group|person*2 being [being|full] / <<you-are)",
    # Between somebody and "is": where they work, what their name is, what they do
    "he-is": "who:he|he-is (article*2 being [being|full] / article*2 s >article|{strong}|vice|stupid|many / <<he-is)",
    "aside": (
        "[article] [comma] proper*2 [of|in|article {aside-word}+5] [of|in|article {aside-word}+5]"
        " [[{pause}] this|who ..8 [{pause}]] [{pause}] article|laugh*3"
    ),
    "aside-word": "article|self|this|{strong}|proper|word|number|{it}|group|protected|person|thing|beast|animal",
    "as-what": "word|thing|beast|animal|figure",
    "free": "<of|in <of|in.article|self|this",  # "the answer of the minister": not the minister is meant
}
FORMS = {  # by confidence
    0.9: (
        # You are it, you!
        "{you-are} {quite} (insult|dimwit / accused|figure|refuse|called-animal {ends} / <<{bad}|article|many|full|word animal {ends})",
        "who:you|you-all [{pause}] {lean}*6 (insult|dimwit / accused {ends})",
        "who:you|you-all [{pause}] {it} {lean}*6 {noun-word}",
        "who:you|you-all [{pause}|protected] {strong}|vice|stupid|fault+4 {among-others} ({noun} / refuse|fault {ends})",
        "who:you|you-all [{pause}] called-animal {ends}",
        "who:you|you-all [{pause}] {strong}*2 utter word+2 {alone}",  # whatever it is that you are utterly
        # The agency is it.
        "who:{it} [group|person|{noun-word}] {aside} {is} {quite} [of] {lean}*6 {among-others} {noun}",
        # Called so.
        "<article calling {lean}*4 {noun-word}|refuse|fault",
        "<article calling {lean}*4 vice {alone}",
        "{you-are} article+2 {strong}+2 vice vice {alone}",
    ),
    0.85: (
        "who:you|you-all|your [person] being|s+2 article*3 dead {alone}",
        "who:you-are article*3 dead {alone}",
        "who:you|you-all animal|figure|fault|called-animal {alone}",
        "{you-are} {strong}|article|and|also*4 stupid|dimwit ({ends-quality} / >thing|self)",
        # Somebody is it.
        "{he-is} {quite} (insult|dimwit / accused|many {ends})",
        "who:they article*2 {is} {quite} (insult|dimwit / accused|many {ends})",
        "{he-is} {quite} figure|animal|called-animal {ends}",
        "{free} who:{one}|{all}|you-all {aside} {is} {quite} [of] {lean}*6 {among-others} {noun}",
        # It stands beside somebody.
        "who:{it} {edge} accused|figure >($ / also|who)",
        "accused|figure|animal ..8 being [article] who:{it} {ends}",
        "who:{one}|{it}|{all} [comma] (many {strong}|vice|stupid|article*4 {noun} / insult {ends})",
        "(insult|dimwit|{thrown} of who:person / insult|dimwit of proper|body)",
        "insult|dimwit of [article] who:person|{all}",
        "insult|dimwit|accused (of|in [article] / article / who [of|in|word] [article] / word [article] / of|in word of [article]) who:{it}",
        "figure|animal|called-animal (of|in / who [of|in|word]) [article] who:{it} {ends}",
        # Several are it at once.
        "many {strong}|vice|stupid|article|of*5 {among-others} (insult|dimwit|accused / stupid|fault|vice|called-animal {ends} / <<{bad}|also|and figure|animal|refuse {ends})",
        "hey {strong}|vice|stupid|article*5 (insult|dimwit !word|thing / accused >($ / [who] article|this*2 {one}|you|{it}))",
        "hey {strong}|vice|stupid|article*5 figure|animal|called-animal >([comma] article|this*2 {one}|you|{it})",
        "hey article*2 ({strong}|vice|stupid+2 figure|animal / called-animal) >who",
        "who:hey self {strong}*3 insult",
        "{begin} calling {strong}*2 word [stupid|vice|dimwit] {alone}",
    ),
    0.8: (
        "who:you|you-all [article] stupid {alone}",
        "who:they article*2 {is} [of|{pause}|and|also] {lean}*5 (many / <<{bad}) {strong}|vice|stupid|fault|article*3 (figure|animal|refuse|called-animal {ends})",
        "{free} who:{one}|{all} {aside} being [of|comma] {strong}|vice|stupid|article*4 refuse {ends}",
        "who:you|you-are [being] number {bad}*2 insult|dimwit|accused|stupid {alone}",  # "t'es 1 con"
        "{you-are} article+2 {strong}*2 fault {alone}",
        "who:{all} question {bad}*3 [word also] {bad}*2 {noun-word} {ends}",
        "{you-are} article+2 {strong}|vice*2 stupid [{pause} stupid|vice] person|word {ends}",
        "{he-is} article+2 {strong}|vice*2 stupid [{pause} stupid|vice] person {ends}",
        # It is like something.
        "{you-are} {strong}|article*2 stupid|dimwit|vice|fault like article|your|he*3 {as-what}",
        "{he-is} {strong}|article*2 stupid|dimwit|vice|fault like article|he*3 {as-what}",
        "{free} who:{one}|{all} {aside} being {strong}|article*2 stupid|dimwit|vice|fault like article|he*3 {as-what}",
        # It stands beside somebody.
        "who:{one}|{all}|he {pause} this article|{bad}*4 {noun-word}|refuse {ends}",
        "{free} who:{one}|{all}|{it} {aside} stop|line|question article {bad}*3 animal {ends}",
        "<word|thing insult|dimwit|accused|figure colon article*2 who:person|proper",
        "who:he|person question article {bad}*3 {noun-word} {ends}",
        "who:capital {is} article+2 {strong}|vice|stupid|article*4 (insult|dimwit / {thrown} {ends})",
        "who:{all}|they ..12 {edge} they {is} {lean}*6 [many] {lean}*6 figure|animal|refuse|called-animal {ends}",
        "{he-is} article|and|also*3 stupid|dimwit {ends-quality}",
        "{free} who:{one}|{all} {aside} being|s {strong}|article|and|also*4 stupid|dimwit {ends-quality}",
        "who:protected {aside} being {strong}|article|and|also*4 vice|stupid|fault {ends-quality}",
        "who:protected {strong}|vice|stupid|fault*3 many {strong}|vice|stupid|article|of*3 fault|vice {ends}",
        "who:{all}|{it} [{pause}|question] article {strong}|vice|stupid*3 (accused|figure|called-animal / <<{bad} animal) !of",
        "who:{all} [word] {edge} [article] {strong}|vice|stupid*3 {noun-word} {ends}",
        "who:protected ..8 {pause} {strong}|vice|stupid|article+4 {thrown} {ends}",
        "who:{all}|{it} [{pause}|question] [article] {strong}|vice|stupid*3 many {strong}|vice|stupid|article*4 {thrown}|refuse",
        "{free} who:{one}|{all}|{it}|you-all {aside} {edge} [{pause}] [article] {strong}|vice|stupid*3 [many] {strong}|vice|stupid|article*4 {among-others} (<<{bad}|many|full {noun} / <<article dimwit|accused|figure {ends} / insult)",
        "this|they {strong}|vice|stupid*3 {noun-word} who:person|proper|group",
        "(^ / <<comma|close|hey) article*3 {bad}|many|article*6 {noun-word}|refuse|stupid {pause} article|this+2 who:person|{all} [article] {ends}",
        "being article|many+3 {lean}*6 {noun-word}|refuse [{strong}|vice] [{pause}] this|they|article+2 who:person|{all} [article] {ends}",
        "{begin} {strong}*2 many figure|animal|called-animal {ends}",
        "who:they {strong}|vice|stupid|fault|article*4 (insult / <<{bad}|they|article dimwit|accused+4 {ends} / vice|stupid {bad}*2 figure|animal {ends} / figure >($ / who|laugh) / called-animal {ends})",
        "this {strong}|vice|stupid+3 accused|dimwit",
        "{free} who:{it}|{all}|you-all [{pause}] [article] many group|person {strong}*2 vice|stupid|dimwit|accused",
        "insult|dimwit|accused|figure stop this|article*2 s|being who:{it}",
        "who:{it} colon|dash word|fault|vice|stupid*2 comma|also {strong}*2 {noun-word} {ends}",  # "StatCan: amateurs, liars"
        # Accused of two things at once, or of one and stupid too.
        "{begin} article*3 {strong}*2 accused also article*2 {strong}*2 accused|dimwit {ends}",
        "(^ / <<capital) accused|figure|animal|called-animal {pause} stupid",
        "^ [article] being article+3 {strong}|vice*2 dimwit|accused {ends}",
        "who:{all} {aside} {edge} [article] {strong}*2 accused|figure|animal|called-animal {ends}",
        "who:{all} {aside} being article|{strong}*3 accused|figure word",
        "who:you|handle ..8 {pause} {strong} vice|stupid {alone}",
    ),
    0.75: (
        # It wounds by itself.
        "(<word|thing|being|s / <<article|{bad}|this|they|many|calling) {lean}*5 insult",
        "<word|thing|being|s|capital|proper {strong}|vice|stupid dimwit|accused >($ / handle|laugh|who|you|you-all|proper)",
        "{begin} [being article*2] vice {strong}|vice*2 figure|animal >($ / handle|laugh|proper|stupid|dimwit)",
        "{begin} {strong}*2 stupid|vice stupid|vice+2 animal|figure >($ / handle|laugh|proper)",
        "{begin} [being article*2] {strong}*2 called-animal >($ / handle|laugh|proper|stupid|dimwit)",
    ),
}
