"""Whether a post answers the agency: `reply-to-agency`, from the reply target or from the handles a text opens with.

The target may be a handle, an id, a profile or a post's address; only what names an official account counts. Naming
the agency inside or at the end of a post of one's own is a mention and not found here, nor are reposts and quotes:
a decoder makes the tag `reply-to` for replies only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.report import found
from gatepost.detectors.views.reading import USUAL, View
from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Finding, Item, Role, Tag, Text

# Signs and pictures, a word that says so, then handles: as a conversation opens. An old-style quotation is none of it.
_ANSWERING = r"(?:(?:replying to|in reply to|reply to|re|en reponse a|reponse a|rep a)\s?:?\s{0,3})"
_SIGN = r"(?:@|\((?:at|arobase?)\))[\s.]{0,2}"
_OPENING = re.compile(
    rf"(?![^\w@]{{0,6}}\"\s?{_SIGN}[\w.-]{{1,64}}+(?!\s?\"))[^\w@]{{0,30}}{_ANSWERING}?(?:{_SIGN}[\w.-]{{1,64}}(?:@[\w.-]{{1,120}})?(?!')[^\w@#]{{0,6}}){{1,50}}"
)
_HANDLE = re.compile(rf"{_SIGN}([\w.-]{{1,64}})(?:@[\w.-]{{1,120}})?")
_HINT = (
    r"^[^\w@]{0,30}((replying to|in reply to|reply to|re|en reponse a|reponse a|rep a)[^\w]{1,5})?(@|at\)|arobase?\))"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^/\s]{1,255}/(\S{1,300})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The detector; see the module. `accounts` are handles and ids without `@` and `u/`."""

    accounts: frozenset[str]
    name: str = "conversation"
    reads: frozenset[View] = USUAL
    whole: bool = True
    labels: frozenset[str] = frozenset({"reply-to-agency"})

    def hints(self) -> Hints:
        return frozenset({_HINT})

    def detect(self, item: Item) -> Iterator[Finding]:
        if isinstance(item, Text):
            yield from self._opening(item)
        elif item.name == "reply-to" and not self.accounts.isdisjoint(_names_in(item.value)):
            yield _of_tag(item)

    def _opening(self, text: Text) -> Iterator[Finding]:
        opening = _OPENING.match(text.folded) if text.role is Role.TEXT else None
        if opening is None:
            return
        for handle in _HANDLE.finditer(opening.group()):
            if not self.accounts.isdisjoint({handle[1].rstrip(".-"), _joined(handle[1])}):
                yield found(self.name, "reply-to-agency", 0.9, text, handle.span(), ("by", "opening"))
                return


def build(resources: Resources) -> Conversation:
    return Conversation(accounts=frozenset(map(_bare, resources.agency_accounts)))


def _of_tag(tag: Tag) -> Finding:
    details = (("by", "target"),)
    return Finding(detector="conversation", label="reply-to-agency", details=details, confidence=0.98, where=tag.where)


def _names_in(target: str) -> frozenset[str]:
    """What a reply target may be called: itself, or the steps of the path when it is an address."""
    folded = fold(target[:1000])[0].strip()
    address = _ADDRESS.match(folded)
    steps = re.split(r"[/?#]", address[1]) if address else [folded.removeprefix("/")]
    return frozenset(map(_bare, steps)) - {""}


def _joined(handle: str) -> str:
    """A handle whose letters are parted by underscores: of two or three in a row, one is its own."""
    return re.sub(r"_(_{0,2})", lambda parting: parting[1][:1], handle).strip("_")


def _bare(account: str) -> str:
    """Without its signs, and without the server that a fediverse handle names."""
    return fold(account)[0].strip().removeprefix("u/").removeprefix("user/").lstrip("@").partition("@")[0]
