"""Every value that crosses a package boundary, and nothing else.

A request becomes a `Post`, the post yields `Finding`s, the findings a `Decision`, the decision a `Response`
and an `Event`. All of them are frozen: a step returns a new value and never changes one it was given.
The words are those of `docs/glossary.md`; the enums' values are what policies, events and metrics say.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cached_property
from io import FileIO
from typing import Literal, NamedTuple

from gatepost.worktime import AS_THE_CALENDAR_SAYS, Pattern, Shift, WorkTime


class Action(IntEnum):
    """What the gate does; the strongest action of the matching rules is `max` of them."""

    ALLOW = 0
    LOG = 1
    COACH = 2
    BLOCK = 3

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def refuses(self) -> bool:
        return self >= Action.COACH


class Use(StrEnum):
    """Which of the guideline's three usage categories a post falls in."""

    OFFICIAL = "official"
    PROFESSIONAL = "professional"
    PERSONAL = "personal"
    UNKNOWN = "unknown"


class Activity(StrEnum):
    """What a request does on the platform."""

    POST = "post"
    REPLY = "reply"
    COMMENT = "comment"
    MESSAGE = "message"
    UPLOAD = "upload"
    PROFILE = "profile"
    REACTION = "reaction"
    EDIT = "edit"
    DRAFT = "draft"
    DELETE = "delete"
    OTHER = "other"


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Audience(StrEnum):
    PUBLIC = "public"
    FOLLOWERS = "followers"
    GROUP = "group"
    DIRECT = "direct"


class Role(StrEnum):
    """What a part is to the reader of the post."""

    TEXT = "text"
    TITLE = "title"
    ALT_TEXT = "alt-text"
    ATTACHMENT = "attachment"


class Client(StrEnum):
    """What kind of program sent a request, which decides how a refusal must look."""

    BROWSER = "browser"  # a navigation: it shows the body of the answer as a page
    SCRIPT = "script"  # a page's own script: fetch, XMLHttpRequest, beacon
    APP = "app"  # an application or a library


class Source(StrEnum):
    """How we know who is at the client."""

    PROXY_AUTH = "proxy-auth"
    CERTIFICATE = "certificate"
    UPSTREAM = "trusted-upstream"
    NETWORK = "network"
    UNKNOWN = "unknown"


class Agreement(StrEnum):
    """The state of a person's Network Use Policy Agreement."""

    ACCEPTED = "accepted"
    MISSING = "missing"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The person at the client. `id` is the directory's; `division` and `language` are empty when not known."""

    id: str
    groups: frozenset[str] = frozenset()
    division: str = ""
    work: WorkTime = AS_THE_CALENDAR_SAYS
    language: str = ""
    source: Source = Source.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The identity that acts on a platform. At least one of `id` and `handle` is known."""

    platform: str
    id: str = ""
    handle: str = ""
    official: bool = False

    def __post_init__(self) -> None:
        if not (self.id or self.handle):
            raise ValueError("an account needs an id or a handle")

    def __str__(self) -> str:
        return self.handle or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as the core sees it: transfer and content coding undone, proxy credentials gone.

    `headers` keep order and duplicates, names in lower case. `body` is at most the policy's limit;
    `truncated` says that it is only the beginning of what the client sent.
    """

    id: str
    received: datetime
    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    truncated: bool = False
    principal: Principal
    client: Client = Client.APP

    def header(self, name: str) -> str:
        """The first header of that (lower-case) name, or an empty string."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One piece of content of a post. `name` is unique in the post: `text`, `text[1]`, `media[0]`.

    No slots: the digest of a long file is worked out once, when it is first asked for.
    """

    name: str
    role: Role
    media_type: str = "text/plain"
    filename: str = ""
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The digest of the content, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        """The length of the content in bytes."""
        return len(self.data)


@dataclass(frozen=True, kw_only=True)
class FiledPart(Part):
    """A part whose content was too long to be kept in memory: it is in an open file without a name.

    `data` is its beginning only. The file is its maker's to close, and nobody else moves its position.
    """

    file: FileIO = field(repr=False, compare=False)

    @cached_property
    def sha256(self) -> str:
        self.file.seek(0)
        return hashlib.file_digest(self.file, "sha256").hexdigest()

    @property
    def size(self) -> int:
        return os.fstat(self.file.fileno()).st_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Where the file in a request belongs, when it is only a piece of one: by its number, or from a byte on.

    Pieces of one file have the same upload, the first of the post's `media`. `total` is the length of the whole in bytes,
    where the request says it; `last` says that nothing comes after it.
    """

    number: int | None = None
    offset: int | None = None
    total: int | None = None
    last: bool = False

    def __post_init__(self) -> None:
        if (self.number is None) == (self.offset is None):
            raise ValueError("a piece has a number or an offset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a request means on its platform.

    `reply_to` is whatever the request says about what it answers: a handle, an id or a URI.
    `target` is the group, page, channel or conversation it goes to. `professional` is the platform's own
    nature (its definition says `professional: true`). `problem` names why the request could not be read
    whole (a value of the label `uninspectable`), or is empty. `media` are ids of earlier uploads. `piece` says that
    the file in it is a piece of one.
    """

    id: str
    at: datetime
    platform: str
    endpoint: str
    activity: Activity
    principal: Principal
    account: Account | None = None
    audience: Audience = Audience.PUBLIC
    reply_to: str = ""
    target: str = ""
    professional: bool = False
    parts: tuple[Part, ...] = ()
    media: tuple[str, ...] = ()
    piece: Piece | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a post: a part, and as much more as is known of it.

    `part` is the part's name; a file within it is known by its number there: `media[0]/2`. `page` counts from 1, `time`
    goes into the video, `box` is left, top, width, height in pixels, `span` is start and end in characters of the text there.
    """

    part: str
    page: int | None = None
    time: timedelta | None = None
    box: tuple[int, int, int, int] | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that detectors look at: as written, and folded for matching.

    `folded` is lower-case, without accents, invisible characters and look-alikes, or a disguise of it undone.
    `offsets[i]` is where that which folded character `i` stands for starts in `original` (one more entry marks the
    end), `ends[i]` where it ends. No offsets: the two have the same positions; no ends: each is one character long.
    Offsets rise, or fall all the way in a text that is read backwards.
    """

    where: Where
    role: Role = Role.TEXT
    original: str = field(repr=False)
    folded: str = field(repr=False)
    offsets: Sequence[int] | None = field(default=None, repr=False)
    ends: Sequence[int] | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in `original` of everything that the folded characters from `start` to `end` stand for."""
        if self.offsets is None:
            return start, end
        if end <= start:
            return self.offsets[start], self.offsets[start]
        first, last = start, end - 1
        if self.offsets[first] > self.offsets[last]:
            first, last = last, first
        return self.offsets[first], self.ends[last] if self.ends is not None else self.offsets[last] + 1

    def written(self, start: int, end: int) -> str:
        """What stands there as its author wrote it: not folded."""
        left, right = self.span(start, end)
        return self.original[left:right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A fact about the post or a part that is not text to be read: what it replies to, a document's own label."""

    where: Where
    name: str
    value: str


type Item = Text | Tag  # what is read; pictures are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Pixels that detectors look at: rows of red, green and blue, one byte each, from the top left, upright."""

    where: Where
    width: int
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a detector saw. It has a place and a redacted excerpt, never the value found.

    `excepted` are the ids of the policy's exceptions that it falls under, whatever their rules and whether or not in force.
    """

    detector: str
    label: str
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()
    confidence: float
    where: Where
    excerpt: str | None = None
    excepted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not in 0..1")

    @property
    def name(self) -> str:
        """`label` or `label:value`, as policies and cases write it."""
        return f"{self.label}:{self.value}" if self.value else self.label


@dataclass(frozen=True, slots=True)
class Holiday:
    """A statutory holiday on the day that the law names, with its name in both languages."""

    day: date
    en: str
    fr: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """When people work, unless the directory says otherwise of a person; made once, when the policy is loaded.

    `shift` is a usual day, `usual` the week of those who have no pattern of their own. `holidays` are those of each
    province, in order, no two on one day; `province` is that of people of whom the directory names none.
    """

    time_zone: str
    province: str
    shift: Shift
    usual: Pattern
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    holidays: Mapping[str, tuple[Holiday, ...]] = field(default_factory=dict, repr=False)


class Window(StrEnum):
    """The span that usage is counted over."""

    HOUR = "hour"  # this minute and the 59 before it
    DAY = "day"  # the person's work day
    WEEK = "week"  # this work day and the six days before it


class Counted(NamedTuple):
    """What a count is of: a use, a window, and a group of platforms of the policy (empty: all platforms together)."""

    use: Use
    window: Window = Window.DAY
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much a person already did in work time, as let through. Minutes in which they did anything are active."""

    posts: int = 0
    uploads: int = 0
    bytes: int = 0
    active_minutes: int = 0


NO_USAGE = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one post adds. `weight` is in hundredths of a post: reactions and messages may weigh less than one."""

    weight: int = 100
    uploads: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What went before, looked up by the shell.

    `usage` is per use class, because a post's use is only known once it is judged; what nothing was done of may be
    left out. `coached` is true when this very content was justified and may pass once. `coach_counts` says how often
    each rule coached this person within its own `coach_at_most` period. `work_time` is whether this moment counts as
    work.
    """

    usage: Mapping[Counted, Usage] = field(default_factory=dict)
    coached: bool = False
    coach_counts: Mapping[str, int] = field(default_factory=dict)
    agreement: Agreement = Agreement.ACCEPTED
    work_time: bool = False

    def used(self, counted: Counted) -> Usage:
        return self.usage.get(counted, NO_USAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One rule that matched, and because of which findings."""

    rule: str
    guideline: str
    action: Action
    severity: Severity
    notice: str
    findings: tuple[Finding, ...] = ()
    shadow: bool = False
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionUsed:
    """That an exception took so many findings from its rule."""

    id: str
    rule: str
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyId:
    """Which policy decided: its own version, and the digest of all its files."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the policy says of one post.

    `action` is what the rules say; `enforced` is false when it is only recorded (observe mode, a shadow
    rule, a pause, a group not yet enforced). `matched` has every rule that matched, in policy order. `exceptions` are
    those without which more might have matched.
    """

    action: Action
    enforced: bool
    use: Use
    matched: tuple[Match, ...] = ()
    policy: PolicyId
    justified: bool = False
    exceptions: tuple[ExceptionUsed, ...] = ()

    @property
    def strongest(self) -> Match | None:
        """The first matched rule in policy order with the strongest action among those not in shadow (else of all)."""
        live = [match for match in self.matched if not match.shadow] or list(self.matched)
        return max(live, key=lambda match: match.action, default=None)

    @property
    def refuses(self) -> bool:
        return self.enforced and self.action.refuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the client gets instead of the platform's answer."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


type EventKind = Literal["decision", "outcome", "justification", "mistake", "agreement", "access", "policy", "fault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A record for the journal: its kind and its fields as JSON values, without the chain."""

    id: str
    kind: EventKind
    at: datetime
    about: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
