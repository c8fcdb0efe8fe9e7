"""An incident's number, as a person has it -> the decision's id, found in the journals themselves."""

import json
from pathlib import Path

from gatepost.errors import GatepostError
from gatepost.events.files import chains
from gatepost.events.numbers import read_number


def incident_id(var: Path, number: str) -> str:
    """The id of the newest decision of this number. GatepostError when there is none."""
    proper = read_number(number)
    if proper is None:
        raise GatepostError(f"{number!r} is no number of an incident: they look like 7Q3F-K2MM")
    ids = [found for paths in chains(var / "journal").values() for path in paths for found in _ids(path, proper)]
    if not ids:
        raise GatepostError(f"there is no incident {proper} in {var / 'journal'}")
    return max(ids)


def _ids(path: Path, number: str) -> list[str]:
    word = f'"number":"{number}"'.encode()
    with path.open("rb") as file:
        found = [json.loads(line) for line in file if word in line and line.endswith(b"}\n")]
    return [str(event["id"]) for event in found if event.get("kind") == "decision"]
