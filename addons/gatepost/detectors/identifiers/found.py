"""What the modules of this package hand each other: the place of an identifier in a reading, and where its cue begins."""

from dataclasses import dataclass

from gatepost.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One identifier in a reading; `start` is that of its cue when it has one before it, `facts` tell how it is known."""

    kind: str
    start: int
    span: tuple[int, int]
    confidence: float
    facts: tuple[Fact, ...] = ()
