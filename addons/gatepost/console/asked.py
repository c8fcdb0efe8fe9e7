"""The address of a list of incidents <-> the filter that it stands for.

A filter is kept in the address, so that a list can be sent to a colleague and found again with the browser's own
buttons. The rule to keep: what is not understood is left out of both, so that the page shows what it filters by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from starlette.datastructures import ImmutableMultiDict

from gatepost.console.incident_words import ACTIONS, OUTCOMES, SAID, SEVERITIES, USES
from gatepost.console.translation import N_
from gatepost.console.triage import STATES
from gatepost.folding import fold
from gatepost.store.filters import Filter
from gatepost.store.incidents import known
from gatepost.store.policies import titles

_ZONE = ZoneInfo("America/Toronto")
_DAY = timedelta(days=1)
_LONGEST = 200
_TIMES = ("since", "until")
NOTHING = ("",)  # a value that no incident has

# What is chosen from a list: its name, and its values in words; those without words are what the store knows.
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "state": (N_("Triage"), STATES),
    "said": (N_("People said"), SAID),
    "action": (N_("Action"), ACTIONS),
    "severity": (N_("Severity"), SEVERITIES),
    "outcome": (N_("Outcome"), OUTCOMES),
    "use": (N_("Use"), USES),
    "guideline": (N_("Guideline"), {}),
    "rule": (N_("Rule"), {}),
    "label": (N_("Found"), {}),
    "platform": (N_("Platform"), {}),
    "division": (N_("Division"), {}),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, by field. `text` are words of the rule: of its title, in either language, or its id."""

    values: Mapping[str, str]

    @classmethod
    def read(cls, given: ImmutableMultiDict[str, str]) -> Self:
        read = {name: given.get(name, "")[:_LONGEST].strip() for name in (*_TIMES, "text", *CHOICES)}
        return cls({name: value for name, value in read.items() if _understood(name, value)})

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def query(self) -> str:
        return urlencode(self.values)

    def wanted(self, db: Connection) -> Filter:
        """The filter; incidents only."""
        chosen = {name: (value,) for name in CHOICES if (value := self.get(name))}
        wanted = Filter(incidents=True, **chosen)  # type: ignore[arg-type] # the names are fields of the filter, all alike
        if since := self.get("since"):
            wanted = replace(wanted, since=_midnight(since))
        if until := self.get("until"):
            wanted = replace(wanted, until=_midnight(until) + _DAY)
        if text := self.get("text"):
            rules = wanted.rule or known(db, "rule")
            wanted = replace(wanted, rule=_said(rules, titles(db), text) or NOTHING)
        return wanted


def _said(rules: Sequence[str], titles: Mapping[str, frozenset[str]], text: str) -> tuple[str, ...]:
    """The rules whose id, or one of whose titles, has all these words, however they are accented."""
    words = fold(text)[0].split()
    names = {rule: [fold(name)[0] for name in (rule, *titles.get(rule, ()))] for rule in rules}
    return tuple(rule for rule in rules if any(all(word in name for word in words) for name in names[rule]))


def _understood(name: str, value: str) -> bool:
    if not value or not value.isprintable():
        return False
    if name in _TIMES:
        return _is_day(value)
    words = CHOICES[name][1] if name in CHOICES else {}
    return not words or value in words


def _is_day(value: str) -> bool:
    try:
        day = _midnight(value)
    except ValueError:
        return False
    return 2000 <= day.year < 9000


def _midnight(day: str) -> datetime:
    """The beginning of a day in the agency's time."""
    return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=_ZONE)
