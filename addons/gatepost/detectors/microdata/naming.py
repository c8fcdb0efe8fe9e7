"""Whether rows begin with names, as they are written: capitals are seen in the original only."""

import re

from gatepost.detectors.microdata.kinds import Kind
from gatepost.detectors.microdata.vocabulary import Vocabulary
from gatepost.folding import fold

_LONGEST = 90  # characters of a row in which its name ends
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,24}(?:['’-][^\W\d_]{1,24}){0,2}"
_PARTICLE = r"(?:de|du|la|le|van|von|der|el|al)"
# Before a name may stand signs, a label, a number of its row, a title, or how a list goes on ("then", « pis la »).
_NAME = re.compile(
    rf"[\W\d_]{{0,12}}(?:(?:\w{{1,12}}[ .:#]{{1,3}}\w{{1,7}}[ ;,:.|–-]{{1,4}})?|\w{{1,12}} ?: )"
    r"(?:(?:the|then|and|comes|old|la|le|et|pis|puis|vieux|vieille) |l['’]){0,3}(?:M\.|Mr|Mrs|Ms|Mme|Mlle|Dr)?[. ]{0,2}"
    rf"(?:({_CAPITALISED}[ ,]{{1,2}}(?:{_PARTICLE} ){{0,2}}(?:{_CAPITALISED}|[A-Z](?![a-z])))"
    r"|(?:(?<=M[rs] )|(?<=Mrs )|(?<=Mme )|(?<=Mlle )|(?<=Dr )|(?<=\. ))([^\W\d_a-z][^\W\d_]{1,24})"
    rf"|[A-Z]\. ?([^\W\d_a-z][^\W\d_]{{1,24}})|(?P<alone>{_CAPITALISED})(?:, | \(|,)(?=\d\d(?!\d)))"
)


def is_named(row: str, vocabulary: Vocabulary) -> bool:
    """Whether a row begins with two words that are written as names are, or one after a title, and are no place.

    A word alone before an age must be a first name that the lists know, for what is sold or counted is written so as well.
    """
    name = _NAME.match(row[:_LONGEST])
    if name is None:
        return False
    kind = vocabulary.values.get(fold(name.group(name.lastindex or 0))[0])
    return kind is Kind.NAME if name["alone"] else kind is not Kind.PLACE
