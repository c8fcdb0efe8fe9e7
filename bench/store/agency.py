"""A model agency: its divisions and people, and what is on record of a post of theirs.

Decisions are what `decision_event` makes of the shipped policy's rules, and what differs between two posts alike (id,
time, number, person) is put into the canonical form afterwards: some thousand are made, and millions filled in.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from demo.gateway import ROOT
from gatepost.events.chain import payload, rfc3339
from gatepost.events.numbers import new_id, number_of
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.events.record import decision_event, justification_event, mistake_event, outcome_event
from gatepost.folder import read_folder
from gatepost.model import Account, Action, Activity, Decision, Event, Finding, Match, Use, Where
from gatepost.policy.document import Rule
from gatepost.policy.load import load_policy
from gatepost.testing import A_TUESDAY, a_post, a_principal

OWN_PLATFORMS = ("staff-forum", "video-channel")  # definitions of the agency's own, beside those that are shipped
DIVISIONS = tuple(f"Division {number:02}" for number in range(1, 21))
_SMALLEST, _LARGEST = 4, 900  # people of a division
_INCIDENTS = 0.04  # of posts: 2 % of events, as most posts are two, the decision and what the platform answered
_KINDS = 3_000  # of posts that are made once
_GATEWAY = {"node": "gateway-1", "worker": "1"}
_PERIOD = timedelta(days=90)
_KEY = b"key of the pseudonyms of a model agency"

# What stands in a post that was made once where each one has its own.
_ID, _NUMBER, _SOMEBODY, _DIVISION = "00000000-0000-7000-8000-000000000000", "0000-0000", "somebody", "a division"
_PSEUDONYMS = Pseudonyms(_KEY, "a period")


class Person(NamedTuple):
    login: str
    division: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A post as others are. `form` is its canonical JSON with places for what they do not share."""

    form: bytes
    action: Action
    refused: bool


class Agency:
    """Draws posts, each as the events that are on record of it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.policy = load_policy(read_folder(ROOT / "policy"))
        shipped = sorted(path.stem for path in (ROOT / "policy/platforms").glob("*.yaml"))
        self.platforms = (*chance.sample(shipped, len(shipped)), *OWN_PLATFORMS)
        self.rules = [rule for rule in self.policy.rules if not rule.catch_all]
        chance.shuffle(self.rules)
        self.labels = chance.sample(sorted(self.policy.labels), len(self.policy.labels))
        self._people = [person for division in DIVISIONS for person in self._people_of(division)]
        self._posting = [chance.paretovariate(1.2) for _ in self._people]
        self._ordinary = [_kind(self._decided(())) for _ in range(_KINDS)]
        self._incidents = [_kind(self._decided(self._matching())) for _ in range(_KINDS)]
        self._names: dict[tuple[str, str], bytes] = {}

    def posts(self, moments: Sequence[datetime]) -> Iterator[bytes]:
        """The payloads of what is on record of one post at each of these moments."""
        people = self._chance.choices(self._people, self._posting, k=len(moments))
        for at, person in zip(moments, people, strict=True):
            incident = self._chance.random() < _INCIDENTS
            kind = self._chance.choice(self._incidents if incident else self._ordinary)
            event_id = new_id(at)
            yield self._filled(kind, event_id, at, person)
            yield from map(payload, self._later(kind, event_id, at, person))

    def pseudonym(self, at: datetime) -> str:
        """The name of somebody who posts a lot."""
        busiest = max(zip(self._posting, self._people, strict=True))[1]
        return self._name(busiest.login, _period(at)).decode()

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
            self._names[login, period] = Pseudonyms(_KEY, period).of("principal", login).encode()
        return self._names[login, period]

    def _later(self, kind: Kind, about: str, at: datetime, person: Person) -> Iterator[Event]:
        """What is known only later: most often what the platform answered."""
        if not kind.refused:
            status = self._chance.choices((200, 201, 403, 500), (80, 15, 3, 2))[0]
            yield outcome_event(
                about, at=at + timedelta(milliseconds=self._chance.randrange(80, 900)), upstream_status=status
            )
            return
        later, said = at + timedelta(seconds=self._chance.randrange(5, 300)), self._chance.random()
        told = {"number": number_of(about), "principal": person.login, "pseudonyms": Pseudonyms(_KEY, _period(at))}
        if kind.action is Action.COACH:
            if said < 0.3:
                yield justification_event(about, at=later, reason="own-opinion", **told)  # type: ignore[arg-type] # of several types
            else:
                yield outcome_event(about, at=later, answer="back" if said < 0.6 else "lapsed")
        elif said < 0.05:
            yield mistake_event(about, at=later, comment="That is the name of a river", **told)  # type: ignore[arg-type] # as above
        elif said < 0.2:
            yield outcome_event(about, at=later, attempts=self._chance.randrange(2, 6))

    def _people_of(self, division: str) -> Iterator[Person]:
        rank = DIVISIONS.index(division) + 1
        for number in range(max(_SMALLEST, _LARGEST // rank - 40)):
            yield Person(f"{division} {number}", division)

    def _matching(self) -> Sequence[Rule]:
        """One rule, or two; some hardly ever."""
        places = self._chance.choices(
            range(len(self.rules)), _falling(len(self.rules)), k=self._chance.choice((1, 1, 1, 2))
        )
        return [self.rules[place] for place in dict.fromkeys(places)]

    def _decided(self, rules: Sequence[Rule]) -> Event:
        """A decision of the policy, of somebody in some division."""
        use = self._chance.choices((Use.PERSONAL, Use.PROFESSIONAL, Use.OFFICIAL, Use.UNKNOWN), (60, 25, 10, 5))[0]
        labels = [label for rule in rules for label in sorted(rule.because)[:1]] or self._noticed()
        findings = [_found(label) for label in labels]
        matched = [_match(rule, use, findings) for rule in (*rules, self.policy.rules[-1])]
        action = max(match.action for match in matched)
        decision = Decision(action=action, enforced=True, use=use, matched=tuple(matched), policy=self.policy.id)
        platform = self._chance.choices(self.platforms, _falling(len(self.platforms)))[0]
        return decision_event(
            id=_ID,
            number=_NUMBER,
            post=a_post(
                at=A_TUESDAY,
                platform=platform,
                endpoint="create-post",
                activity=self._chance.choice((Activity.POST, Activity.POST, Activity.REPLY, Activity.MESSAGE)),
                principal=a_principal(id=_SOMEBODY, division=_DIVISION),
                account=Account(platform=platform, handle=f"@maple{self._chance.randrange(9000)}"),
            ),
            findings=findings,
            decision=decision,
            work_time=self._chance.random() < 0.6,
            elapsed_ms=self._chance.uniform(0.4, 6),
            outcome="refused" if decision.refuses else "forwarded",
            gateway=_GATEWAY,
            pseudonyms=_PSEUDONYMS,
        )

    def _noticed(self) -> Sequence[str]:
        """What was found in a post that no rule minds."""
        return self._chance.choices(self.labels, _falling(len(self.labels))) if self._chance.random() < 0.15 else ()


def _falling(count: int) -> Sequence[float]:
    """Weights of which the last hardly ever comes."""
    return [1 / rank**1.5 for rank in range(1, count + 1)]


def _found(label: str) -> Finding:
    name, _, value = label.partition(":")
    return Finding(
        detector=name,
        label=name,
        value=value,
        confidence=0.94,
        where=Where(part="text", span=(12, 40)),
        excerpt=f"the words around [{name}] as they stood there",
    )


def _match(rule: Rule, use: Use, findings: Sequence[Finding]) -> Match:
    return Match(
        rule=rule.id,
        guideline=rule.guideline,
        action=rule.actions.get(use, Action.LOG),
        severity=rule.severity,
        notice=rule.notice,
        findings=tuple(findings),
        catch_all=rule.catch_all,
    )


def _kind(event: Event) -> Kind:
    form = payload(event).replace(b"%", b"%%")
    for name, stands in (
        (b"id", _ID),
        (b"number", _NUMBER),
        (b"at", rfc3339(A_TUESDAY)),
        (b"division", _DIVISION),
        (b"period", _PSEUDONYMS.period),
        (b"principal", _PSEUDONYMS.of("principal", _SOMEBODY)),
    ):
        form = form.replace(b'"%b"' % stands.encode(), b'"%%(%b)s"' % name)
    return Kind(form, Action[str(event.fields["action"]).upper()], event.fields["outcome"] == "refused")


def _period(at: datetime) -> str:
    return (at - (at - A_TUESDAY) % _PERIOD).date().isoformat()
