"""Events, decisions and journals for tests of the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gatepost.clock import Clock
from gatepost.events.chain import unlink
from gatepost.events.files import chains
from gatepost.events.heads import read_head
from gatepost.events.journal import Journal
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.events.record import decision_event, new_id
from gatepost.events.verify import ChainReport, verify
from gatepost.model import Action, Decision, Event, Match, PolicyId, Severity, Use
from gatepost.testing import A_TUESDAY, FakeClock, a_finding, a_post

KEY = Ed25519PrivateKey.from_private_bytes(b"journal signing key for tests 01")
PSEUDONYMS = Pseudonyms(b"pseudonym key for tests", "2026-11")
POLICY = PolicyId(version="2026.1", digest="d" * 64)
GATEWAY = {"node": "gateway", "worker": "1"}


def an_event(number: int = 0, at: datetime = A_TUESDAY, **fields: Any) -> Event:
    """A fault, which needs the least; its `reason` tells events apart."""
    return Event(id=new_id(at), kind="fault", at=at, fields={"reason": f"number {number}"} | fields)


def a_match(rule: str = "confidentiality-markings", action: Action = Action.BLOCK, **changes: Any) -> Match:
    values: dict[str, Any] = {"guideline": "2.6", "severity": Severity.HIGH, "notice": "confidentiality"}
    return Match(rule=rule, action=action, **values | changes)


def a_decision(action: Action = Action.BLOCK, **changes: Any) -> Decision:
    values: dict[str, Any] = {"enforced": True, "use": Use.PERSONAL, "matched": (a_match(action=action),)}
    return Decision(action=action, policy=POLICY, **values | changes)


def a_decision_event(**changes: Any) -> Event:
    at = changes.pop("at", A_TUESDAY)
    values: dict[str, Any] = {
        "id": new_id(at),
        "post": a_post(at=at),
        "findings": [a_finding(excerpt="[classification]: survey tables")],
        "decision": a_decision(),
        "work_time": True,
        "elapsed_ms": 1.2345,
        "outcome": "refused",
        "gateway": GATEWAY,
        "pseudonyms": PSEUDONYMS,
    }
    return decision_event(**values | changes)


@contextmanager
def a_journal(
    folder: Path, name: str = "gateway-1", *, strict: bool = False, clock: Clock | None = None
) -> Iterator[Journal]:
    journal = Journal(folder, name=name, key=KEY, strict=strict, clock=clock or FakeClock())
    try:
        yield journal
    finally:
        journal.close()


def lines(folder: Path, chain: str = "gateway-1") -> list[bytes]:
    return [line for path in chains(folder)[chain] for line in path.read_bytes().splitlines(keepends=True)]


def payloads(folder: Path, chain: str = "gateway-1") -> list[bytes]:
    """What was written, heads apart."""
    links = [unlink(line) for line in lines(folder, chain)]
    return [link.payload for link in links if link and not read_head(link.payload)]


def verified(folder: Path, chain: str = "gateway-1") -> ChainReport:
    files = [(path.name, path.read_bytes().splitlines(keepends=True)) for path in chains(folder)[chain]]
    return verify(chain, files, keys=[KEY.public_key()])
