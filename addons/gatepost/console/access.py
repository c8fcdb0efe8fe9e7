"""Who signed in, who saw what, who changed which account -> events of the kind `access`, in the console's own journal.

They are written before the answer goes out: what cannot be recorded is not shown, and what shows a person or what is
sealed waits for the disk. People are the ids of their accounts; what was typed at the door is never recorded, as it may
be a password in the wrong field.
"""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from gatepost.clock import Clock
from gatepost.events.journal import Journal
from gatepost.events.numbers import new_id
from gatepost.model import Event
from gatepost.proxy.keys import load_keys

type Did = Literal[
    "signed-in", "signed-out", "sign-in-refused", "denied", "viewed", "invited", "password-chosen",
    "account-created", "account-changed", "account-closed", "account-reopened", "verified", "triaged", "exported",
    "evidence-opened", "evidence-saved", "evidence-refused", "reveal-failed",
    "exception-proposed", "exception-approved", "exception-refused", "exception-withdrawn",
]  # fmt: skip
_FORCED = frozenset({"evidence-opened", "evidence-saved"})


class AccessLog:
    """The journal of this process."""

    def __init__(self, var: Path, clock: Clock) -> None:
        self._clock = clock
        key = load_keys(var / "keys").journal
        name = f"{socket.gethostname()}-console"
        self._journal = Journal(var / "journal", name=name, key=key, strict=False, clock=clock)
        self._gateway = {"node": socket.gethostname(), "worker": "console"}

    def record(self, did: Did, *, by: str = "", about: str = "", details: Mapping[str, object] | None = None) -> None:
        """`by` is an account's id, `about` the id of the event that was looked at. GatepostFault when it cannot."""
        now = self._clock.now()
        fields = {"did": did, "by": by, **(details or {}), "gateway": self._gateway}
        event = Event(id=new_id(now), kind="access", at=now, about=about, fields=fields)
        (self.append if did in _FORCED else self._journal.append)(event)

    def append(self, event: Event) -> str:
        """An event of whatever kind, on disk when this returns. GatepostFault when it cannot."""
        whole = replace(event, fields={**event.fields, "gateway": self._gateway})
        return asyncio.run(self._journal.append_durable(whole))

    def close(self) -> None:
        self._journal.close()
