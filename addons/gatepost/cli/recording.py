"""What somebody did at the terminal, on record before it takes effect: in a journal of the commands' own."""

import getpass
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.events.journal import Journal
from gatepost.events.numbers import new_id
from gatepost.events.record import PolicyChange, policy_event
from gatepost.model import Event
from gatepost.proxy.keys import load_keys


def record_as_command(var: Path, change: PolicyChange, **details: object) -> None:
    """A change of the rules, the keys or the record, by whoever is at the terminal."""
    at = SystemClock().now()
    _append(var, policy_event(change, at=at, gateway=_gateway(), details=details | {"by": getpass.getuser()}))


def record_access(var: Path, did: str, about: str, **details: object) -> None:
    """Somebody at the terminal looked at what is about a person."""
    at = SystemClock().now()
    fields = {"did": did, "by": getpass.getuser(), **details, "gateway": _gateway()}
    _append(var, Event(id=new_id(at), kind="access", at=at, about=about, fields=fields))


def _append(var: Path, event: Event) -> None:
    with _journal(var) as journal:
        journal.append(event)


@contextmanager
def _journal(var: Path) -> Iterator[Journal]:
    if not (var / "keys").is_dir():
        raise GatepostError(f"{var} is no gateway's var folder; say which with --var DIR")
    key = load_keys(var / "keys").journal
    name = f"{socket.gethostname()}-command"
    journal = Journal(var / "journal", name=name, key=key, strict=True, clock=SystemClock())
    try:
        yield journal
    finally:
        journal.close()


def _gateway() -> dict[str, str]:
    return {"node": socket.gethostname(), "worker": "command"}
