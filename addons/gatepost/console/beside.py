"""An incident -> what lies beside its record: what is held of it, what is sealed of it, whether a name is behind it."""

from dataclasses import dataclass
from pathlib import Path

from gatepost.errors import GatepostError
from gatepost.events.holds import Hold, read_holds
from gatepost.events.stored import StoredEvent
from gatepost.evidence.vault import evidence_in, kept
from gatepost.reveal.names import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """`holds` is None when they cannot be read, which stops every purge. `sealed` is how many parts still are."""

    holds: tuple[Hold, ...] | None
    sealed: int
    named: bool


def beside(var: Path, event: StoredEvent) -> Beside:
    return Beside(
        holds=_holds(var, event),
        sealed=len(kept(evidence_in(var), event["id"])) if event.get("evidence") else 0,
        named=bool(event.get("principal") and event.get("period") and names_of(var, event["period"])),
    )


def _holds(var: Path, event: StoredEvent) -> tuple[Hold, ...] | None:
    """Those that keep this incident."""
    its = {("incident", event["id"]), ("person", event.get("principal")), ("all", "")}
    try:
        return tuple(hold for hold in read_holds(var) if (hold.scope, hold.of) in its)
    except GatepostError:
        return None
