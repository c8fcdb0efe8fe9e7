"""`exceptions.yaml`: what a rule lets pass until a day, because reviewers saw that it was refused by mistake.

An exception is content known by its digest, or a phrase. It is in force for the rule that it names and for no other, and
only takes away what was found; a rule that looks at something else cannot have one. The rule to keep: an exception ends by
itself, after at most as many days as `longest_exception` says.

(In code an exception is an `Exemption`: Python has another use for the word.)
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from gatepost.enrolment.phrases import LONGEST, Phrase
from gatepost.errors import PolicyError, PolicyErrors
from gatepost.folding import fold, words
from gatepost.model import ExceptionUsed, Finding
from gatepost.policy.rule import RuleFile
from gatepost.policy.vocabulary import Name, Words, Written, nearest
from gatepost.yaml_source import Document, parse, validate

FILE = "exceptions.yaml"
MOST = 500  # each is looked for beside every finding
SHORTEST = 8  # letters and digits of a phrase: what is shorter stands in too many texts
_DAY = timedelta(days=1)
type _Day = Annotated[date, Field(lt=date(9000, 1, 1))]  # later ones cannot be counted on from
_DIGEST = re.compile(r"(?:hmac-)?sha256:[0-9a-f]{64}")


def folded_phrase(written: str) -> str:
    """A phrase as it is compared: folded as texts are, single blanks. ValueError for one that says too little or too much."""
    phrase = " ".join(fold(written)[0].split())
    if len(phrase) > LONGEST:
        raise ValueError(f"write at most {LONGEST} characters: a phrase, not a text")
    if "*" in phrase:
        raise ValueError("write the words themselves: `*` stands for nothing here")
    if sum(character.isalnum() for character in phrase) < SHORTEST:
        raise ValueError(f"write at least {SHORTEST} letters or digits: what is shorter stands in too many texts")
    return phrase


def _a_phrase(written: str) -> str:
    folded_phrase(written)
    return written


def is_digest(written: str) -> bool:
    """Whether it is a digest as the record has them."""
    return _DIGEST.fullmatch(written) is not None


def _a_digest(written: str) -> str:
    if not is_digest(written):
        raise ValueError("write a digest as the record has it: sha256: or hmac-sha256: and 64 hexadecimal digits")
    return written


class ExceptionFile(Written):
    """One exception: `since` and `until` are the first and the last day that it is in force, `event` the incident that it is for."""

    id: Name
    rule: Name
    digest: Annotated[str, AfterValidator(_a_digest)] | None = None
    phrase: Annotated[str, Field(max_length=2 * LONGEST), AfterValidator(_a_phrase)] | None = None
    owner: Words
    reason: Words
    since: _Day
    until: _Day
    event: Annotated[str, Field(max_length=60)] = ""

    @model_validator(mode="after")
    def _says_what_and_how_long(self) -> Self:
        if (self.digest is None) == (self.phrase is None):
            raise ValueError("write `digest` or `phrase`: one of them")
        if self.until < self.since:
            raise ValueError("`until` is before `since`: an exception has at least one day")
        return self


class ExceptionsFile(Written):
    """`exceptions.yaml`."""

    exceptions: Annotated[tuple[ExceptionFile, ...], Field(max_length=MOST)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One exception as it decides: for which rule, and from when until when."""

    rule: str
    begins: datetime
    ends: datetime

    def in_force(self, at: datetime) -> bool:
        return self.begins <= at < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemptions:
    """Those of a policy, by id; and the ids of those that know content by a digest, and of those that know a phrase."""

    by_id: Mapping[str, Exemption] = field(default_factory=dict)
    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    phrases: tuple[Phrase, ...] = field(default=(), repr=False)

    def for_rule(self, finding: Finding, rule: str, at: datetime) -> Iterator[str]:
        """The ids of those that take a finding from a rule at a moment."""
        for name in finding.excepted:
            known = self.by_id.get(name)
            if known and known.rule == rule and known.in_force(at):
                yield name


NO_EXEMPTIONS = Exemptions()


def load_exceptions(
    files: Mapping[str, str], rules: Sequence[RuleFile], longest: timedelta, time_zone: str
) -> Exemptions:
    """The exceptions of a policy folder, none where it has no such file. PolicyErrors has every mistake."""
    if FILE not in files:
        return NO_EXEMPTIONS
    document = parse(files[FILE], file=FILE)
    written = validate(ExceptionsFile, document).exceptions
    errors = [
        *_twice(written, document),
        *_of_no_rule(written, rules, document),
        *_too_long(written, longest, document),
    ]
    if errors:
        raise PolicyErrors(errors)
    zone = ZoneInfo(time_zone)
    digests: dict[str, tuple[str, ...]] = {}
    for one in written:
        if one.digest:
            digests[one.digest] = (*digests.get(one.digest, ()), one.id)
    return Exemptions(
        by_id={one.id: _exemption(one, zone) for one in written},
        digests=digests,
        phrases=tuple(_phrase(one.id, folded_phrase(one.phrase)) for one in written if one.phrase is not None),
    )


def over(files: Mapping[str, str], today: date) -> Iterator[PolicyError]:
    """Of a folder that loads, the exceptions that are over: they do no harm, and nobody needs them any more."""
    if FILE in files:
        document = parse(files[FILE], file=FILE)
        for place, one in enumerate(validate(ExceptionsFile, document).exceptions):
            if one.until < today:
                yield document.error(
                    ("exceptions", place, "until"), f"the exception {one.id!r} ended on {one.until}: remove it"
                )


def used(findings: Iterable[tuple[str, str]]) -> tuple[ExceptionUsed, ...]:
    """What exceptions took away, from pairs of an exception's id and its rule, one for each finding."""
    return tuple(
        ExceptionUsed(id=name, rule=rule, findings=count) for (name, rule), count in sorted(Counter(findings).items())
    )


def _phrase(name: str, folded: str) -> Phrase:
    return Phrase(id=name, word=max(folded.split(), key=len), pattern=words([folded]))


def _exemption(written: ExceptionFile, zone: ZoneInfo) -> Exemption:
    return Exemption(
        rule=written.rule,
        begins=datetime.combine(written.since, datetime.min.time(), zone),
        ends=datetime.combine(written.until + _DAY, datetime.min.time(), zone),
    )


def _twice(written: Sequence[ExceptionFile], document: Document) -> Iterator[PolicyError]:
    seen: set[str] = set()
    for place, one in enumerate(written):
        if one.id in seen:
            yield document.error(
                ("exceptions", place, "id"), f"another exception is called {one.id!r}: give each its own name"
            )
        seen.add(one.id)


def _of_no_rule(
    written: Sequence[ExceptionFile], rules: Sequence[RuleFile], document: Document
) -> Iterator[PolicyError]:
    known = {rule.id: bool(rule.when.finding or rule.when.all_findings) for rule in rules}
    for place, one in enumerate(written):
        if one.rule not in known:
            yield document.error(
                ("exceptions", place, "rule"), f"there is no rule {one.rule!r}; {nearest(one.rule, known)}"
            )
        elif not known[one.rule]:
            yield document.error(
                ("exceptions", place, "rule"),
                f"the rule {one.rule!r} is about no finding, so there is nothing that an exception could take from it",
            )


def _too_long(written: Sequence[ExceptionFile], longest: timedelta, document: Document) -> Iterator[PolicyError]:
    for place, one in enumerate(written):
        if one.until - one.since >= longest:
            latest = one.since + longest - _DAY
            yield document.error(
                ("exceptions", place, "until"),
                f"at most {longest.days} days (`longest_exception`): write {latest} or an earlier day",
            )
