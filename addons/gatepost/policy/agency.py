"""`agency.yaml` and `accounts.yaml` as operators write them: what may be written, and the defaults.

The defaults are the shipped policy's figures. They are the operators' to change, so nothing else repeats them.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from gatepost.model import Use
from gatepost.policy.rule import RuleFile
from gatepost.policy.units import Duration, Size
from gatepost.policy.usage import UsageFile
from gatepost.policy.vocabulary import Bilingual, Label, Name, Written, not_empty


class Mode(StrEnum):
    ENFORCE = "enforce"
    OBSERVE = "observe"  # decide and record, refuse nothing


class Fault(StrEnum):
    """What happens to a request when a part of Gatepost failed."""

    OPEN = "open"  # it goes on
    CLOSED = "closed"  # it is refused


def _an_address(email: str) -> str:
    if not re.fullmatch(r"[^@\s]{1,100}@[^@\s]{1,100}", email):
        raise ValueError("write an e-mail address: team@agency.example")
    return email


def _a_link(url: str) -> str:
    if not re.fullmatch(r"https://[^\s\"<>\\]{1,400}", url):
        raise ValueError("write a link that begins with https://")
    return url


class Contact(Bilingual):
    """Whom to ask: the name in both languages, and how to reach them."""

    email: Annotated[str, AfterValidator(_an_address)]


def _whole_days(length: timedelta) -> timedelta:
    if length % timedelta(days=1):
        raise ValueError("write whole days, such as 90d: a period turns at midnight")
    return length


class Retention(Written):
    """How long events are kept, by the action they record; `decided` when they were used for a decision about somebody.

    `evidence` is how long what was sealed for reviewers is kept, never longer than its event. `pseudonyms` is not an
    age: it is how long people keep the same name in the record.
    """

    log: Duration = timedelta(days=30)
    coach: Duration = timedelta(days=90)
    block: Duration = timedelta(days=365)
    decided: Duration = timedelta(days=730)
    evidence: Duration = timedelta(days=30)
    pseudonyms: Annotated[Duration, AfterValidator(_whole_days)] = timedelta(days=90)


class Reason(Bilingual):
    """One answer a person can choose when they go on after coaching."""

    id: Name


class Coaching(Written):
    """How long a justification holds for the same content, and the reasons to choose from."""

    window: Duration = timedelta(minutes=10)
    reasons: Annotated[tuple[Reason, ...], AfterValidator(not_empty)]


class Limits(Written):
    """The largest body that is read, by media type, the memory that all bodies together may take, and the room on disk that
    pieces of uploads may; in bytes. `evidence` is what may be sealed of one incident. A file put together from pieces may be as large as a film."""

    text: Size = 4 * 2**20
    image: Size = 32 * 2**20
    document: Size = 64 * 2**20
    audio: Size = 256 * 2**20
    video: Size = 256 * 2**20
    other: Size = 2**20
    in_flight: Size = 512 * 2**20
    spill: Size = 2 * 2**30
    evidence: Size = 8 * 2**20


class AllowanceFile(Written):
    """How much may come out of one part of a post: what is beyond it is not seen, and said to be so. Sheets and slides are pages."""

    inflated: Size = 256 * 2**20
    characters: Annotated[int, Field(ge=1, le=100_000_000)] = 5_000_000
    pages: Annotated[int, Field(ge=1, le=10_000)] = 300
    frames: Annotated[int, Field(ge=1, le=10_000)] = 120
    files: Annotated[int, Field(ge=1, le=100_000)] = 1000
    megapixels: Annotated[int, Field(ge=1, le=200)] = 40
    depth: Annotated[int, Field(ge=1, le=20)] = 8
    time: Duration = timedelta(seconds=20)


class PostAllowanceFile(AllowanceFile):
    """The same for all parts of a post together."""

    inflated: Size = 512 * 2**20
    characters: Annotated[int, Field(ge=1, le=100_000_000)] = 10_000_000
    pages: Annotated[int, Field(ge=1, le=10_000)] = 600
    frames: Annotated[int, Field(ge=1, le=10_000)] = 240
    files: Annotated[int, Field(ge=1, le=100_000)] = 2000
    time: Duration = timedelta(seconds=40)


class ReadingFile(Written):
    """The allowances, and how long a post waits for a reader."""

    part: AllowanceFile = AllowanceFile()
    post: PostAllowanceFile = PostAllowanceFile()
    wait: Duration = timedelta(seconds=10)


def _at_most[V: (int, timedelta)](most: V, written: str) -> AfterValidator:
    def check(value: V) -> V:
        if value > most:
            raise ValueError(f"write at most {written}: this is kept in memory, and for as little as will do")
        return value

    return AfterValidator(check)


class Threads(Written):
    """What is looked for in the latest posts of a person read together; without labels, no text is remembered."""

    window: Annotated[Duration, _at_most(timedelta(minutes=10), "10m")] = timedelta(minutes=10)
    size: Annotated[Size, _at_most(10 * 2**10, "10KiB")] = 10 * 2**10
    labels: frozenset[Label] = frozenset(
        {"classification", "confidential-when-completed", "personal-identifier", "microdata", "credential"}
    )


class AgreementFile(Written):
    """Which wording of the Network Use Policy Agreement people accept, and for how long it holds."""

    version: Annotated[str, Field(min_length=1, max_length=40)] = "1"
    period: Duration = timedelta(days=90)


class OnFault(Written):
    """What happens when a part of Gatepost failed; a use that is not named follows `default`."""

    official: Fault | None = None
    professional: Fault | None = None
    personal: Fault | None = None
    unknown: Fault | None = None
    default: Fault = Fault.CLOSED

    def of(self, use: Use) -> Fault:
        chosen: Fault | None = getattr(self, use)
        return chosen or self.default


class AgencyFile(Written):
    """`agency.yaml`: the settings and the rules."""

    version: Annotated[str, Field(min_length=1, max_length=40)]
    mode: Mode
    notice_given: date | None = None
    enforce_groups: frozenset[Name] = frozenset()
    unknown_use: Literal[Use.PROFESSIONAL, Use.PERSONAL] = Use.PERSONAL
    on_fault: OnFault = OnFault()
    contact: Contact
    help_url: Annotated[str, AfterValidator(_a_link)]
    journal: Literal["grouped", "strict"] = "grouped"
    retention: Retention = Retention()
    coaching: Coaching
    messages: frozenset[Label] = frozenset(
        {
            "classification",
            "confidential-when-completed",
            "sensitivity-label",
            "personal-identifier",
            "microdata",
            "enrolled-record",
            "credential",
            "uninspectable",
        }
    )
    limits: Limits = Limits()
    reading: ReadingFile = ReadingFile()
    threads: Threads = Field(default_factory=Threads)  # a made value's set would stand in the schema in any order
    agreement: AgreementFile = AgreementFile()
    usage: UsageFile = Field(default_factory=UsageFile)
    repeat_window: Duration = timedelta(minutes=10)
    longest_exception: Annotated[Duration, AfterValidator(_whole_days)] = timedelta(days=90)
    rules: Annotated[tuple[RuleFile, ...], AfterValidator(not_empty)]


class AccountsFile(Written):
    """`accounts.yaml`: the agency's official accounts (handles or ids) on each platform, and the groups of people."""

    accounts: Mapping[Name, frozenset[Annotated[str, Field(min_length=1, max_length=200)]]]
    groups: Mapping[Name, Bilingual]
