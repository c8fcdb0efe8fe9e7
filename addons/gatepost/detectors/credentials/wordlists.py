"""Secrets made of ordinary words: the words a wallet is restored from, passphrases, and passwords spelt out.

None of them shows in a single word. A list of twelve words without one that joins them is no sentence; « T majuscule, u,
l, i, p, e, étoile » names characters one by one. The rule to keep: all of them need their announcing word before them.
"""

import re

_WORD = r"[a-z]{3,8}"
_BETWEEN = r"[\s,;/|·-]{1,3}(?:\d{1,2}[.):]?\s?)?"
_LIST = re.compile(rf"[^a-z0-9]{{0,6}}(?:\d{{1,2}}[.):]?\s?)?({_WORD}(?:{_BETWEEN}{_WORD}){{7,24}})")
_LED = re.compile(r"[^\n:=]{0,60}?(?::|=|->|\bis\b|\best\b|c'est|\n)")
_JOINING = re.compile(
    r"(?<![a-z])(?:the|and|you|your|that|this|with|for|are|was|were|not|but|have|has|never|anyone|share|les|des|est|une|pour|dans|"
    r"que|qui|avec|pas|votre|vos|mais|sont|sur|jamais|personne|ils|elle|nous|vous)(?![a-z])"
)
_PHRASE = re.compile(
    r"\s{0,2}[:=\"][\s:=\"'-]{0,5}((?:[a-z][a-z'-]{1,14}[ -]){2,8}[a-z]{2,14})(?:\s?\"|'|\s{0,2}(?:$|\n|[.,;)(]))"
)
_QUOTED = re.compile(
    r"(?:[^\n\"]{0,80}?(?:[:=>(]|(?<![a-z])(?:is|was|est|c'est|etait|it's|cest)))?\s{0,3}\" ?((?:[a-z][a-z'-]{1,14}[ -]){2,8}[a-z0-9]{2,14})[.!]? ?\""
)
# Far behind the sign, to the end: words that make no sentence.
_LISTED = re.compile(r"[^\n:=\"]{4,110}[:=]\s{1,3}((?:[a-z]{3,14}[ ,-]{1,2}){3,8}[a-z]{3,14})[.!]?\s{0,3}$")
_MAXIM = re.compile(
    r"(?<![a-z])(?:is|are|than|that|you|must|should|vaut|que|est|doit|better|never|always|jamais|toujours|mieux|i|i'll|je|j'ai|will|hasard|random|words?|mots?|letters?|lettres?|characters?|caracteres?|like|comme|same|meme)(?![a-z])"
)
_NAMED = (
    r"(?:(?:a |an |un |une |the |le |la )?(?:(?:capital|uppercase|upper case|upper-case|lowercase|lower case|lower-case|big|small|cap|grand|petit|majuscule|minuscule) (?:[a-z]{3,8}|[a-z])|"
    r"[a-z] (?:majuscules?|minuscules?|capital|uppercase|for \w{2,12}|as in \w{2,12}|comme (?:dans )?\w{2,12})|"
    r"(?:two|three|deux|trois|double|triple|another|un autre) [a-z]s?(?: majuscules?| minuscules?)?|"
    r"(?:alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?e?|kilo|lima|mike|november|novembre|oscar|papa|quebec|romeo|sierra|tango|"
    r"uniforme?|victor|whiskey|whisky|x-?ray|yankee|zulu|zoulou)|"
    r"(?:the |le |les |la )?(?:digits?|numbers?|letters?|chiffres?|lettres?|signes?) \w{1,6}|(?:the word |le mot )\w{2,14}|\"\w{2,14}\"(?: spelled out| en lettres)?|"
    r"exclamation(?: mark| point)?|point d'exclamation|bang|question mark|point d'interrogation|dollar(?: sign)?|hash(?:tag)?|pound(?: sign)?|"
    r"carre|diese|star|asterisk|etoile|asterisque|underscore|souligne|barre de soulignement|dash|hyphen|tiret|trait d'union|dot|period|"
    r"point|at sign|at|arobase|arobas|ampersand|esperluette|plus|percent|pourcent|slash|espace|space|"
    r"zero|one|two|three|four|five|six|seven|eight|nine|un|deux|trois|quatre|cinq|sept|huit|neuf|[a-z]|\d{1,4}))"
)
_SPELT = re.compile(
    rf"[^\n.]{{0,70}}?(?<![a-z0-9'])({_NAMED}(?:(?:[\s,;]|, then|, puis|, and|, et){{1,3}}(?:then |puis |and |et |ensuite )?{_NAMED}(?![a-z0-9])){{4,30}})"
)
# As nobody names a character in a sentence that spells nothing.
CHARACTER_HINT = (
    r"capital|uppercase|upper.case|majuscules?|minuscules?|lower.?case|small [a-z]|exclamation|dollar|hashtag|asterisk|asterisque|"
    r"underscore|souligne|tiret|hyphen|arobase|ampersand|as in"
)
_SAID = re.compile(rf"(?<![a-z])(?:{CHARACTER_HINT}|hash|star|etoile|dash|for \w{{3,12}}|comme)(?![a-z])")

type Place = tuple[int, int]


def restoring_words(folded: str, place: int) -> Place | None:
    """Eight words or more in a row that make no sentence, behind the word that announces them."""
    led = _LED.match(folded, place)
    for begin in (place, led.end()) if led else (place,):
        match = _LIST.match(folded, begin)
        if match and not _JOINING.search(match.group(1)):
            return match.span(1)
    return None


def passphrase(folded: str, place: int) -> Place | None:
    """Three words or more given as a phrase that opens something: behind a sign up to the end, or in quotation marks."""
    match = _PHRASE.match(folded, place)
    match = match or _QUOTED.match(folded, place)
    if match is None:
        match = _LISTED.match(folded, place)
        if match and _JOINING.search(match.group(1)):
            return None
    return match.span(1) if match and not _MAXIM.search(match.group(1)) else None


def spelt(folded: str, place: int) -> Place | None:
    """Characters named one by one, some of them as nobody names a letter in a sentence."""
    match = _SPELT.match(folded, place, place + 400)
    return match.span(1) if match and _SAID.search(match.group(1)) else None
