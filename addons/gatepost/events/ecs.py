"""Events in the Elastic Common Schema, 8.17: the common fields, and the whole event under `gatepost`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gatepost import __version__
from gatepost.events.stored import StoredEvent

_SEVERITIES = {"low": 21, "medium": 47, "high": 73, "critical": 99}  # the scale of Elastic's own detection rules
_TYPES = {"refused": "denied", "failed-closed": "denied", "forwarded": "allowed", "justified": "allowed"} | {
    "failed-open": "allowed"
}


def ecs(events: Iterable[StoredEvent]) -> Iterator[str]:
    for event in events:
        yield json.dumps(_document(event), ensure_ascii=True)


def _document(event: StoredEvent) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@timestamp": event["at"],
        "ecs": {"version": "8.17.0"},
        "event": {
            "id": event["id"],
            "kind": "alert" if event.get("outcome") == "refused" else "event",
            "category": ["configuration"] if event["kind"] == "policy" else ["web"],
            "type": [_TYPES.get(event.get("outcome", ""), "info")],
            "action": event.get("action") or event["kind"],
            "outcome": "failure" if event["kind"] == "fault" else "success",
            "module": "gatepost",
            "dataset": f"gatepost.{event['kind']}",
            "hash": event.get("hash"),
        },
        "observer": {
            "type": "proxy",
            "vendor": "Gatepost",
            "product": "Gatepost",
            "version": __version__,
            "name": event.get("gateway", {}).get("node"),
        },
        "gatepost": event,
    }
    if event.get("severity") in _SEVERITIES:
        document["event"]["severity"] = _SEVERITIES[event["severity"]]
    if event.get("rule"):
        document["rule"] = {"id": event["rule"], "name": event["rule"], "version": event["policy"]["version"]}
    if event.get("principal"):
        document["user"] = {"id": event["principal"]}
    if event.get("platform"):
        document["service"] = {"name": event["platform"]}
    return document
