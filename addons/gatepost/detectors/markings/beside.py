"""What stands beside a level and makes a marking of it: a caveat, a date, a document, something that shows it.

A level is SECRET by what goes with it: who may see it, until when, which copy. Other words beside it say that it is none:
a course, a clearance, a saying. Both are lists (`marking-*`). The rule to keep: every question is of the line or the
sentence that the level stands in, and a little of the next, so that long texts cost no more than short.
"""

import re
from dataclasses import dataclass

from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources

_CAVEAT_GAP = re.compile(
    r"[\"')\]*]{0,2}[ \t]{0,3}(?://|/|-{1,3}|[,|:(\n]|\()?[\s(\[]{0,4}(?:the |le |la |l'|d'|of the |from )?"
)
_DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})")
# Two or more of the countries that share, or of the controls on what is shared.
_SHARED = re.compile(r"(?:(?:auscan\w{0,6}|canus|aus|can|gbr|nzl|usa|fvey|nato|si|hcs|tk|comint)\b[/, ]{0,3}){1,6}")
_CLEARANCE = re.compile(r"clearance|required|requis|exige|enquete|habilitation|fiabilite|reliability")
_ENDS = re.compile(r"[\"')\]]{0,2}[ \t]{0,2}(?:$|[.,;:!]|-|and\b|et\b|so\b|donc\b|do not\b|please\b)")
APART = re.compile(r"[\"')\]]{0,2}(?:$|[,;:!|/]|\.(?:\s|$)|[ \t]{1,2}[^\w\s]|[^\x00-\x7f])")
_AFTER_SIGN = re.compile(r"(?:^|[,;:.!?(|/\"]|\b(?:otherwise|sinon|autrement))[ \t\"'(\[*]{0,4}$")
_GENERAL = re.compile(r"ce qu(?:i (?!suit)|e )")  # "what comes from there is", whatever it be
_NEXT = 100  # characters: the line below, and a little more


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    caveats: re.Pattern[str]
    documents: re.Pattern[str]
    openings: re.Pattern[str]
    subjects: re.Pattern[str]
    statements: re.Pattern[str]
    sayings: re.Pattern[str]
    showing: re.Pattern[str]
    completed: re.Pattern[str]

    def has_caveat(self, place: Place) -> bool:
        folded = place.text.folded
        gap = _CAVEAT_GAP.match(folded, place.end)
        if gap is None or not gap.group():
            return False
        start = gap.end()
        sharing = "/" in gap.group() and _SHARED.match(folded, start)
        return bool(sharing or _DATE.match(folded, start) or self.caveats.match(folded, start))

    def names_document(self, place: Place) -> bool:
        """On the same line."""
        return bool(self.documents.search(place.after))

    def is_of_document(self, place: Place) -> bool:
        """On the same line, before it or behind."""
        return bool(self.documents.search(place.before)) or self.names_document(place)

    def heads_document(self, place: Place) -> bool:
        """Whether what comes next begins as the documents of an office do."""
        following = _following(place)
        return any(begins.match(following) for begins in (self.documents, self.openings, self.caveats))

    def is_a_word(self, place: Place) -> bool:
        """A saying or a name, a clearance, or what a form says of itself."""
        return bool(
            self.completed.match(place.text.folded, place.end + 1)
            or self.sayings.match(_following(place))
            or _CLEARANCE.search(place.clause_before + place.clause_after)
        )

    def describes(self, place: Place) -> bool:
        """Whether the level is said of something beside it: a course, a clearance, a computer."""
        near_before, near_after = place.clause_before[-40:], place.clause_after[:30]
        return bool(self.subjects.search(near_before) or self.subjects.search(near_after))

    def states(self, place: Place) -> bool:
        """Whether the text says of itself that it has this level, and the clause ends there or goes on with and."""
        said = self.statements.search(place.clause_before) if _ENDS.match(place.after) else None
        return bool(said and not _GENERAL.match(said.group()) and not place.clause_before[said.end() :].strip(" \"'("))

    def shows(self, place: Place) -> bool:
        """Whether the sentence shows it on something, written as one writes it there."""
        written = place.stands_out or place.quoted or (place.capitalised and bool(APART.match(place.after)))
        return written and bool(self.showing.search(f"{place.clause_before[-48:]} | {place.clause_after[:32]}"))


def apart(place: Place) -> bool:
    """Between signs, in the middle of a sentence too."""
    return bool(_AFTER_SIGN.search(place.before) and APART.match(place.after))


def _following(place: Place) -> str:
    """What comes next, on this line or the next."""
    return place.text.folded[place.end : place.end + _NEXT].lstrip(" \t\r\n\"')]}*:-")


def beside(resources: Resources) -> Beside:
    return Beside(
        caveats=phrase_pattern(resources, "marking-caveats"),
        documents=phrase_pattern(resources, "marking-documents"),
        openings=phrase_pattern(resources, "marking-openings"),
        subjects=phrase_pattern(resources, "marking-subjects"),
        statements=phrase_pattern(resources, "marking-statements"),
        sayings=phrase_pattern(resources, "marking-sayings"),
        showing=phrase_pattern(resources, "marking-shown"),
        completed=phrase_pattern(resources, "confidential-when-completed-whens"),
    )
