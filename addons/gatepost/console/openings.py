"""What was unsealed -> the memory of this process, for the session that opened it and some minutes.

The rule to keep: it is on no disk, no other session finds it, and it is gone when its time is over, whether or not
anybody asks for it.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gatepost.console.tokens import new_token
from gatepost.evidence.vault import Opened

LASTS = timedelta(minutes=10)
MOST_BYTES = 64 * 1024 * 1024  # of all that is open at a time; the gate seals some 8 MiB of an incident


class TooMuch(Exception):
    """As much is open as the memory is meant for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The parts of one incident, open to one session. `id` is part of their addresses."""

    id: str
    session: str
    event: str
    parts: tuple[Opened, ...]
    until: datetime

    @property
    def size(self) -> int:
        return sum(len(part.content) for part in self.parts)


class Openings:
    """All that is open now."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._open: dict[str, Opening] = {}

    def add(self, session: str, event: str, parts: Sequence[Opened], now: datetime) -> Opening:
        """Keep them. What the session had open of the incident before is closed. TooMuch when there is no room."""
        made = Opening(id=new_token(), session=session, event=event, parts=tuple(parts), until=now + LASTS)
        self.close(session, event)
        with self._mutex:
            if made.size + sum(opening.size for opening in self._open.values()) > MOST_BYTES:
                raise TooMuch
            self._open[made.id] = made
        clock = threading.Timer(LASTS.total_seconds(), self._forget, [made.id])
        clock.daemon = True
        clock.start()
        return made

    def of_incident(self, session: str, event: str, now: datetime) -> Opening | None:
        """What this session has open of an incident."""
        with self._mutex:
            mine = [opening for opening in self._open.values() if (opening.session, opening.event) == (session, event)]
        return next((opening for opening in mine if now < opening.until), None)

    def by_id(self, session: str, opening: str, now: datetime) -> Opening | None:
        """The opening of an address; None for whoever did not open it."""
        with self._mutex:
            found = self._open.get(opening)
        return found if found and found.session == session and now < found.until else None

    def close(self, session: str, event: str = "") -> None:
        """Let go of what a session has open: of one incident, or at all."""
        with self._mutex:
            for opening in list(self._open.values()):
                if opening.session == session and event in ("", opening.event):
                    del self._open[opening.id]

    def _forget(self, opening: str) -> None:
        with self._mutex:
            self._open.pop(opening, None)
