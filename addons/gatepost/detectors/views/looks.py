"""Which disguises a text may have: one pass over it for all the expressions that tell.

Nearly every text has none, and a regular expression for each would cost more than all detectors together. The rule
to keep: a look that says yes too often costs time, one that says no where it should not hides a disguise.
"""

from collections.abc import Mapping
from functools import cached_property

from gatepost.enrolment.matcher import Matcher, compile_here


class Looks[Name]:
    """Expressions by name."""

    def __init__(self, expressions: Mapping[Name, str]) -> None:
        self._names = tuple(expressions)
        self._expressions = tuple(expressions.values())

    def seen(self, text: str) -> set[Name]:
        """The names of the expressions that are in the text."""
        return {self._names[place] for place in self._matcher.scan(text)}

    @cached_property
    def _matcher(self) -> Matcher:
        return compile_here(self._expressions)
