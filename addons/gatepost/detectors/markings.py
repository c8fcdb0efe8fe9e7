"""Security markings of the Government of Canada, English and French: `classification`, `confidential-when-completed`.

Levels are those of the Directive on Security Management (Protected A to C; Confidential, Secret, Top Secret), the
legacy « désigné », and confidences of the Cabinet. A marking is a form, not a word: it stands apart on its line, or has
beside it what only markings have. So every phrase found is judged by its place; the words in a sentence, a question
about a level, a course or a clearance are left alone. Jokes are not: a marking in a joke is a marking.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.hints import literals, phrase_hints
from gatepost.detectors.layout import Place
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import EVERY, Reading, View
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag, Text

_QUESTION_LISTS = ("marking-questions",)


def _worn(word: str) -> str:
    """The word, also with one letter misread or missing, or with a gap in it: what scanning makes of print."""
    misread = [f"{word[:place]}[a-z]{word[place + 1 :]}" for place in range(1, len(word))]
    missing = [word[:place] + word[place + 1 :] for place in range(1, len(word))]
    parted = [f"{word[:place]} {word[place:]}" for place in range(2, len(word) - 1)]
    return "|".join([word, *misread, *missing, *parted])


_PROTECTED = re.compile(
    rf"(?<![a-z0-9])(?:(?:{_worn('protected')}|{_worn('protege')}|designe|designated)(?:[\s_\-\"'(]{{0,4}}|\.{{2,6}})|prot\.?[ _-]{{1,2}})"
    r"([abc])(?![a-z0-9]|['.][a-z])"
)
_BARE = re.compile(r"(?<![a-z0-9])(?:(?:top|tres)[ _-]{0,3}secret|secret|confidentiel|confidential)(?![a-z0-9])")
_PARAGRAPH = re.compile(
    r"(?m)^[ \t]{0,8}(?:\d{1,3}[.)][ \t]{1,4})?(\((s|ts|c|p/?a|p/?b|p/?c|secret|top secret|tres secret|confidential|confidentiel)\))[ \t]{1,4}(?=[\"'a-z0-9])"
)
_OTHER_PARAGRAPH = re.compile(r"(?m)^[ \t]{0,8}(?:\d{1,3}[.)][ \t]{1,4})?\((?:u|nc|s|ts|c|p/?[abc])\)[ \t]")
_CAVEAT_GAP = r"[\"')\]*]{0,2}[ \t]{0,3}(?://|/|-{1,3}|[,|:(\n]|\()?[\s(\[]{0,4}(?:the |le |la |l'|d'|of the |from )?"
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})"
_LABELLED = re.compile(
    r"(?:classification|security|securite|sensitivity|marking|cote(?: de securite)?|level|niveau)[^\n:=]{0,24}[:=][ \t]{0,4}[\"'(\[*]{0,3}$"
)
_CLEARANCE = re.compile(r"clearance|required|requis|exige|enquete|habilitation|fiabilite|reliability")

_VALUES = {
    "a": "protected-a",
    "b": "protected-b",
    "c": "protected-c",
    "secret": "secret",
    "top secret": "top-secret",
    "tres secret": "top-secret",
    "confidential": "confidential",
    "confidentiel": "confidential",
}
_PARAGRAPH_VALUES = {
    "s": "secret",
    "ts": "top-secret",
    "c": "confidential",
    "pa": "protected-a",
    "pb": "protected-b",
    "pc": "protected-c",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    caveats: re.Pattern[str]
    documents: re.Pattern[str]
    questions: re.Pattern[str]
    subjects: re.Pattern[str]
    statements: re.Pattern[str]
    cabinet: re.Pattern[str]
    completed: re.Pattern[str]
    name: str = "markings"
    reads: frozenset[View] = EVERY
    labels: frozenset[str] = frozenset({"classification", "confidential-when-completed"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        yield from self._protected(item)
        yield from self._bare(item)
        yield from self._paragraphs(item)
        yield from self._cabinet(item)
        yield from self._when_completed(item)

    def _protected(self, text: Text) -> Iterator[Finding]:
        for match in _PROTECTED.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            if not _is_level_letter(text, match.start(1), glued=match.group()[-2].isalpha() and not place.disguised):
                continue
            confidence = self._protected_form(place)
            if confidence:
                yield _finding("classification", _VALUES[match.group(1)], place, confidence)

    def _protected_form(self, place: Place) -> float:
        """How surely this level stands as a form, 0 for words in a sentence."""
        if place.alone:
            return 0.98
        if self._asked_about(place):
            return 0
        described = self._describes(place)
        forms = (
            (place.heads and (place.separated_after or bool(self.completed.match(place.after.lstrip(" (-,:")))), 0.97),
            (place.bracketed, 0.93),
            (place.separated_before and place.separated_after, 0.95),
            ("_" in place.written or place.before.endswith("_") or place.after.startswith("_"), 0.85),
            (place.before.endswith("#") and not described, 0.8),
            (
                place.heads and (place.capitals or place.disguised) and (not described or _FOLLOWS.match(place.after)),
                0.9,
            ),
            (self._states(place), 0.85),
            (place.capitals and place.separated_after and not described, 0.85),
            (place.capitals and not place.clause_before.strip() and not place.clause_after.strip(" .!"), 0.9),
        )
        return next((confidence for holds, confidence in forms if holds), 0)

    def _bare(self, text: Text) -> Iterator[Finding]:
        for match in _BARE.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            if not place.capitalised or self.completed.match(text.folded, match.end() + 1):
                continue
            confidence = self._bare_form(place)
            if confidence:
                yield _finding(
                    "classification",
                    _VALUES[re.sub(r"(?<=[ps])[ _-]*(?=secret)", " ", match.group())],
                    place,
                    confidence,
                )

    def _bare_form(self, place: Place) -> float:
        if self._asked_about(place) or _CLEARANCE.search(place.clause_before + place.clause_after):
            return 0
        apart = place.heads or place.separated_before
        forms = (
            (apart and self._has_caveat(place), 0.95),
            (apart and place.after.lstrip().startswith("//"), 0.95),
            (place.capitals and place.alone and not place.whole_text, 0.9),
            (bool(_LABELLED.search(place.before)) and place.separated_after, 0.9),
            (
                place.capitals and place.heads and place.separated_after and bool(self.documents.search(place.after)),
                0.85,
            ),
            (place.disguised and place.heads and place.separated_after, 0.8),
        )
        return next((confidence for holds, confidence in forms if holds), 0)

    def _has_caveat(self, place: Place) -> bool:
        following = place.text.folded[place.end : place.end + 120]
        gap = re.match(_CAVEAT_GAP, following)
        if gap is None or not gap.group():
            return False
        rest = following[gap.end() :]
        return bool(re.match(_DATE, rest) or (self.caveats.match(rest)))

    def _paragraphs(self, text: Text) -> Iterator[Finding]:
        """Paragraph marks: (S), (Secret). One letter may also be a size or an item of a list, so it needs capitals."""
        for match in _PARAGRAPH.finditer(text.folded):
            place = Place(text=text, start=match.start(1), end=match.end(1))
            mark = match.group(2).replace("/", "")
            if not (place.capitals or (len(mark) > 2 and place.capitalised)) or _size_list(text, mark):
                continue
            if mark == "c" and len(_OTHER_PARAGRAPH.findall(text.folded[:20_000])) < 2:
                continue
            yield _finding("classification", _PARAGRAPH_VALUES.get(mark) or _VALUES[mark], place, 0.85)

    def _cabinet(self, text: Text) -> Iterator[Finding]:
        for match in self.cabinet.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            forms = (
                place.heads and (place.separated_after or not place.clause_after.strip(" .!s")),
                not place.clause_before.strip() and not place.clause_after.strip(" .!s"),
                place.capitals,
                place.separated_before and place.separated_after,
                _CONTAINS.search(place.before),
            )
            if any(forms) and not self._asked_about(place):
                yield _finding("classification", "cabinet-confidence", place, 0.9)

    def _when_completed(self, text: Text) -> Iterator[Finding]:
        for match in self.completed.finditer(text.folded):
            before, after = _LEVEL_BEFORE.search(text.folded, max(0, match.start() - 40), match.start()), None
            if before is None:
                after = _LEVEL_AFTER.match(text.folded, match.end())
            if before or after:
                start = before.start() if before else match.start()
                place = Place(text=text, start=start, end=after.end() if after else match.end())
                if not self._asked_about(place) and not _RUNNING_ON.match(place.after):
                    yield _finding("confidential-when-completed", "", place, 0.95)

    def _asked_about(self, place: Place) -> bool:
        """Whether the sentence asks about, defines or compares what stands here."""
        sentence = f"{place.clause_before} {place.clause_after}"
        return bool(self.questions.search(sentence)) or (
            place.clause_after.rstrip("\"') ").endswith("?") and not place.separated_after
        )

    def _describes(self, place: Place) -> bool:
        """Whether the level is said of something beside it: a course, a clearance, a computer."""
        near_before, near_after = place.clause_before[-40:], place.clause_after[:30]
        return bool(self.subjects.search(near_before) or self.subjects.search(near_after))

    def _states(self, place: Place) -> bool:
        """Whether the text says of itself that it has this level, and the clause ends there or goes on with and."""
        said = self.statements.search(place.clause_before)
        return bool(said and not place.clause_before[said.end() :].strip(" \"'(") and _ENDS.match(place.after))


_FOLLOWS = re.compile(
    r" [\w ]{0,30}(?:follows?|below|attached|enclosed|suit|suivent|ci-joints?|ci-jointes?|ci-dessous)\b"
)
_CONTAINS = re.compile(r"(?:contains?|contient|contiennent|renferme)\b[^.!?\n]{0,30}$")
_LEVEL = r"(?:confidenti?[ae]ll?e?s?|confidenti?els?|protected|protegee?s?|secret)"
_LEVEL_BEFORE = re.compile(rf"(?<![a-z]){_LEVEL}(?:[ \"'(-]{{1,4}}[abc])?[\s\"'(_,:-]{{0,4}}$")
_LEVEL_AFTER = re.compile(rf"[\"')]{{0,2}}[\s:,_-]{{1,4}}{_LEVEL}(?![a-z])")
_RUNNING_ON = re.compile(r" (?:,|the|it|we|i|you|mail|le|la|les|de|vous)\b")
_ENDS = re.compile(r"[\"')\]]{0,2}[ \t]{0,2}(?:$|[.,;:!]|-|and\b|et\b|so\b|donc\b|do not\b|please\b)")
_SIZES = re.compile(r"\((?:m|l|xl|xs|g|p|a|b|d|e)\)")


def _is_level_letter(text: Text, place: int, *, glued: bool) -> bool:
    """Whether the letter of a level is one: not « protège à », and not « il protégea »."""
    start, end = text.span(place, place + 1)
    written = unicodedata.normalize("NFD", text.original[start : end + 1])
    if (
        len(written) > 1
        and unicodedata.category(written[1]) == "Mn"
        and not unicodedata.name(written[1]).startswith("VARIATION")
    ):
        return False
    return not (glued and written[:1].islower())


def _size_list(text: Text, mark: str) -> bool:
    return len(mark) == 1 and bool(_SIZES.search(text.folded))


def _finding(label: str, value: str, place: Place, confidence: float) -> Finding:
    where = replace(place.text.where, span=place.text.span(place.start, place.end))
    return Finding(detector="markings", label=label, value=value, confidence=confidence, where=where)


_STEMS = ("prot", "otect", "oteg", "secret", "confiden", "designe", "designated", "(s", "(ts", "(c)", "(p")
_LISTS = ("cabinet-confidence", "confidential-when-completed")


def build(resources: Resources) -> Markings:
    return Markings(
        hints=literals(_STEMS) | phrase_hints(resources, *_LISTS),
        caveats=phrase_pattern(resources, "marking-caveats"),
        documents=phrase_pattern(resources, "marking-documents"),
        questions=phrase_pattern(resources, "marking-questions"),
        subjects=phrase_pattern(resources, "marking-subjects"),
        statements=phrase_pattern(resources, "marking-statements"),
        cabinet=phrase_pattern(resources, "cabinet-confidence"),
        completed=phrase_pattern(resources, "confidential-when-completed"),
    )
