"""A document's own sensitivity label (Microsoft Purview's, or a classification property): `sensitivity-label` and its name.

Readers tell labels from the words of a file; words about labels are none, so texts are not looked at. A label's name
becomes lower-case words without accents, joined by hyphens (`protected-b`), so that it does not matter who wrote it how;
one that says that there is nothing to protect, in either language, is `unclassified`, which the shipped policy lets pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.views.reading import View
from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Finding, Item, Tag

_LONGEST_NAME = 80
_UNCLASSIFIED = frozenset({"unclassified", "non-classifie", "sans-classification", "public"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The detector; see the module."""

    name: str = "sensitivity"
    reads: frozenset[View] = frozenset()
    whole: bool = True
    labels: frozenset[str] = frozenset({"sensitivity-label"})

    def hints(self) -> Hints:
        return frozenset()

    def detect(self, item: Item) -> Iterator[Finding]:
        if isinstance(item, Tag) and item.name == "sensitivity-label":
            yield Finding(
                detector=self.name,
                label="sensitivity-label",
                value=_named(item.value),
                confidence=1.0,
                where=item.where,
            )


def build(resources: Resources) -> Sensitivity:
    return Sensitivity()


def _named(label: str) -> str:
    name = "-".join(re.findall(r"\w+", fold(label[:_LONGEST_NAME])[0]))
    return "unclassified" if name in _UNCLASSIFIED else name
