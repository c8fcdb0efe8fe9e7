"""The Network Use Policy Agreement: its wording in both languages, and whether what a person accepted still holds.

The wording is the policy's, `agreement/en.md` and `agreement/fr.md`, and carries the monitoring notice. What another part
of the policy says, it names in braces, `{coach}` for how long a coaching is kept, so that the notice cannot say anything
else than what is done. A folder needs the wording as soon as one of its rules asks for the agreement.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from gatepost.errors import PolicyError
from gatepost.model import Agreement
from gatepost.policy.agency import AgencyFile
from gatepost.policy.notices import LANGUAGES
from gatepost.policy.vocabulary import nearest

PLATFORMS = "platforms"  # the one thing that definitions say, and the policy does not
EVIDENCE = "evidence"  # how many days attachments are kept for reviewers, where a rule keeps any
FIELDS = frozenset({"contact", "email", "help_url", "period", "log", "coach", "block", EVIDENCE, PLATFORMS})
_MOST_CHARACTERS = 20_000  # a person reads it: ten pages are too many already
_FIELD = re.compile(r"\{([a-z_]{1,30})\}")


class Accepted(Protocol):
    """What is on record of a person: which version they accepted, and when."""

    @property
    def version(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The agreement in force. `wording` is Markdown by language; without a rule that asks for it there may be none."""

    version: str
    period: timedelta
    wording: Mapping[str, str] = field(repr=False)

    def standing(self, accepted: Accepted | None, at: datetime) -> Agreement:
        """A person's agreement at a moment. What they accepted in another wording has run out as well."""
        if accepted is None:
            return Agreement.MISSING
        holds = accepted.version == self.version and at - accepted.at < self.period
        return Agreement.ACCEPTED if holds else Agreement.EXPIRED

    def text(self, language: str, platforms: Collection[str]) -> str:
        """The wording as a person reads it. `platforms` are the titles of those that the gateway looks into."""
        *others, last = sorted(platforms, key=str.casefold) or ("",)
        named = f"{', '.join(others)} {_AND[language]} {last}" if others else last
        return filled(self.wording[language], {PLATFORMS: named})


_AND = {"en": "and", "fr": "et"}


def terms_of(agency: AgencyFile, files: Mapping[str, str]) -> Terms:
    """The agreement of a folder without mistakes, with everything filled in that the policy itself says."""
    return Terms(
        version=agency.agreement.version,
        period=agency.agreement.period,
        wording={
            language: filled(text, _values(agency, language))
            for language in LANGUAGES
            if (text := files.get(_file(language)))
        },
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these values in place of their names; other names stay."""
    return _FIELD.sub(lambda name: values.get(name[1], name[0]), text)


def agreement_errors(files: Mapping[str, str], *, asked_for: bool, keeping: str = "") -> Iterator[PolicyError]:
    """What is wrong with the wording. `asked_for` says that a rule asks for the agreement; `keeping` is one with `evidence`."""
    there = {language for language in LANGUAGES if files.get(_file(language), "").strip()}
    for language in LANGUAGES:
        if (asked_for or there) and language not in there:
            yield PolicyError(
                "the agreement is missing in this language: write what people accept, with the monitoring notice",
                file=_file(language),
            )
    for language in there:
        text, file = files[_file(language)], _file(language)
        yield from _errors_in(text, file)
        if keeping and f"{{{EVIDENCE}}}" not in text:
            message = (
                f"the rule {keeping!r} keeps attachments for reviewers: say so, and for how long: {{{EVIDENCE}}} days"
            )
            yield PolicyError(message, file=file)


def _errors_in(text: str, file: str) -> Iterator[PolicyError]:
    if len(text) > _MOST_CHARACTERS:
        yield PolicyError(f"longer than {_MOST_CHARACTERS} characters: nobody would read it", file=file)
        return
    for number, line in enumerate(text.splitlines(), 1):
        for name in _FIELD.finditer(line):
            if name[1] not in FIELDS:
                message = f"there is nothing called {name[0]} to fill in; {nearest(name[1], FIELDS)}"
                yield PolicyError(message, file=file, line=number, column=name.start() + 1)


def _values(agency: AgencyFile, language: str) -> Mapping[str, str]:
    return {
        "contact": agency.contact.en if language == "en" else agency.contact.fr,
        "email": agency.contact.email,
        "help_url": agency.help_url,
        "period": str(agency.agreement.period.days),
        **{action: str(getattr(agency.retention, action).days) for action in ("log", "coach", "block", EVIDENCE)},
    }


def _file(language: str) -> str:
    return f"agreement/{language}.md"
