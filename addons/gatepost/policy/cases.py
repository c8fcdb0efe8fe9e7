"""Cases: a post described by hand, what went before, and what should come of it.

A case stands as an example in a rule, or in a file for `explain`. What it leaves out is filled in so that only what
the case is about needs saying: an employee, on a personal account on X, on a Tuesday at 10:15 Eastern.
A case knows nothing of platforms or calendars: who decides it adds what those say (the platform's nature, work time).
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, RootModel, ValidationError, model_validator
from pydantic_core import ErrorDetails

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.model import (
    Account,
    Activity,
    Agreement,
    Audience,
    Counted,
    Decision,
    Finding,
    Part,
    Past,
    Post,
    Principal,
    Role,
    Usage,
    Use,
    Window,
)
from gatepost.policy.thresholds import MEASURES
from gatepost.policy.vocabulary import ActionName, FindingName, Written
from gatepost.worktime import WRITTEN, WorkTime, read_work_time
from gatepost.yaml_source import parse, validate

A_TUESDAY_MORNING = datetime(2026, 11, 24, 10, 15, tzinfo=timezone(timedelta(hours=-5)))


class Person(Written):
    """Who is at the client, as the staff directory would say it."""

    id: str = "emp-104"
    groups: frozenset[str] = frozenset({"employees"})
    division: str = ""
    time_zone: str = ""
    province: str = ""
    pattern: str = ""
    work_days: str = ""
    hours: str = ""
    lunch: str = ""
    breaks: str = ""
    own_time: str = ""
    language: str = ""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        self.work()
        return self

    def work(self) -> WorkTime:
        return read_work_time({name: getattr(self, name) for name in WRITTEN})

    def principal(self) -> Principal:
        return Principal(
            id=self.id, groups=self.groups, division=self.division, work=self.work(), language=self.language
        )


type Count = Annotated[int, Field(ge=0)]


class UsageBefore(Written):
    """What the person already did in work time; a longer window has at least what a shorter one has."""

    posts_hour: Count = 0
    posts_day: Count = 0
    posts_week: Count = 0
    uploads_hour: Count = 0
    uploads_day: Count = 0
    uploads_week: Count = 0
    bytes_hour: Count = 0
    bytes_day: Count = 0
    bytes_week: Count = 0
    active_minutes_hour: Count = 0
    active_minutes_day: Count = 0
    active_minutes_week: Count = 0

    def within(self, window: Window) -> Usage:
        windows = tuple(Window)[: tuple(Window).index(window) + 1]
        return Usage(**{of: max(getattr(self, f"{of}_{each}") for each in windows) for of in MEASURES.values()})


class Before(Written):
    """What went before. `coach_counts` says how often each rule coached this person within its own period."""

    posts: int = Field(default=0, ge=0)
    coached: bool = False
    agreement: Agreement = Agreement.ACCEPTED
    usage: UsageBefore = UsageBefore()
    coach_counts: Mapping[str, Annotated[int, Field(ge=0)]] = {}


class Expectation(Written):
    """What should come of a case; what is left out is not compared."""

    action: ActionName | None = None
    use: Use | None = None
    rule: str | None = None
    findings: tuple[FindingName, ...] = ()
    absent: tuple[FindingName, ...] = ()


class Case(Written):
    """One post to decide. `account: null` is an acting account that could not be told.

    `thread` are the texts of the person's posts on this account in the last minutes, oldest first.
    """

    id: str = ""
    at: AwareDatetime = A_TUESDAY_MORNING
    principal: Person = Person()
    platform: str = "x"
    activity: Activity = Activity.POST
    account: str | None = Field(default="@maplefan77", min_length=1)
    audience: Audience = Audience.PUBLIC
    reply_to: str = ""
    text: str | None = None
    media: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    before: Before = Field(default=Before(), alias="past")
    expect: Expectation = Expectation()

    def post(self, read_file: Callable[[str], bytes]) -> Post:
        """The post; `read_file` gives the bytes of a `media` path, which is relative to the case's own file."""
        return Post(
            id=self.id,
            at=self.at.astimezone(UTC),
            platform=self.platform,
            endpoint="case",
            activity=self.activity,
            principal=self.principal.principal(),
            account=self._account(),
            audience=self.audience,
            reply_to=self.reply_to,
            parts=tuple(self._parts(read_file)),
        )

    def _parts(self, read_file: Callable[[str], bytes]) -> Iterator[Part]:
        if self.text is not None:
            yield Part(name="text", role=Role.TEXT, data=self.text.encode(errors="replace"))
        for index, path in enumerate(self.media):
            yield Part(
                name=f"media[{index}]",
                role=Role.ATTACHMENT,
                media_type="application/octet-stream",
                filename=PurePosixPath(path).name,
                data=read_file(path),
            )

    def _account(self) -> Account | None:
        if self.account is None:
            return None
        if self.account.isdecimal():
            return Account(platform=self.platform, id=self.account)
        return Account(platform=self.platform, handle=self.account)

    def past(self, platform_groups: Collection[str] = ()) -> Past:
        """What went before, without `work_time`, which only a calendar can tell. All that the person did is taken to have
        been done on this platform, and so in each group of platforms that it is in."""
        before = self.before.usage.model_copy(update={"posts_day": max(self.before.posts, self.before.usage.posts_day)})
        usage = {
            Counted(use, window, group): before.within(window)
            for use in (Use.PERSONAL, Use.PROFESSIONAL)
            for window in Window
            for group in ("", *platform_groups)
        }
        return Past(
            usage=usage,
            coached=self.before.coached,
            coach_counts=self.before.coach_counts,
            agreement=self.before.agreement,
        )


def differences(case: Case, decision: Decision, findings: Sequence[Finding]) -> tuple[str, ...]:
    """What came of a case and was not expected, one sentence each; none: it is as expected."""
    expect, strongest = case.expect, decision.strongest
    compared = (
        ("action", expect.action, decision.action),
        ("use", expect.use, decision.use),
        ("rule", expect.rule, strongest.rule if strongest else "none"),
    )
    seen = {name for finding in findings for name in (finding.label, finding.name)}
    return (
        *(f"{what} is {got}, not {wanted}" for what, wanted, got in compared if wanted not in (None, got)),
        *(f"{name} is not found" for name in expect.findings if name not in seen),
        *(f"{name} is found" for name in expect.absent if name in seen),
    )


class _Cases(RootModel[tuple[Case, ...]]):
    """A file of cases."""


def load_cases(text: str, *, file: str, now: datetime) -> tuple[Case, ...]:
    """The cases of a YAML or JSON list, or of JSON lines; a case without a time is at `now`, one without an id is numbered.

    Raises PolicyErrors with every mistake of the file.
    """
    cases = _from_lines(text, file) if file.endswith(".jsonl") else validate(_Cases, parse(text, file=file)).root
    return tuple(_named(case, index, now) for index, case in enumerate(cases))


def _named(case: Case, index: int, now: datetime) -> Case:
    left_out: dict[str, object] = {"at": now, "id": str(index)}
    return case.model_copy(update={key: value for key, value in left_out.items() if key not in case.model_fields_set})


def _from_lines(text: str, file: str) -> tuple[Case, ...]:
    cases: list[Case] = []
    errors: list[PolicyError] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            errors.append(PolicyError(f"not JSON: {error.msg}", file=file, line=number, column=error.colno))
        except RecursionError:
            errors.append(PolicyError("nested too deeply", file=file, line=number))
        except ValidationError as error:
            errors += [PolicyError(_told(mistake), file=file, line=number) for mistake in error.errors()]
    if errors:
        raise PolicyErrors(errors)
    return tuple(cases)


def _told(mistake: ErrorDetails) -> str:
    place = ".".join(map(str, mistake["loc"]))
    return f"{place}: {mistake['msg'].removeprefix('Value error, ')}"
