"""Where requests are made, answered and carried out: the record, read and added to by one process at a time.

Requests are in the consoles' journals alone: what any other process wrote asks and approves nothing. They are read
from the last days only, as all of them are over after that.

The rule to keep: what was decided is on disk before anything is shown, so that what cannot be recorded is not revealed.
"""

import json
import mmap
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from nacl.public import PrivateKey

from gatepost.clock import Clock
from gatepost.events.chain import unlink
from gatepost.events.disk import alone
from gatepost.events.files import chains, day_in, is_consoles
from gatepost.model import Event
from gatepost.reveal.names import login_of
from gatepost.reveal.requests import OPEN_FOR, Purpose, Refused, Request, answer, ask, requests, use

_REMEMBERED = OPEN_FOR + timedelta(days=4)  # how it ended can be read for a while
_WORDS = (b'"did":"reveal-', b'"did":"export-')


class Record(Protocol):
    """A journal that brings an event to disk before it returns."""

    def append(self, event: Event) -> str: ...


class Desk:
    """The requests of a var folder. `by` is everywhere whoever is signed in."""

    def __init__(self, var: Path, record: Record, clock: Clock) -> None:
        self._var, self._record, self._clock = var, record, clock

    def requests(self) -> dict[str, Request]:
        """All requests of the last days by id."""
        found = _records(_written_since(self._var / "journal", (self._clock.now() - _REMEMBERED).date()), _WORDS)
        return requests(sorted(found, key=lambda event: (event["at"], not str(event["did"]).endswith("-asked"))))

    def ask(
        self, purpose: Purpose, people: Iterable[tuple[str, str]], *, reason: str, by: str, incident: str = ""
    ) -> str:
        """A request's id. `incident` is the id of the one that it is about."""
        event = ask(purpose, people, reason=reason, by=by, now=self._clock.now(), incident=incident)
        self._record.append(event)
        return event.id

    def answer(self, request: str, *, approves: bool, by: str) -> None:
        self._step(request, lambda found: answer(found, approves=approves, by=by, now=self._clock.now()))

    def reveal(self, request: str, key: PrivateKey, *, by: str) -> str | None:
        """Whose pseudonym it is; None when their name was not sealed to this key, or was destroyed."""
        found = self._use(request, "reveal", by)
        ((pseudonym, period),) = found.people
        return login_of(self._var, period, pseudonym, key)

    def export(self, request: str, *, by: str) -> list[dict[str, Any]]:
        """Everything on record about a person, and what became of it, oldest first."""
        people = {pseudonym for pseudonym, _ in self._use(request, "export", by).people}
        journals = [path for paths in chains(self._var / "journal").values() for path in paths]
        own = [event for event in _records(journals, _words(people)) if event.get("principal") in people]
        ids = {event["id"] for event in own}
        later = (event for event in _records(journals, (b'"about":',)) if event.get("about") in ids)
        events = {event["id"]: event for event in (*own, *later)}
        return sorted(events.values(), key=lambda event: (event["at"], event["id"]))

    def _use(self, request: str, purpose: Purpose, by: str) -> Request:
        def checked(found: Request) -> Event:
            if found.purpose != purpose:
                raise Refused(f"this was not a request for {purpose}")
            return use(found, by=by, now=self._clock.now())

        return self._step(request, checked)

    def _step(self, request: str, event_of: Callable[[Request], Event]) -> Request:
        with alone(self._var / "reveal.lock"):
            found = self.requests().get(request)
            if found is None:
                raise Refused("there is no such request")
            self._record.append(event_of(found))
        return found


def _words(people: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(json.dumps(person).encode("ascii") for person in people)


def _written_since(journals: Path, day: date) -> Iterator[Path]:
    """The consoles' files of these days, in the order they were written."""
    for chain, paths in chains(journals).items():
        if is_consoles(chain):
            yield from (path for path in paths if (day_in(path) or day) >= day)


def _records(paths: Iterable[Path], words: tuple[bytes, ...]) -> Iterator[dict[str, Any]]:
    """The events whose payload is whole and has one of these words."""
    for path in paths:
        for line in _lines(path, words):
            if (link := unlink(line)) and link.whole and any(word in link.payload for word in words):
                yield json.loads(link.payload)


def _lines(path: Path, words: tuple[bytes, ...]) -> Iterator[bytes]:
    """The whole lines of a file that have one of these words, without a look at each of the others."""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for begin, end in sorted({line for word in words for line in _places(content, word)}):
            yield content[begin:end]


def _places(content: mmap.mmap, word: bytes) -> Iterator[tuple[int, int]]:
    """Where the lines with a word begin and end; half a line at the end is none."""
    end = 0
    while (found := content.find(word, end)) >= 0 and (newline := content.find(b"\n", found)) >= 0:
        end = newline + 1
        yield content.rfind(b"\n", 0, found) + 1, end
