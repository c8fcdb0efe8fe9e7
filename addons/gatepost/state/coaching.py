"""What is remembered of a refusal for the person who was told of it: the incident, and the calls that answer it.

An incident is about one content of one person on one account, and open until it expires or its content has passed. It is
kept for a while after that, so that its person can look at it again. Nothing in it is a word of what was refused.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from gatepost.model import Action

INCIDENTS_KEPT = timedelta(days=8)  # after they expire: as long as the counts of a week, which stand beside them
INCIDENTS_SHOWN = 50  # of one person at a time

type Answer = Literal["", "justified", "back", "lapsed"]
type Told = tuple[str, str, str, str]  # a kind of thing in English and French, and the part it is in, in both


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A refusal that the person is told of, by the number on the notice.

    `rules` are those that refused. Only an incident whose action is `coach` can be justified; it may then pass once until
    `expires`. `reason` is what the person gave, as the record has it. `over`: its content has passed, or was refused for
    more since. `told`: the refusal itself is shown to people, or the notice was since. `reported`: the person says that
    it is a mistake.
    """

    number: str
    event: str
    principal: str
    platform: str
    account: str = ""
    content: str
    action: Action
    rules: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    found: tuple[Told, ...] = ()
    at: datetime
    expires: datetime
    attempts: int = 1
    answer: Answer = ""
    reason: str = field(default="", repr=False)
    over: bool = False
    reported: bool = False
    told: bool = True

    @property
    def justified(self) -> bool:
        return self.answer == "justified"

    def open_at(self, now: datetime) -> bool:
        """Whether it is still about what the person would send now."""
        return now < self.expires and not self.over

    def asks_at(self, now: datetime) -> bool:
        """Whether a justification would still let it pass."""
        return self.action is Action.COACH and not self.justified and self.open_at(now)


class Incidents(Protocol):
    """The incidents of people. A call about an incident is about nothing unless it is this person's."""

    async def refuse(self, incident: Incident) -> Incident:
        """Open an incident, or count one more attempt on the one that is open for the same content, and return it.

        A newly opened incident with action `coach` is a coaching by each of its rules.
        """

    async def incident(self, number: str, principal: str) -> Incident | None:
        """This person's incident of that number, as long as it is kept."""

    async def incidents_of(self, principal: str) -> tuple[Incident, ...]:
        """The newest of a person, newest first, at most `INCIDENTS_SHOWN`."""

    async def justify(self, number: str, principal: str, *, reason: str, at: datetime, until: datetime) -> bool:
        """Let the content of a coached incident pass once until then. False: not coached, justified before, or not open."""

    async def go_back(self, number: str, principal: str, *, at: datetime) -> bool:
        """The person leaves it; they may still change their mind. False: not coached, answered before, or not open."""

    async def report_mistake(self, number: str, principal: str) -> bool:
        """The person says that it is a mistake. False when they did before."""

    async def tell(self, number: str, principal: str) -> None:
        """The person was shown the notice."""

    async def untold(self, principal: str, platform: str, *, at: datetime) -> Incident | None:
        """The newest open incident there of which the person was not told; from now on they were told of all of them."""

    async def lapsed(self, *, at: datetime) -> tuple[Incident, ...]:
        """Coached incidents that expired without an answer. Each is told of once, to one caller, as `lapsed`."""
