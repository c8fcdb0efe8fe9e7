"""Whether rows begin with names, as they are written: capitals are seen in the original only."""

import re

from gatepost.detectors.microdata.kinds import Kind, Span
from gatepost.detectors.microdata.vocabulary import Vocabulary
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import fold

_LONGEST = 90  # characters of a row in which its name ends
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,24}(?:['’-][^\W\d_]{1,24}){0,2}"
_NAME = re.compile(
    rf"[\W\d_]{{0,12}}(?:\w{{1,12}}[ .:#]{{1,3}}\w{{1,7}}[ ;,:.|–-]{{1,4}})?(?:M\.|Mr|Mrs|Ms|Mme|Mlle|Dr)?[. ]{{0,2}}"
    rf"({_CAPITALISED}[ ,]{{1,2}}(?:(?:de|du|la|le|van|von|der|el|al) )?(?:{_CAPITALISED}|[A-Z](?![a-z])))"
    rf"|[\W\d_]{{0,12}}({_CAPITALISED})(?:, | \(|,)(?=\d\d(?!\d))"
    r"|[\W\d_]{0,12}(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|[A-Z]\.) ?([^\W\d_a-z][^\W\d_]{1,24})"
)


def is_named(reading: Reading, vocabulary: Vocabulary, place: Span) -> bool:
    """Whether a row begins, after a number or a word, with two words that are written as names are, and are no place."""
    if reading.view is not View.PLAIN:
        return False
    start, end = reading.span(*place)
    name = _NAME.match(reading.original[start : min(end, start + _LONGEST)])
    if name is None:
        return False
    return vocabulary.values.get(fold(name.group(name.lastindex or 0))[0]) is not Kind.PLACE
