"""Decisions as OCSF Data Security Findings (class 2006), schema 1.9.0, with the `security_control` profile.

Other kinds of events have no place in this class and are left out. `pattern_match` stays empty: it invites copying the
secret into the SIEM. The schema knows no Protected A, B or C, so markings are `confidentiality_id` 99 with their name.
Our own chain is given in `unmapped`: an OCSF fingerprint would have to be one of the OCSF event.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from gatepost import __version__
from gatepost.events.stored import StoredEvent

_CREATE = 1
_CLASS = 2006
_SEVERITIES = {"": (1, "Informational"), "low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High")} | {
    "critical": (5, "Critical")
}

# (action, outcome) -> action_id and disposition_id. A refusal is denied, also when the person may go on after it.
_DENIED = {"block": (2, "Denied", 2, "Blocked"), "coach": (2, "Denied", 23, "Challenge")}
_DISPOSITIONS = {
    "forwarded": (3, "Observed", 17, "Logged"),
    "observed": (3, "Observed", 15, "Detected"),
    "justified": (1, "Allowed", 1, "Allowed"),
    "failed-open": (1, "Allowed", 16, "No Action"),
    "failed-closed": (2, "Denied", 2, "Blocked"),
}
_UNKNOWN = (0, "Unknown", 0, "Unknown")


def ocsf(events: Iterable[StoredEvent]) -> Iterator[str]:
    for event in events:
        if event["kind"] == "decision":
            yield json.dumps(_finding(event), ensure_ascii=True)


def _finding(event: StoredEvent) -> dict[str, Any]:
    severity_id, severity = _SEVERITIES.get(event.get("severity", ""), (0, "Unknown"))
    action_id, action, disposition_id, disposition = _disposition(event)
    policy = event.get("policy", {})
    return {
        "activity_id": _CREATE,
        "activity_name": "Create",
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": _CLASS,
        "class_name": "Data Security Finding",
        "type_uid": _CLASS * 100 + _CREATE,
        "type_name": "Data Security Finding: Create",
        "time": milliseconds(event["at"]),
        "severity_id": severity_id,
        "severity": severity,
        "status_id": 1,
        "status": "New",
        "action_id": action_id,
        "action": action,
        "disposition_id": disposition_id,
        "disposition": disposition,
        "is_alert": event.get("outcome") == "refused",
        "metadata": {
            "version": "1.9.0",
            "profiles": ["security_control"],
            "uid": event["id"],
            "product": {"name": "Gatepost", "vendor_name": "Gatepost", "version": __version__},
        },
        "finding_info": {
            "uid": event["id"],
            "title": event.get("rule") or "no rule",
            "types": sorted({finding["label"] for finding in event.get("findings", ())}),
            "created_time": milliseconds(event["at"]),
        },
        "policy": {"name": event.get("rule"), "version": policy.get("version"), "uid": policy.get("digest")},
        "data_security": _data_security(event),
        "actor": {"user": {"uid": event.get("principal"), "org": {"ou_name": event.get("division")}}},
        "dst_endpoint": {"svc_name": event.get("platform")},
        "resources": [_resource(media) for media in event.get("media", ())],
        "unmapped": {name: value for name, value in event.items() if name not in {"id", "at", "kind", "media"}},
    }


def _disposition(event: StoredEvent) -> tuple[int, str, int, str]:
    outcome = event.get("outcome", "")
    if outcome == "refused":
        return _DENIED.get(event.get("action", ""), _UNKNOWN)
    return _DISPOSITIONS.get(outcome, _UNKNOWN)


def _data_security(event: StoredEvent) -> dict[str, Any]:
    """How it was found, and how confidential what was found says it is."""
    fields: dict[str, Any] = {
        "detection_system_id": 5,
        "detection_system": "Secure Web Gateway",
        "data_lifecycle_state_id": 2,
        "data_lifecycle_state": "Data in-Transit",
        "detection_pattern": ", ".join(sorted({finding["detector"] for finding in event.get("findings", ())})),
    }
    markings = [finding["value"] for finding in event.get("findings", ()) if finding["label"] == "classification"]
    if markings:
        fields |= {"category_id": 2, "category": "Governmental", "confidentiality_id": 99}
        fields["confidentiality"] = markings[0].replace("-", " ").title()
    return fields


def _resource(media: dict[str, Any]) -> dict[str, Any]:
    return {"name": media.get("part"), "type": media.get("type"), "uid": media.get("digest")}


def milliseconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp() * 1000)
