"""Keys and tokens without a shape of their own: what a machine drew, beside a word for a key.

Digests, identifiers of requests and commits are drawn as well; the word nearest to one says what it is. A key may be in
pieces, a line each. The rule to keep: without its word it is nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from gatepost.detectors.credentials.tokens import looks_random
from gatepost.detectors.credentials.written import Written
from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both
from gatepost.folding import words

_DRAWN = re.compile(r"(?<![\w/.@%-])[A-Za-z0-9][A-Za-z0-9+/_~.-]{14,400}={0,2}(?![\w@])")
_PIECES = re.compile(r"(?<![^\n])[A-Za-z0-9+/_-]{8,80}(?:[ \t]?\r?\n[A-Za-z0-9+/_-]{8,80}){1,10}={0,2}(?![^\n])")
_NAME = re.compile(r"[a-z]+(?:[-_./][a-z0-9]+)+|.+\.[A-Za-z]{2,4}\d?")  # words tied together, a file
_SHORTEST = 16  # characters
_AROUND = (100, 60)  # characters before and behind in which a word says what it is
_BEHIND = 20  # characters that a word behind counts as further away: what comes before says more
_MOST = 200  # in one text
_PUBLIC = ("AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh")  # how public keys begin
# Letters and digits that change twice within a word, and a word for a key before or behind.
_CHANGING = r"(?:[a-z]\d|\d[a-z])[a-z0-9+/_~.=-]{3,60}(?:[a-z]\d|\d[a-z])"
_SAID = r"(?:key|token|secret|cle|clef|jeton|bearer|authorization|cookie|session|totp|temoin|\bpat\b|phpsessid)"
KEY_HINTS: Hints = frozenset({Both(_SAID, _CHANGING)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    key: re.Pattern[str]
    other: re.Pattern[str]
    hints: Hints

    def found(self, text: Written) -> Iterator[tuple[int, int]]:
        """The places of what was drawn, with a word for a key and no nearer word for something else that is drawn."""
        for match in islice(chain(_DRAWN.finditer(text.written), _PIECES.finditer(text.written)), _MOST):
            start, end = match.span()
            if _is_drawn("".join(match.group().split())):
                around = text.folded[max(0, start - _AROUND[0]) : start], text.folded[end : end + _AROUND[1]]
                key, other = (_nearest(pattern, *around) for pattern in (self.key, self.other))
                if key is not None and (other is None or key < other):
                    yield start, end


def _is_drawn(value: str) -> bool:
    """Long enough, letters and digits, as no word, address or path has them."""
    plain = value.rstrip(".=")
    if (
        len(plain) < _SHORTEST
        or plain.startswith(_PUBLIC)
        or not any(map(str.isdigit, plain))
        or not any(map(str.isalpha, plain))
    ):
        return False
    return looks_random(plain) and plain.count(".") < 4 and not _NAME.fullmatch(plain)


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """How far the nearest of these words is."""
    ends = [len(before) - match.end() for match in pattern.finditer(before)]
    starts = [match.start() + _BEHIND for match in pattern.finditer(after)]
    return min(chain(ends, starts), default=None)


def keys(resources: Resources) -> Keys:
    return Keys(
        key=words(resources.lexicon("credential-key")),
        other=words(resources.lexicon("credential-not-a-key")),
        hints=KEY_HINTS,
    )
