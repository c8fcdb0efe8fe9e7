"""Security markings of the Government of Canada, English and French: `classification`.

A marking is a form, not a word: it stands apart on its line, or has beside it what only markings have, or is shown on
something. So every level that a text names (`levels.py`) is judged by its place; the words in a sentence, a question about a
level, a course or a clearance are left alone. Jokes are not: a marking in a joke is a marking. SECRET and CONFIDENTIAL
are words too, so they need a caveat, a date, an annex or a document beside them, and capitals alone are none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.markings.levels import Level, abbreviated, bare, paragraph_marks, protected, shortened
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Talk, talk
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import PIECES, phrase_pattern
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Finding, Tag

_CAVEAT_GAP = re.compile(
    r"[\"')\]*]{0,2}[ \t]{0,3}(?://|/|-{1,3}|[,|:(\n]|\()?[\s(\[]{0,4}(?:the |le |la |l'|d'|of the |from )?"
)
# When a form, a table or a letter gets its level.
_CONDITION = re.compile(
    r"[\"')\]]{0,2}[\s(,:-]{1,3}(?:when|once|upon|if|unless|with(?:out)?|until|une fois|lorsqu(?:e |')|quand|avec|sans|des qu(?:e |')|jusqu')(?!\w)"
)
_DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})")
# Two or more of the countries that share, or of the controls on what is shared.
_SHARED = re.compile(r"(?:(?:auscan\w{0,6}|canus|aus|can|gbr|nzl|usa|fvey|nato|si|hcs|tk|comint)\b[/, ]{0,3}){1,6}")
_OTHER_TONGUE = re.compile(r"[ \t]{0,2}[/|\n-][ \t]{0,2}(?:(?:top|tres)[ _-]?)?(?:secret|confidenti[ae]l)\b")
_LABELLED = re.compile(
    r"(?:classification|security|securite|sensitivity|sensibilite|marking|cote(?: de securite)?|level|niveau)[^\n:=]{0,24}[:=][ \t]{0,4}[\"'(\[*]{0,3}$"
)
_CLEARANCE = re.compile(r"clearance|required|requis|exige|enquete|habilitation|fiabilite|reliability")
_FOLLOWS = re.compile(
    r" [\w ]{0,30}(?:follows?|below|attached|enclosed|suit|suivent|ci-joints?|ci-jointes?|ci-dessous)\b"
)
_CONTAINS = re.compile(r"(?:contains?|contient|contiennent|renferme)\b[^.!?\n]{0,30}$")
_ENDS = re.compile(r"[\"')\]]{0,2}[ \t]{0,2}(?:$|[.,;:!]|-|and\b|et\b|so\b|donc\b|do not\b|please\b)")
_APART = re.compile(r"[\"')\]]{0,2}(?:$|[,;:!|/]|\.(?:\s|$)|[ \t]{1,2}[^\w\s]|[^\x00-\x7f])")
_LABEL_ENDS = re.compile(rf"\"|{_APART.pattern}")
_AFTER_SIGN = re.compile(r"(?:^|[,;:.!?(|/\"]|\b(?:otherwise|sinon|autrement))[ \t\"'(\[*]{0,4}$")
_NOUN_ALONE = re.compile(
    r"(?:the |this |les |ces |document )?(?:information|informations|renseignements?|documents?|dossiers?|files?|donnees|data|material|"
    r"contenu|content|emails?|courriels?|rapport|report|memo|note|form|formulaire)[ \t]$"
)
_OF_CABINET = ("cabinet", "council", "conseil", "confidence")  # one of them is in all its phrases
_GENERAL = re.compile(r"ce qu(?:i (?!suit)|e )")  # "what comes from there is", whatever it be
_MOST = 20  # findings of one level in one text: more tell nothing new
_BEGINNING = 4  # letters of a word that tell enough of it
_NEXT = 100  # characters: the line below, and a little more


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    caveats: re.Pattern[str]
    documents: re.Pattern[str]
    openings: re.Pattern[str]
    subjects: re.Pattern[str]
    statements: re.Pattern[str]
    sayings: re.Pattern[str]
    shown: re.Pattern[str]
    cabinet: Phrasebook
    completed: re.Pattern[str]
    talk: Talk
    hints: Hints
    name: str = "markings"
    labels: frozenset[str] = frozenset({"classification"})
    reads: frozenset[View] = EVERY

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen: Counter[str] = Counter()
        for level, form in self._levels(item):
            place = Place(text=item, start=level.start, end=level.end)
            if seen[level.value] < _MOST and (confidence := form(place)):
                seen[level.value] += 1
                name = f"classification:{level.value}"
                yield found(self.name, name, confidence, item, (level.start, level.end))

    def _levels(self, reading: Reading) -> Iterator[tuple[Level, Callable[[Place], float]]]:
        """Every level that is named, and what judges its place."""
        yield from ((level, self._protected_form) for level in protected(reading))
        yield from ((level, self._bare_form) for level in bare(reading))
        yield from ((level, self._short_form) for level in shortened(reading))
        yield from ((level, self._banner_form) for level in abbreviated(reading))
        yield from ((level, self._paragraph_form) for level in paragraph_marks(reading))
        if not any(word in reading.folded for word in _OF_CABINET):
            return
        for _, match in self.cabinet.find(reading.once(words_of)):
            yield Level("cabinet-confidence", *match.span()), self._cabinet_form

    def _short_form(self, place: Place) -> float:
        return 0.8 if place.capitalised and place.written[-1:].isupper() and not place.whole_text else 0

    def _banner_form(self, place: Place) -> float:
        return 0.9 if place.capitals and self._has_caveat(place) else 0

    def _paragraph_form(self, place: Place) -> float:
        written = place.capitals or (len(place.written) > len("(TS)") and place.capitalised)
        return 0.85 if written else 0

    def _protected_form(self, place: Place) -> float:
        """How surely this level stands as a form, 0 for words in a sentence."""
        if place.alone:
            return 0.98
        described = self._describes(place)
        forms = (
            (
                place.heads and (place.separated_after or bool(_CONDITION.match(place.after))),
                0.97,
            ),
            (place.bracketed, 0.93),
            (place.separated_before and place.separated_after, 0.95),
            (
                (place.separated_before or place.stands_out) and not described and bool(_CONDITION.match(place.after)),
                0.9,
            ),
            ("_" in place.written or place.before.endswith("_") or place.after.startswith("_"), 0.85),
            (place.before.endswith("#") and not described, 0.8),
            (
                place.heads and (place.capitals or place.disguised) and (not described or _FOLLOWS.match(place.after)),
                0.9,
            ),
            (self._states(place), 0.85),
            (place.capitals and place.separated_after and not described, 0.85),
            (place.capitals and not place.clause_before.strip() and not place.clause_after.strip(" .!"), 0.9),
            (self._apart(place) and place.stands_out, 0.8),
            (self._apart(place) and place.capitalised and place.written[-1:].isupper() and place.separated_after, 0.8),
            (_NOUN_ALONE.fullmatch(place.before) and place.written[-1:].isupper() and place.separated_after, 0.85),
            (self._shown(place) and not described, 0.8),
            (bool(_LABELLED.search(place.before)) and _LABEL_ENDS.match(place.after), 0.9),
        )
        confidence = next((confidence for holds, confidence in forms if holds), 0)
        return confidence if confidence and not self.talk.of(place) else 0

    def _bare_form(self, place: Place) -> float:
        """The same for a word: first what is cheap to ask, for words are many."""
        apart = place.heads or place.separated_before
        if not (
            (place.capitalised or place.disguised) and (apart or place.bracketed or place.stands_out or place.disguised)
        ):
            return 0
        forms = (
            (apart and self._has_caveat(place), 0.95),
            ((apart or place.capitals) and place.after.lstrip().startswith("//"), 0.95),
            (place.stands_out and place.after.lstrip().startswith("//") and self._has_caveat(place), 0.9),
            (place.capitals and place.alone and not place.whole_text, 0.9),
            (apart and place.capitals and _OTHER_TONGUE.match(place.text.folded, place.end), 0.9),
            (bool(_LABELLED.search(place.before)) and place.separated_after, 0.9),
            (
                place.capitals and place.heads and place.separated_after and bool(self.documents.search(place.after)),
                0.85,
            ),
            (place.alone and self._heads_document(place), 0.85),
            (place.bracketed and place.capitals and self._heads_document(place), 0.85),
            (self._shown(place) and place.stands_out and self._heads_document(place), 0.8),
            (place.disguised and place.heads and place.separated_after, 0.8),
        )
        confidence = next((confidence for holds, confidence in forms if holds), 0)
        return confidence if confidence and not (self._is_a_word(place) or self.talk.of(place)) else 0

    def _is_a_word(self, place: Place) -> bool:
        """A saying or a name, a clearance, or what a form says of itself."""
        return bool(
            self.completed.match(place.text.folded, place.end + 1)
            or self.sayings.match(self._following(place))
            or _CLEARANCE.search(place.clause_before + place.clause_after)
        )

    def _has_caveat(self, place: Place) -> bool:
        folded = place.text.folded
        gap = _CAVEAT_GAP.match(folded, place.end)
        if gap is None or not gap.group():
            return False
        start = gap.end()
        sharing = "/" in gap.group() and _SHARED.match(folded, start)
        return bool(sharing or _DATE.match(folded, start) or self.caveats.match(folded, start))

    def _heads_document(self, place: Place) -> bool:
        """Whether what comes next begins as the documents of an office do."""
        following = self._following(place)
        return any(begins.match(following) for begins in (self.documents, self.openings, self.caveats))

    @staticmethod
    def _following(place: Place) -> str:
        """What comes next, on this line or the next."""
        return place.text.folded[place.end : place.end + _NEXT].lstrip(" \t\r\n\"')]}*:-")

    def _cabinet_form(self, place: Place) -> float:
        forms = (
            place.heads and (place.separated_after or not place.clause_after.strip(" .!s")),
            not place.clause_before.strip() and not place.clause_after.strip(" .!s"),
            place.capitals,
            place.separated_before and place.separated_after,
            place.bracketed or place.quoted,
            _CONTAINS.search(place.before),
            place.titled and place.written.split()[-1][:1].isupper() and self._shown(place),
        )
        return 0.9 if any(forms) and not self.talk.of(place) else 0

    def _describes(self, place: Place) -> bool:
        """Whether the level is said of something beside it: a course, a clearance, a computer."""
        near_before, near_after = place.clause_before[-40:], place.clause_after[:30]
        return bool(self.subjects.search(near_before) or self.subjects.search(near_after))

    def _states(self, place: Place) -> bool:
        """Whether the text says of itself that it has this level, and the clause ends there or goes on with and."""
        said = self.statements.search(place.clause_before) if _ENDS.match(place.after) else None
        return bool(said and not _GENERAL.match(said.group()) and not place.clause_before[said.end() :].strip(" \"'("))

    def _apart(self, place: Place) -> bool:
        """Between signs, in the middle of a sentence too."""
        return bool(_AFTER_SIGN.search(place.before) and _APART.match(place.after))

    def _shown(self, place: Place) -> bool:
        """Whether the sentence shows it on something, written as one writes it there."""
        written = place.stands_out or place.quoted or (place.capitalised and bool(_APART.match(place.after)))
        return written and bool(self.shown.search(f"{place.clause_before[-48:]} | {place.clause_after[:32]}"))


# A level with its letter; the marks of paragraphs; abbreviations. Scanned words have a letter too few, or a gap.
_LEVELS = frozenset(
    {
        r"(?:prot|otect|oteg|prtctd|prtg)[a-z ]{0,8}[^a-z0-9]{0,6}[abc](?:[^a-z0-9]|$)",
        r"(?:esigne|esignated)[^a-z0-9]{0,6}[abc](?:[^a-z0-9]|$)",
        r"\((?:s|ts|c|p/?[abc]|secret|top secret|tres secret|confidenti[ae]l)\)[ \t]",
        r"\b(?:ts|s|c) ?//",
        r"\bpro [abc]\b",
    }
)


def _bare_hint(resources: Resources) -> str:
    """SECRET and its like before a sign, the end of a line, a date, or what begins like something that stands beside them."""
    phrases = [
        phrase
        for name in ("marking-caveats", "marking-documents", "marking-openings")
        for phrase in resources.lexicon(name)
    ]
    beside = {
        re.escape(words[:_BEGINNING])
        for phrase in phrases
        for words in re.split(r"[(|]", PIECES.findall(fold(phrase)[0])[0].strip(")"))
        if words
    }
    before = r"(?:the |le |la |l'|d'|of the |from )?"
    return (
        r"(?:secret|confidentiel|confidential)"
        rf"(?:[^a-z0-9 ]|$| {{1,3}}(?:[^a-z0-9 ]|\d|[a-z]{{3,9}}\.? \d|{before}(?:{'|'.join(sorted(beside))})))"
    )


def build(resources: Resources) -> Markings:
    return Markings(
        hints=_LEVELS | {_bare_hint(resources)} | phrase_hints(resources, "cabinet-confidence"),
        caveats=phrase_pattern(resources, "marking-caveats"),
        documents=phrase_pattern(resources, "marking-documents"),
        openings=phrase_pattern(resources, "marking-openings"),
        subjects=phrase_pattern(resources, "marking-subjects"),
        statements=phrase_pattern(resources, "marking-statements"),
        sayings=phrase_pattern(resources, "marking-sayings"),
        shown=phrase_pattern(resources, "marking-shown"),
        cabinet=phrasebook(resources, "cabinet-confidence"),
        completed=phrase_pattern(resources, "confidential-when-completed-whens"),
        talk=talk(resources),
    )
