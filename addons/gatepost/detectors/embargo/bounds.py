"""What stands behind "until": a moment, an event that everybody waits for, or the next that a sentence names.

"Not for release until" becomes a notice by what follows: 8:30 a.m., "further notice", "the ribbon cutting", « la fin du
discours ». The rule to keep: what follows "until" and says what somebody does ("before you ask", « avant d'avoir
vérifié ») bounds nothing, so that advice and habits are no notices.
"""

import re
from typing import NamedTuple

from gatepost.detectors.embargo.moments import Moment, moment_at, moment_in

_SOON = 24  # characters behind an event within which its time is stated
_OPENS = r"\W{0,3}(?:(?:after|apres|upon|just|the end of|la fin (?:de|du|des)) ){0,2}"
_THE = r"(?:(?:the|its|their|our|his|her|official|this|that|these|l'|(?:la|le|les|ce|cette|cet|son|sa|leur|notre|du|des)\b) ?){0,3}"
_KNOWN = re.compile(
    _OPENS
    + _THE
    + r"(?:then|time|heure|moment|date|release|publication|launch|announcement|further notice|nouvel ordre|"
    r"parution|diffusion|lancement|annonce|devoilement|markets? (?:open|close)\w*|market opening|(?:ouverture|fermeture) des marches|"
    r"(?:news|press) conference|conference de presse|budget|tabling|depot|broadcast|airing|embargo|question period|"
    r"periode des? questions|made public|rendue? public\w*|published|released|announced|publiee?s?|diffusee?s?|annoncee?s?|levee)\b"
)
# A thing with its article, or a day with a name; not what somebody does.
_NAMED = re.compile(
    _OPENS
    + r"(?:(?:the|our|their|his|her|its)\b ?|(?:la|le|les|du|des|son|sa|leur|notre)\b ?|l')(?!\w{1,12} (?:rings?|leaves?|says?|is|are|has)\b)[a-z]{3}"
    r"|\W{0,3}(?:after|apres) (?!you\b|i\b|we\b|vous\b|tu\b|on\b|avoir\b)[a-z]{3}|\W{0,3}[a-z]{3,12} (?:day|close|night|eve)\b"
)


class Bound(NamedTuple):
    """`moment` as far as one is stated; `surely` unless only a sentence names the event."""

    moment: Moment | None
    surely: bool


def bound_at(text: str, place: int) -> Bound | None:
    """What bounds a silence, right behind this place of a folded text."""
    moment = moment_at(text, place)
    if moment:
        return Bound(moment, surely=True)
    known = _KNOWN.match(text, place)
    if known:
        return Bound(moment_in(text, known.end(), known.end() + _SOON), surely=True)
    return Bound(None, surely=False) if _NAMED.match(text, place) else None
