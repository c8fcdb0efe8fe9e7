"""Whether a full name stands with an identifier, so that the two together say who: by place, or by a form's field.

A name is two capitalised words or more that are no other capitalised words. It counts right beside the identifier, with
what it belongs to between ("SIN of ..."), or in a field of the same form ("Name: ..."). The rule to keep: a name that is
only in the same text belongs to nobody.
"""

import re
from dataclasses import dataclass

from gatepost.enrolment import Resources
from gatepost.folding import fold

_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,24}(?:['’-][^\W\d_]{1,24}){0,2}"
_NAME = rf"(?:{_CAPITALISED})(?: [A-Z]\.?)?(?: (?:de|du|des|la|van|von|der|den|el|al|le))?(?: {_CAPITALISED}){{1,3}}"
_BEFORE = re.compile(rf"(?:^|[^\w'’-])({_NAME})[\s,;:(|/–-]{{1,4}}$")
_AFTER = re.compile(rf"[\s,)]{{1,3}}(?:(?:is|for|of|belongs to|pour|de|appartient à) )?({_NAME})(?!\w)")
_WITHIN = re.compile(rf" (?:of|for|de|d'|pour) ?({_NAME})[\s:=(-]{{1,4}}$")
_FIELD = re.compile(
    rf"(?:^|[\n;|,])[ \t*•-]{{0,4}}(?i:full name|name|nom complet|nom et prénom|nom|client|cliente|patient|patiente|respondent|répondante?|applicant|"
    rf"demandeure?|demandeuse|employee|employée?|insured|assurée?|cardholder|titulaire|member|tenant|locataire)[ \t]{{0,2}}[:=][ \t]{{0,3}}({_NAME})"
)
_PLACED = re.compile(r"(?<!\w)(?:au|aux|à|du|at|in|near|the|chez|dans|en)\s$")  # at the Tim of Hawkesbury
_REACH, _FIELD_REACH = 90, 220  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    announcing: frozenset[str]
    others: frozenset[str]

    def beside(self, original: str, whole: tuple[int, int], number: int) -> tuple[int, int] | None:
        """From a full name to the identifier that it stands with. `whole` begins with its cue, `number` is where it itself does."""
        start, end = whole
        within = _WITHIN.search(original[start:number])
        if within and self._is_name(within.group(1)):
            return start, end
        before = _BEFORE.search(original[max(0, start - _REACH) : start])
        if (
            before
            and self._is_name(before.group(1))
            and not _PLACED.search(original[max(0, start - _REACH) : start][: before.start(1)])
        ):
            return max(0, start - _REACH) + before.start(1), end
        after = _AFTER.match(original[end : end + _REACH])
        if after and self._is_name(after.group(1)):
            return start, end + after.end(1)
        return self._in_form(original, start, end)

    def _in_form(self, original: str, start: int, end: int) -> tuple[int, int] | None:
        begin = max(0, start - _FIELD_REACH)
        for field in reversed(list(_FIELD.finditer(original[begin:start]))):
            if self._is_name(field.group(1)) and "\n\n" not in original[begin + field.end() : start]:
                return begin + field.start(1), end
        return None

    def _is_name(self, candidate: str) -> bool:
        """Two words or more that are no other capitalised words; what announces a name may stand before it."""
        names = [word for word in re.split(r"[ -]", fold(candidate)[0]) if word not in self.announcing]
        return len(names) >= 2 and self.others.isdisjoint(names)


def names(resources: Resources) -> Names:
    return Names(
        announcing=frozenset(fold(term)[0] for term in resources.lexicon("identifier-name")),
        others=frozenset(fold(term)[0] for term in resources.lexicon("identifier-not-a-name")),
    )
