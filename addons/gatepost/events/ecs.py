"""Events in the Elastic Common Schema, 8.17: the common fields, and the whole event under `gatepost`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gatepost import __version__
from gatepost.events.stored import StoredEvent

_SEVERITIES = {"low": 21, "medium": 47, "high": 73, "critical": 99}  # the scale of Elastic's own detection rules
_NOT_ALLOWED = {"refused", "failed-closed"}
# Kind -> categories and types. Each type is one that the schema expects for one of the categories beside it: `allowed` and
# `denied` belong to `network`, `access` and `error` to `web`.
_KINDS: Mapping[str, tuple[list[str], list[str]]] = {
    "decision": (["web", "network"], ["access"]),
    "fault": (["web"], ["error"]),
    "policy": (["configuration"], ["change"]),
    "access": (["database"], ["access"]),
}
_ELSE = (["web"], ["info"])


def ecs(events: Iterable[StoredEvent]) -> Iterator[str]:
    for event in events:
        yield json.dumps(_document(event), ensure_ascii=True)


def _document(event: StoredEvent) -> dict[str, Any]:
    categories, types = _KINDS.get(event["kind"], _ELSE)
    if event["kind"] == "decision":
        types = [*types, "denied" if event.get("outcome") in _NOT_ALLOWED else "allowed"]
    document: dict[str, Any] = {
        "@timestamp": event["at"],
        "ecs": {"version": "8.17.0"},
        "event": {
            "id": event["id"],
            "kind": "alert" if event.get("outcome") == "refused" else "event",
            "category": categories,
            "type": types,
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
