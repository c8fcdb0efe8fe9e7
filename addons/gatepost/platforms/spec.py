"""The shape of a platform definition (`policy/platforms/<name>.yaml`); docs/platforms.md explains every key.

A definition is data: which hosts, which requests write and where in them the text, the media and the account stand.
The one rule to keep: what is accepted here is complete; nothing downstream checks a definition again.
"""

import re
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from gatepost.model import Activity, Audience
from gatepost.platforms.paths import Context, Locator, parse_locator
from gatepost.platforms.tree import Node, text_of


def _as_list(given: object) -> object:
    """One thing where a list is asked for is a list of one."""
    return given if isinstance(given, list | tuple) else [given]


def _checked(pattern: str, advice: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"`{text}`: {advice}")
        return text

    return AfterValidator(check)


type Name = Annotated[str, _checked(r"[a-z0-9]+(?:-[a-z0-9]+)*", "write lower-case words with hyphens, as create-post")]
type Host = Annotated[
    str,
    _checked(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+", "write a lower-case host name, or `*.` and one for all below it"),
]
type PathPattern = Annotated[
    str,
    _checked(
        r"(?:/[^/{}*\s]*(?:\{\}[^/{}*\s]*)?)*(?:/\*\*)?(?<=.)",
        "write a path as /v1/posts/{}, one `{}` in a segment, `/**` at the end for everything below",
    ),
]
type Method = Literal["POST", "PUT", "PATCH", "DELETE", "GET"]
type At = Annotated[Locator, PlainValidator(parse_locator)]
type Listed[T] = Annotated[tuple[T, ...], BeforeValidator(_as_list)]
type Locators = Listed[At]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Refusal(_Shape):
    """What a client of the platform gets instead of its answer; `shown`: it is known to show our sentence.

    Strings of `body` may hold {message} {message_en} {message_fr} {incident} {page} {help} {code}. A `body` that is one string
    is text of its content type, and filled with that type's escapes.
    """

    status: int = Field(default=403, ge=200, le=599)
    content_type: str = "application/json"
    body: Any
    shown: bool = False


class AudienceMap(_Shape):
    """Who sees a post, by a value in it."""

    at: Locators
    values: Mapping[str, Audience]
    default: Audience = Audience.PUBLIC


def _conditions(given: object) -> object:
    """`{place: value}` as pairs of a parsed locator and the values it may have."""
    if not isinstance(given, Mapping):
        raise ValueError("write a mapping of places to values: {visibility: direct}")  # noqa: TRY004 - pydantic's way
    return tuple(Condition.of(place, wanted) for place, wanted in given.items())


class Verdict(IntEnum):
    """Whether a condition holds: of no reading of the request, of some, or of all."""

    NO = 0
    SOME = 1
    YES = 2


class Condition(_Shape):
    """What must hold of a place: `present`, `absent`, or one of some values. Null and empty things are absent."""

    place: At
    wanted: frozenset[str] | Literal["present", "absent"]

    @classmethod
    def of(cls, place: str, wanted: object) -> "Condition":
        locator = parse_locator(place)
        if wanted in ("present", "absent"):
            return cls.model_construct(place=locator, wanted=wanted)
        values = wanted if isinstance(wanted, list) else [wanted]
        if not values or not all(isinstance(value, str | int | bool) for value in values):
            raise ValueError(f"`{place}`: write present, absent, a value or a list of values")
        texts = (str(value).lower() if isinstance(value, bool) else str(value) for value in values)
        return cls.model_construct(place=locator, wanted=frozenset(texts))

    def judge(self, context: Context) -> Verdict:
        """Several readings of the place may differ: then the condition holds of some."""
        found = self.place.find(context)
        if isinstance(self.wanted, frozenset):
            fits = [_as_written(value) in self.wanted for value in found]
            return Verdict.NO if not any(fits) else Verdict.YES if all(fits) else Verdict.SOME
        there = [value not in (None, "", [], {}) for value in found]
        present = Verdict.NO if not any(there) else Verdict.YES if all(there) else Verdict.SOME
        return present if self.wanted == "present" else Verdict(Verdict.YES - present)


def _as_written(value: Node) -> str | None:
    return str(value).lower() if isinstance(value, bool) else text_of(value)


type Conditions = Annotated[tuple[Condition, ...], PlainValidator(_conditions)]


class _Route(_Shape):
    """Which requests: a method, a host and a path of the definition."""

    name: Name
    hosts: Listed[Host] = ()
    method: Listed[Method] = ("POST",)
    path: Listed[PathPattern] = ()


class BodyKind(StrEnum):
    """How the body of an endpoint is read; `auto` is by what it is declared to be and by what it is."""

    AUTO = "auto"
    RAW = "raw"
    PROTOBUF = "protobuf"


class Pieces(_Shape):
    """How an upload in pieces says where the file of a request belongs: by number, the first of which is `first`, or by
    the byte it begins at. A request that says neither has a whole file.

    What says the `total`, or which piece is the `last`, has no closing call: the piece that ends there is judged with all
    the others.
    """

    number: Locators = ()
    first: int = Field(default=0, ge=0, le=1)
    offset: Locators = ()
    total: Locators = ()
    last: Conditions = ()


class SendsTo(_Shape):
    """Where the answer to an opening call says to which addresses the file is to be sent.

    `media` names the upload; `whole` are addresses of the whole file. Each value at `each` is about one piece: its `address`,
    and the byte at which it begins (`offset`; pieces that do not say are in order). `address` and `offset` count from it.
    """

    media: Locators
    whole: Locators = ()
    each: Locators = ()
    address: Locators = ()
    offset: Locators = ()


class Endpoint(_Route):
    """One kind of write: which requests it is, what it does, and where everything stands in it."""

    activity: Activity
    transport: Name | None = None
    operation: Listed[str] = ()
    when: Conditions = ()
    body: BodyKind = BodyKind.AUTO
    root: Locators = ()
    text: Locators = ()
    title: Locators = ()
    alt: Locators = ()
    files: Locators = ()
    media: Locators = ()
    pieces: Pieces | None = None
    closes: bool = False
    gives: Locators = ()
    sends_to: SendsTo | None = None
    account: Locators = ()
    handle: Locators = ()
    reply_to: Locators = ()
    target: Locators = ()
    audience: Audience | AudienceMap | None = None
    refusal: Name | None = None
    end_to_end: bool = False


class Transport(_Route):
    """One address that carries many operations (GraphQL): where their names stand, and which of them only read."""

    operation: Locators
    ignore: Listed[str] = ()
    root: Locators = ()
    refusal: Name | None = None


class Ignore(_Route):
    """Requests that only read, sign in or measure, although they use POST."""

    when: Conditions = ()


class Learn(_Route):
    """An answer that says who is signed in."""

    method: Listed[Method] = ("GET",)
    account: Locators = ()
    handle: Locators = ()


class PlatformSpec(_Shape):
    """One social platform."""

    platform: Name
    title: str
    version: str
    professional: bool = False
    hosts: Listed[Host] = ()
    shared_hosts: Listed[Host] = ()
    leave_alone: Listed[Host] = ()
    session: Locators = ()
    account: Locators = ()
    handle: Locators = ()
    refusals: Mapping[Name, Refusal]
    transports: tuple[Transport, ...] = ()
    endpoints: tuple[Endpoint, ...]
    ignore: tuple[Ignore, ...] = ()
    learn: tuple[Learn, ...] = ()
    frames: tuple[Endpoint, ...] = ()

    def endpoint(self, name: str) -> Endpoint | None:
        return next((endpoint for endpoint in (*self.endpoints, *self.frames) if endpoint.name == name), None)


class Target(_Shape):
    platform: str
    id: str


class NeverInspect(_Shape):
    """What is never looked into, whatever the definitions say: hosts, and groups, pages or conversations."""

    hosts: Listed[Host] = ()
    targets: tuple[Target, ...] = ()


class Hosts(BaseModel):
    """`policy/hosts.yaml`: the agency's own list of hosts of federated platforms, and of what is left alone."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Listed[Host]] = Field(init=False)

    never_inspect: NeverInspect = NeverInspect()
    prohibited: Listed[str] = ()

    @property
    def platforms(self) -> Mapping[str, tuple[str, ...]]:
        return self.__pydantic_extra__
