"""What can be wrong with a chain: a message with places, and what stands in them.

Messages are English, as code is; the console has them in its catalogue. Whoever shows one puts the values in last.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NO_LINE = "not a line of a journal"
DOES_NOT_FOLLOW = "does not follow the line before: something was removed, added or moved"
OTHER_HASH = "its hash is not that of its digest"
CHANGED = "its content was changed"
NOT_SIGNED = "this head is not signed by a key of this gateway"
MISPLACED = "this head is true, but not of this place in this chain"
WRITTEN_ANEW = "written anew: a head kept elsewhere has another hash for line %(count)d of the chain"
UNFINISHED = "%(file)s ends in the middle of a line"
CUT = "cut: a head kept elsewhere counts %(last)d lines, %(here)d are here"
HEADLESS = "%(lines)d lines without a good head: one is written every %(every)d"


@dataclass(frozen=True, slots=True)
class Break:
    """Something that does not hold. `line` is that of its file, from 1; 0 for what is about no line."""

    what: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int = 0

    def __str__(self) -> str:
        told = self.what % self.values
        return f"line {self.line}: {told}" if self.line else told
