"""What stands behind "until": a moment, an event that the press waits for, or the next that a sentence names.

"Not for release until" becomes a notice by what follows: 8:30 a.m., "further notice", "the ribbon cutting", « que la
ministre prenne la parole ». Events are data (`embargo-events`). The rule to keep: what follows "until" and says what
somebody does ("before you ask", « avant d'avoir vérifié ») bounds nothing, so that advice and habits are no notices.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from gatepost.detectors.embargo.moments import Moment, moment_at, moment_in
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources

_SOON = 24  # characters behind an event within which its time is stated
_OPENS = r"\W{0,3}(?:(?:after|apres|upon|just|the end of|la fin (?:de|du|des)) ){0,2}"
# Articles, and up to three words that say whose or which event it is.
_THE = (
    r"(?:(?:(?:the|its|their|our|his|her|this|that|la|le|les|ce|cette|cet|son|sa|leur|notre|du|des|de|au|aux|qu?e)\b|[ld]'|qu') ?){0,3}"
    r"(?:[a-z0-9'.-]{1,16} ){0,3}?"
)
# A thing with its article, or a day with a name; not what somebody does.
_NAMED = re.compile(
    _OPENS
    + r"(?:(?:the|our|their|his|her|its)\b ?|(?:la|le|les|du|des|son|sa|leur|notre)\b ?|l')(?!\w{1,12} (?:rings?|leaves?|says?|is|are|has|opens?)\b)[a-z]{3}"
    r"|\W{0,3}(?:after|apres) (?!you\b|i\b|we\b|vous\b|tu\b|on\b|avoir\b)[a-z]{3}|\W{0,3}[a-z]{3,12} (?:day|close|night|eve)\b"
)


class Kind(StrEnum):
    CLOCK = "clock"
    DATE = "date"
    EVENT = "event"  # that the press waits for
    DAY = "day"  # only a word for it, or its number: friends agree on those
    NAMED = "named"  # some event that only the sentence names


class Bound(NamedTuple):
    """`moment` as far as one is stated."""

    kind: Kind
    moment: Moment | None
    end: int


def events_of(resources: Resources) -> re.Pattern[str]:
    """The events that the press waits for, with the words that lead to them."""
    return re.compile(f"{_OPENS}{_THE}(?:{phrase_pattern(resources, 'embargo-events').pattern})")


def bound_at(text: str, place: int, events: re.Pattern[str]) -> Bound | None:
    """What bounds a silence, right behind this place of a folded text."""
    if moment := moment_at(text, place):
        of_day = kind_of(moment) is Kind.DAY and events.match(text, moment.end)  # Tuesday's news conference
        return Bound(Kind.EVENT, moment, of_day.end()) if of_day else Bound(kind_of(moment), moment, moment.end)
    if event := events.match(text, place):
        moment = moment_in(text, event.end(), event.end() + _SOON)
        return Bound(Kind.EVENT, moment, moment.end if moment else event.end())
    named = _NAMED.match(text, place)
    return Bound(Kind.NAMED, None, named.end()) if named else None


def kind_of(moment: Moment) -> Kind:
    """What sort of bound a moment is."""
    if moment.has_clock:
        return Kind.CLOCK
    return Kind.DATE if moment.month else Kind.DAY
