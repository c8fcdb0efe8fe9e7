"""Dates of birth: a word of birth beside a full date, in figures or in words, English and French.

The date may stand behind the word, with where between (« née à Rimouski le 12 juin 1988 »), or before it ("1988-06-12 is
her birthday"). Animals, things, characters and people of history are born too; theirs are no finding. The rule to keep: a
date without a year is no date of birth.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both
from gatepost.facts import Fact, beside
from gatepost.folding import fold, words

type Span = tuple[int, int]

_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:1[89]\d\d|20[0-2]\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|e)?"
_IN_FIGURES = (
    rf"(?:{_YEAR} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?\d{{1,2}}|\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?(?:{_YEAR}|\d\d)|{_YEAR}[01]\d[0-3]\d|[0-3]\d[01]\d{_YEAR}|"
    rf"{_DAY}[ -/](?:of )?{_MONTH},?[ -/](?:of )?(?:{_YEAR}|'\d\d)|{_MONTH} (?:the )?{_DAY},? (?:in |of )?(?:{_YEAR}|'\d\d)|{_YEAR},? {_MONTH} {_DAY})(?![\d-])"
)
_UNITS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|oh|hundred|thousand|and|"
    r"un|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|vingts|trente|quarante|cinquante|"
    r"soixante|cent|cents|mille|et)"
)
_YEAR_WORDS = rf"(?:nineteen|two thousand|twenty|mille|mil|dix-neuf|deux mille)(?:[ -]{{1,2}}{_UNITS}){{1,9}}(?![a-z])"
_DAY_WORDS = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?|premier|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]{{5,11}}th|"
    rf"{_UNITS}(?:[ -]{{1,2}}(?:{_UNITS}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)){{0,2}}|thirtieth|twentieth)"
)
_IN_WORDS = (
    rf"(?:{_DAY_WORDS} (?:of )?{_MONTH},? {{0,1}}(?:in )?(?:{_YEAR_WORDS}|{_YEAR})|"
    rf"{_MONTH} (?:the )?{_DAY_WORDS},? {{0,1}}(?:in )?(?:{_YEAR_WORDS}|{_YEAR}))(?!\d)"
)
_DATE = rf"({_IN_FIGURES}|{_IN_WORDS})"
_LED = r"(?:(?:is|was|est|etait|on|the|le|du|since|un|une|a|as|comme|back|c'est|cest|being|listed as|recorded as|at|aux?|yyyy-mm-dd|aaaa-mm-jj|jj/mm/aaaa|dd/mm/yyyy)[ :,]{1,2}){0,3}"
_WHERE = r"(?:(?:in|at|near|outside|a|au|aux|en|dans|pres de|d'une?|here)[ ][\w'’.-]{1,20}(?:[ ][\w'’.-]{1,20}){0,3}?[ ,(]{1,3}){0,2}"
_CLOCK = r"\d{1,2} ?[:h] ?\d{0,2}(?: ?[ap]\.?m\.?)?"
_TIME = rf"(?:(?:at|a|vers) {_CLOCK}(?:,? (?:and|et)(?: a| at)? {_CLOCK})?,? )?"
_WEEKDAY = r"(?:(?:a|un|une|le )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? (?:le )?)?"
_BEHIND = re.compile(
    rf"[\s:=#.()\[\]|,*'\"/>→?!-]{{0,8}}(?:[a-z/-]{{8,11}}\)[\s:=]{{0,3}})?{_TIME}{_LED}{_WHERE}{_LED}{_WEEKDAY}[\s:('\"*]{{0,3}}{_DATE}"
)
_BEFORE = re.compile(
    rf"(?<![\d/-]){_DATE}[\s,;:()\[\]<=*'\"-]{{0,5}}(?:(?:is|was|est|c'est|etait|being|as|comme|my|his|her|their|our|your|the|la|sa|ma|ta|leur|mon|"
    r"son|ton|notre|votre|de|d')[ ]{1,2}){0,4}$"
)
_LIVING = 1895  # who was born earlier is history
_RECENT = 2016  # a "birthday" from here on is more often a party than a birth
_AROUND = (110, 70)  # characters in which the text says who was born
_FURTHER = re.compile(
    rf"[^.!?\d\n]{{0,60}}?(?:[,:(=] ?|(?:it's|it is|is|c'est|est|was|etait|says|said|reads|shows|so|dit|disait|indique|affiche|fait que|donc)[ :]{{1,2}}(?:le |the )?){_DATE}"
)  # behind a word that can be nothing else
_STOP = re.compile(r"[.!?]\s|\n")
_OF_PLACE = re.compile(r"\b(?:sainte?|ste?\.?)-(?=[a-z])")  # born in Saint-Jerome, not a saint
_SURE = ("dob", "d.o.b", "date", "birthd", "birth d", "birth-d", "ddn", "d.d.n", "anniversaires")
_WEAK = ("birth", "bday", "b-day", "b'day", "anniv", "fete", "b.day")

# A year or the day of a date; in words too.
_YEARLY = r"(?:\b1[89]\d\d|\b20[0-2]\d|\d[-/. ]\d{1,2}[-/. ]\d\d|[ -/]'\d\d|[0-3]\d[01]\d\d{4}|nineteen|twenty|two thousand|\bmil|deux mille|dix-neuf)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Births:
    """Finds dates of birth; a pattern for the words of birth, and one for who is nobody's business."""

    cue: re.Pattern[str]
    not_a_person: re.Pattern[str]
    hints: Hints

    def found(self, folded: str) -> Iterator[tuple[Span, int, Iterable[Fact]]]:
        """The place of each date, where what says that it is a birth begins, if that is before it, and what that is."""
        taken = -1
        for cue in self.cue.finditer(folded):
            date = _BEHIND.match(folded, cue.end())
            if date is None and cue.group().startswith(_SURE):
                date = _FURTHER.match(folded, cue.end())
            weak = cue.group().startswith(_WEAK) and not cue.group().startswith("birthd") | cue.group().startswith(
                "birth d"
            )
            span, start = (date.span(1), cue.start()) if date else (None, 0)
            if span is None:
                begin = max(0, cue.start() - 70)
                before = _BEFORE.search(folded[begin : cue.start()])
                if before and _says_whose(cue.group()):
                    span = begin + before.start(1), begin + before.end(1)
                    start = span[0]
            if span and span[0] > taken and self._is_private(folded, span, cue, weak=weak):
                taken = span[0]
                yield span, start, beside(cue.group(), cue.span(), span)

    def _is_private(self, folded: str, span: Span, cue: re.Match[str], *, weak: bool) -> bool:
        year = re.search(_YEAR, folded[slice(*span)])
        if year and (int(year.group()) < _LIVING or (weak and int(year.group()) >= _RECENT)):
            return False
        first, last = min(span[0], cue.start()), max(span[1], cue.end())
        before = _STOP.split(folded[max(0, first - _AROUND[0]) : first])[-1]
        after = _STOP.split(folded[last : last + _AROUND[1]], maxsplit=1)[0]
        return not self.not_a_person.search(_OF_PLACE.sub("", f"{before} | {after}"))


def _says_whose(cue: str) -> bool:
    """Behind a date stands a word for the date, not one for the event: « 4 mars 1991, né à Rimouski » has a comma to itself."""
    return not cue.startswith(("ne", "born"))


def births(resources: Resources) -> Births:
    cues = resources.lexicon("identifier-date-of-birth")
    said = "|".join(rf"\b{re.escape(fold(cue)[0])}(?:\b|[^a-z])" for cue in sorted(cues))
    return Births(
        cue=words(cues),
        not_a_person=words(resources.lexicon("identifier-not-a-person")),
        hints=frozenset({Both(said, _YEARLY)}),
    )
