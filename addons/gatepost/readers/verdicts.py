"""What was found in a file is remembered, so that a picture that hundreds post is read once.

It is known by its content and by what was looked for; another policy begins with an empty memory. The rule to keep: only
what was read to its end is remembered, since what time or others' files cut short may be seen whole the next time.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from gatepost.model import Finding, Role

MOST = 4096
MOST_FINDINGS = 200  # of one file: what has more costs memory, and is rare
_CUT_SHORT = frozenset({"timeout", "too-large"})


class Key(NamedTuple):
    sha256: str
    role: Role
    labels: frozenset[str]


class Verdicts:
    """The latest, so many of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[str, tuple[Finding, ...]]] = OrderedDict()

    def of(self, key: Key, part: str) -> tuple[Finding, ...] | None:
        """What was found in it, as of this part; None when it is not known."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        named, findings = self._kept[key]
        return tuple(_moved(finding, named, part) for finding in findings)

    def keep(self, key: Key, part: str, findings: Sequence[Finding]) -> None:
        if len(findings) > MOST_FINDINGS or any(_cut_short(finding) for finding in findings):
            return
        self._kept[key] = part, tuple(findings)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)


def _cut_short(finding: Finding) -> bool:
    return finding.label == "uninspectable" and finding.value in _CUT_SHORT


def _moved(finding: Finding, named: str, part: str) -> Finding:
    return replace(finding, where=replace(finding.where, part=part + finding.where.part.removeprefix(named)))
