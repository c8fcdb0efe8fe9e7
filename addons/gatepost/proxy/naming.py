"""The pseudonyms that a worker uses now, and the sealed names behind them; both turn with the period.

The rule to keep: a name is sealed before its pseudonym is on record, so that nobody is on record whom the people who
may reveal could not ask for.
"""

from datetime import datetime, timedelta
from pathlib import Path

from gatepost.errors import GatepostFault
from gatepost.events.periods import period_at
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.proxy.periods import pseudonyms_of
from gatepost.reveal.names import Names
from gatepost.sealing.readers import readers_in


def revealers_in(var: Path) -> Path:
    """The folder with the public keys of those who may reveal."""
    return var / "keys" / "reveal"


class Naming:
    """What one worker calls people in the record."""

    def __init__(self, var: Path, writer: str, now: datetime, length: timedelta) -> None:
        self._var, self._writer = var, writer
        self._load(period_at(now, length))

    @property
    def period(self) -> str:
        return self._pseudonyms.period

    def turn(self, now: datetime, length: timedelta) -> None:
        """Take the key of the period of this moment, made by whichever worker comes first, and the revealers' keys."""
        period = period_at(now, length)
        if period != self.period or readers_in(revealers_in(self._var)) != self._readers:
            self._load(period)

    def of(self, login: str) -> Pseudonyms:
        """The pseudonyms to record this person with. GatepostFault when their name cannot be kept."""
        try:
            self._names.remember(login)
        except OSError as error:
            raise GatepostFault(f"a name cannot be kept: {error.strerror}", stage="journal", reason="io") from error
        return self._pseudonyms

    def _load(self, period: str) -> None:
        self._readers = readers_in(revealers_in(self._var))
        self._pseudonyms = pseudonyms_of(self._var / "keys", period)
        self._names = Names(self._var, self._writer, self._pseudonyms, self._readers)
