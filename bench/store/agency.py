"""A model agency: its divisions and people, what they post where, and what is on record of it."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bench.store.posts import PERIOD_KEY, Kind, a_kind
from demo.gateway import ROOT
from gatepost.events.chain import payload, rfc3339
from gatepost.events.numbers import new_id, number_of
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.events.record import justification_event, mistake_event, outcome_event
from gatepost.folder import read_folder
from gatepost.model import Action, Event
from gatepost.policy.document import Rule
from gatepost.policy.load import load_policy
from gatepost.testing import A_TUESDAY

OWN_PLATFORMS = ("staff-forum", "video-channel")  # definitions of the agency's own, beside those that are shipped
DIVISIONS = tuple(f"Division {number:02}" for number in range(1, 21))
_SMALLEST, _LARGEST = 4, 900  # people of a division
_INCIDENTS = 0.04  # of posts: 2 % of events, as most posts are two, the decision and what the platform answered
_NOTICED = 0.15  # of posts that no rule minds: those in which something was found
_PERIOD = timedelta(days=90)


class Person(NamedTuple):
    login: str
    division: str


class Agency:
    """Draws posts, each as the events that are on record of it. `kinds` is how many are made, to be filled in."""

    def __init__(self, chance: random.Random, kinds: int) -> None:
        self._chance = chance
        self.policy = load_policy(read_folder(ROOT / "policy"))
        shipped = sorted(path.stem for path in (ROOT / "policy/platforms").glob("*.yaml"))
        self.platforms = (*chance.sample(shipped, len(shipped)), *OWN_PLATFORMS)
        self.rules = [rule for rule in self.policy.rules if not rule.catch_all]
        chance.shuffle(self.rules)
        self.labels = chance.sample(sorted(self.policy.labels), len(self.policy.labels))
        self._people = [person for division in DIVISIONS for person in _people_of(division)]
        self._posting = [chance.paretovariate(1.2) for _ in self._people]
        self._ordinary = [self._kind() for _ in range(kinds)]
        self._incidents = [self._kind(self._some_rules()) for _ in range(kinds)]
        self._names: dict[tuple[str, str], bytes] = {}

    def record(self, moments: Sequence[datetime]) -> Iterator[bytes]:
        """The payloads of what is on record of a post at each of these moments."""
        people = self._chance.choices(self._people, self._posting, k=len(moments))
        for at, person in zip(moments, people, strict=True):
            kind = self._chance.choice(self._incidents if self._chance.random() < _INCIDENTS else self._ordinary)
            event_id = new_id(at)
            yield self._filled(kind, event_id, at, person)
            yield from map(payload, self._later(kind, event_id, at, person))

    def _filled(self, kind: Kind, event_id: str, at: datetime, person: Person) -> bytes:
        period = _period(at)
        return kind.form % {
            b"id": event_id.encode(),
            b"number": number_of(event_id).encode(),
            b"at": rfc3339(at).encode(),
            b"division": person.division.encode(),
            b"period": period.encode(),
            b"principal": self._name(person.login, period),
        }

    def _name(self, login: str, period: str) -> bytes:
        if (login, period) not in self._names:
            self._names[login, period] = Pseudonyms(PERIOD_KEY, period).of("principal", login).encode()
        return self._names[login, period]

    def _later(self, kind: Kind, about: str, at: datetime, person: Person) -> Iterator[Event]:
        """What is known only later: most often what the platform answered."""
        soon = at + timedelta(milliseconds=self._chance.randrange(80, 900))
        later, said = at + timedelta(seconds=self._chance.randrange(5, 300)), self._chance.random()
        pseudonyms = Pseudonyms(PERIOD_KEY, _period(at))
        told: dict[str, Any] = {"number": number_of(about), "principal": person.login, "pseudonyms": pseudonyms}
        if not kind.refused:
            status = self._chance.choices((200, 201, 403, 500), (80, 15, 3, 2))[0]
            yield outcome_event(about, at=soon, upstream_status=status)
        elif kind.action is Action.COACH and said < 0.3:
            yield justification_event(about, at=later, reason="own-opinion", **told)
        elif kind.action is Action.COACH:
            yield outcome_event(about, at=later, answer="back" if said < 0.6 else "lapsed")
        elif said < 0.05:
            yield mistake_event(about, at=later, comment="That is the name of a river", **told)
        elif said < 0.2:
            yield outcome_event(about, at=later, attempts=self._chance.randrange(2, 6))

    def _kind(self, rules: Sequence[Rule] = ()) -> Kind:
        platform = self._chance.choices(self.platforms, _falling(len(self.platforms)))[0]
        nothing = rules or self._chance.random() > _NOTICED
        noticed = () if nothing else self._chance.choices(self.labels, _falling(len(self.labels)))
        return a_kind(self._chance, self.policy, platform=platform, rules=rules, noticed=noticed)

    def _some_rules(self) -> Sequence[Rule]:
        """One rule, or two; some hardly ever."""
        weights, many = _falling(len(self.rules)), self._chance.choice((1, 1, 1, 2))
        places = self._chance.choices(range(len(self.rules)), weights, k=many)
        return [self.rules[place] for place in dict.fromkeys(places)]


def _people_of(division: str) -> Iterator[Person]:
    rank = DIVISIONS.index(division) + 1
    for number in range(max(_SMALLEST, _LARGEST // rank - 40)):
        yield Person(f"{division} {number}", division)


def _falling(count: int) -> Sequence[float]:
    """Weights of which the last hardly ever comes."""
    return [1 / rank**1.5 for rank in range(1, count + 1)]


def _period(at: datetime) -> str:
    return (at - (at - A_TUESDAY) % _PERIOD).date().isoformat()
