"""When a phrase about the author or the agency says nothing of the kind: quoted, denied, wished, or about others.

Each refusal is asked of a phrase with its surroundings and answers whether it takes the meaning away. Which refusal
guards which list of phrases is the table in `affiliation.py`.
"""

import re
from dataclasses import dataclass

from gatepost.detectors.agency import AGENCY, GOVERNMENT
from gatepost.detectors.context import clause_after, clause_before
from gatepost.detectors.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Text

_EDGE_BEFORE = re.compile(r"(?:^|[|•·/\n.;:!?()\u2013-]|[^\x00-\x7f])[^\w@#]{0,4}$")
_EDGE_AFTER = re.compile(r"[^\w@#]{0,3}(?:$|[|•·/\n.;,!()#@&+*-]|[^\x00-\x7f])")
_NOUN_BEFORE = re.compile(r"(\w+)\s*,\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A phrase found in a text with names marked."""

    reading: Text
    text: str
    match: re.Match[str]

    @property
    def before(self) -> str:
        return clause_before(self.text, self.match.start())

    @property
    def after(self) -> str:
        return clause_after(self.text, self.match.end())

    @property
    def so_far(self) -> str:
        """The clause up to the end of the phrase."""
        return self.before + self.match.group()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    denied: re.Pattern[str]
    not_own: re.Pattern[str]
    not_meant: re.Pattern[str]
    not_employer: re.Pattern[str]
    first_person: re.Pattern[str]
    about_oneself: re.Pattern[str]
    unreal: re.Pattern[str]
    reporting: re.Pattern[str]
    commercial: re.Pattern[str]
    vacancy: re.Pattern[str]

    def no_employer(self, said: Said) -> bool:
        """The name goes on to be a thing ("StatCan data"), or the phrase is a question."""
        end = said.match.end()
        return self.not_employer.match(said.text, end) is not None or said.text[end : end + 2].strip() == "?"

    def somebody_elses_job(self, said: Said) -> bool:
        phrase = said.match.group()
        return bool(
            self.not_own.search(phrase)
            or self.unreal.search(phrase)
            or self.not_meant.search(said.before)
            or self.no_employer(said)
        )

    def no_job_of_the_author(self, said: Said) -> bool:
        """For phrases without a subject: the sentence must speak of the author, and of nobody else before."""
        return bool(
            not self.first_person.search(f"{said.before} | {said.after}")
            or self.not_own.search(said.so_far)
            or self.unreal.search(said.so_far)
            or self.reporting.search(said.so_far + said.after)
            or self.vacancy.search(said.text)
            or self.no_employer(said)
        )

    def no_profile(self, said: Said) -> bool:
        """Something else stands between the two dots, bars or line ends."""
        return bool(
            not _starts_profile_line(said)
            or not _EDGE_AFTER.match(said.text, said.match.end())
            or self.reporting.search(said.after)
            or self.vacancy.search(said.text)
        )

    def not_for_the_agency(self, said: Said) -> bool:
        return bool(self.denied.search(said.so_far) or self.reporting.search(said.so_far))

    def another_organization(self, said: Said) -> bool:
        return bool(self.reporting.search(said.so_far) or self.commercial.search(said.so_far + said.after))

    def agency_not_named(self, said: Said) -> bool:
        named = any(kind * 3 in said.text for kind in (AGENCY, GOVERNMENT))
        return not named or self.another_organization(said)

    def somebody_elses_views(self, said: Said) -> bool:
        return self.not_own.search(said.before) is not None

    def not_about_the_post(self, said: Said) -> bool:
        return not self.about_oneself.search(said.so_far) or self.somebody_elses_views(said)


def refusals(resources: Resources) -> Refusals:
    def words(name: str) -> re.Pattern[str]:
        return phrase_pattern(resources, name)

    return Refusals(
        denied=words("denials"),
        not_own=words("other-people"),
        not_meant=re.compile(rf"{words('not-meant').pattern}\W{{0,3}}$"),
        not_employer=re.compile(rf"(?:'s)?\W{{1,2}}{words('not-an-employer').pattern}"),
        first_person=words("first-person"),
        about_oneself=words("about-oneself"),
        unreal=words("unreal"),
        reporting=words("reporting"),
        commercial=words("commercial"),
        vacancy=words("vacancies"),
    )


def _starts_profile_line(said: Said) -> bool:
    """Behind a comma only what follows a common noun: "Runner, economist at" is a profile, "Jane Roe, economist at" news."""
    start = said.match.start()
    if _EDGE_BEFORE.search(said.text[max(0, start - 40) : start]):
        return True
    place = said.reading.span(start, start + 1)[0]
    noun = _NOUN_BEFORE.search(said.reading.original[max(0, place - 40) : place])
    return noun is not None and noun[1].islower()
