"""The records that a gateway left in its journal files, for the demo's table and for tests."""

import json
from pathlib import Path
from typing import Any


def records(var: Path) -> list[dict[str, Any]]:
    """Every whole record under this folder, each writer's in order, with the fields of its payload."""
    return [
        _fields(json.loads(line))
        for file in sorted(var.rglob("*.jsonl"))
        for line in file.read_text().splitlines()
        if line.endswith("}")
    ]


def decisions(var: Path) -> list[dict[str, Any]]:
    return [record for record in records(var) if record.get("kind") == "decision"]


def did(event: dict[str, Any]) -> str:
    """What the gate did: a decision that is only recorded (a rule in shadow, a pause) did no more than log."""
    return str(event["action"]) if event["enforced"] else "log"


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    payload = record.get("payload")
    return record | payload if isinstance(payload, dict) else record
