"""What must be remembered between requests, as values and one protocol that every kind of storage fulfils.

The way of one post: `begin` says what went before and takes the post's place in the window in the same atomic step,
the policy decides, and `settle` keeps the place when the platform took the post, or gives it back. Whatever is held
and never settled (a worker died) lapses by itself: a failure of ours never counts against a person.

A place counts in every window that its minute or its work day is in. What is counted is summed by minute (for the hour;
kept for `MINUTES_KEPT`) and by work day (for the day and the week), for each use, over all platforms and over each group;
a minute is active in a sum as long as at least one place is in it.

Times are aware; principals, sessions and contents are identifiers that the caller made, contents by `content_key`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from gatepost.model import Counted, Counts, Finding, Usage, Use
from gatepost.state.coaching import Incident, Incidents

RETRY_WINDOW = timedelta(minutes=10)  # the same content again within this is a client's retry: one post, one incident
HOLD_LAPSES = timedelta(minutes=15)  # longer than any upload takes that a platform still accepts
PLACES_KEPT = timedelta(hours=1)  # while they are, keeping one again changes nothing
MINUTES_KEPT = timedelta(hours=2)  # an hour is counted, and a hold may be given back after it began
DAYS_KEPT = timedelta(days=8)  # a week is counted, and the sun rises a day apart
UPLOADS_KEPT = timedelta(days=15)  # the longest that a platform is known to wait for the post of an upload (X)
AGREEMENTS_KEPT = timedelta(days=5 * 366)  # whoever accepted so long ago is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One post on its way. `token` is the post's own id.

    `use` is the class in which `counts` are added, over all platforms together and over each of `groups`, the groups of
    platforms that this one is in; None looks up and adds nothing (a draft, official use, a post in one's own time).
    Beginning the same token again takes no second place.

    `own_time` is how many minutes of this work day are the person's own, whenever they take them; 0 where the calendar
    alone says whether the moment is work.
    """

    token: str
    principal: str
    platform: str
    account: str = ""
    content: str
    at: datetime
    work_day: date
    use: Use | None = None
    counts: Counts = field(default_factory=Counts)
    groups: tuple[str, ...] = ()
    own_time: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAgreement:
    """Which version of the Network Use Policy Agreement a person last accepted, and when."""

    version: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadId:
    """An upload as a platform names it, of one person: ids of some platforms are times, and two people's may be the same."""

    platform: str
    principal: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedUpload:
    """What was found in an upload that a platform may have; `justified`: its person was coached, and sent it all the same."""

    findings: tuple[Finding, ...]
    justified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How much a person did: in work time by use, window and group of platforms (what nothing was done of may be left
    out), and how many minutes of their own they used in this work day."""

    usage: Mapping[Counted, Usage] = field(default_factory=dict)
    own_used: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPast:
    """What went before an attempt; its own place is not in `volume`, its own minute is.

    `own_time` says that this minute is one of the person's own, so that the attempt takes no place. `coachings` has the
    times at which each rule coached this person, newest last. `incident` is the one still open for the same content.
    `passes` says that this attempt has taken the one passage that a justification gives. `holds` says that there is
    something to settle.
    """

    volume: Volume = Volume()
    own_time: bool = False
    coachings: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    agreement: AcceptedAgreement | None = None
    incident: Incident | None = None
    passes: bool = False
    holds: bool = False


class State(Incidents, Protocol):
    """The memory of a gateway. Every call is one short transaction; a failure is `GatepostFault(stage="state")`."""

    async def begin(self, attempt: Attempt) -> StoredPast:
        """What went before, and in the same step the attempt's place in the window and its passage, if it has one.

        Two workers cannot both be told of the last free place. To ask before the use is known, begin without `use`
        and begin again with it: the second answer is the binding one.

        An attempt with `own_time` is in the person's own time when its minute is the last of their own that was counted,
        or while fewer than `own_time` are: it then uses that minute, once and for good, and takes no place. Content
        that has a place keeps it, and uses no minute. Without a `use`, it is said and no minute is used.
        """

    async def settle(self, attempt: Attempt, *, kept: bool, late: bool = False) -> None:
        """Keep what an attempt holds (the platform took it), or give it back (refused, failed).

        Harmless if nothing is held, and when done twice. `late`: it could not be said in time; a place that lapsed before
        it could be kept is taken again, unless its content has one.
        """

    async def volume_of(self, principal: str, *, at: datetime, work_day: date) -> Volume:
        """How much a person did, for the person themselves."""

    async def remember_session(self, platform: str, session_hash: str, account_id: str, handle: str) -> None:
        """Which account acts in a session, learnt from an answer of the platform."""

    async def account_of(self, platform: str, session_hash: str) -> tuple[str, str] | None:
        """The id and handle (either may be empty) of the account that acts in a session, if it was learnt."""

    async def accept_agreement(self, principal: str, version: str, language: str, at: datetime) -> None:
        """A person accepted this version of the agreement."""

    async def agreement_of(self, principal: str) -> AcceptedAgreement | None:
        """The agreement that a person last accepted."""

    async def put_off_agreement(self, principal: str, until: datetime) -> None:
        """A person would rather read the agreement later."""

    async def has_put_off_agreement(self, principal: str, at: datetime) -> bool:
        """Whether it is not time yet to ask this person again."""

    async def remember_upload(self, upload: UploadId, judged: JudgedUpload) -> None:
        """What was found in an upload, beside what was found in it before."""

    async def judged_upload(self, upload: UploadId) -> JudgedUpload | None:
        """What was found in an upload; None when it is not known, or nothing was."""

    async def ping(self) -> None:
        """Nothing, in the way in which everything else is done: fails when everything else would."""

    async def close(self) -> None:
        """Write what is still to be written; nothing may be called afterwards."""
