"""Names of the agency and of the Government of Canada that name them: `agency-mention`. What a name is says `agency.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.wording.agency import Names, name_hints, names
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.named import AGENCY, GOVERNMENT
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_NAMED = {AGENCY: "agency", GOVERNMENT: "government"}
_NO_CHANCE = 7  # letters of a name that reversed or rotated text does not have by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    names: Names
    name: str = "mentions"
    reads: frozenset[View] = EVERY
    whole: bool = False
    labels: frozenset[str] = frozenset({"agency-mention"})
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        shortest = _NO_CHANCE if reading.view in SECRETIVE else 0
        for mention in reading.once(self.names.mentions):
            if mention.kind in _NAMED and mention.end - mention.start >= shortest:
                place, named = (mention.start, mention.end), ("by", _NAMED[mention.kind])
                yield found(self.name, "agency-mention", 0.95, reading, place, named)


def build(resources: Resources) -> Mentions:
    return Mentions(names=names(resources), hints=lambda: name_hints(resources))
