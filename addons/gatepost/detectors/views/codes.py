"""What a code is: how it looks, what a run of it is, and what that decodes to. Several modules list theirs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.views.rewriting import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """`look` is an expression (`looks.py`) that every text with a run has, and few others; `decode` may give nothing."""

    look: str
    run: re.Pattern[str]
    decode: Callable[[re.Match[str]], Stretch | None]

    def runs(self, text: str) -> Iterator[Stretch]:
        """The runs in a text that decode to something."""
        return filter(None, map(self.decode, self.run.finditer(text)))


def edges(said: str) -> list[int]:
    """Where each character begins among the bytes of UTF-8, and where the last one ends."""
    if said.isascii():
        return list(range(len(said) + 1))
    places = [0]
    for character in said:
        places.append(places[-1] + len(character.encode()))
    return places
