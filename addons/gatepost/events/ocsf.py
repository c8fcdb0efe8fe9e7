"""Events in the Open Cybersecurity Schema Framework, 1.9.0.

| what happened | class |
|---|---|
| an incident: a rule matched, enforced or not | Data Security Finding (2006), Create |
| a justification or a report of a mistake | Data Security Finding (2006), Update of that finding |
| any other decision, and a fault over a request | HTTP Activity (4002) |
| everything else: policy, access, agreement, heads | Base Event (0), which is for what has no class |

Findings and activities have the profile `security_control`, all have `record_integrity` (`attestation.py`). The rule to
keep: `pattern_match` stays empty, for it invites copying the secret into the SIEM. The schema knows no Protected A, B or C,
so markings are `confidentiality_id` 99 with their name. What has no attribute stands under `unmapped`, as in the journal.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from gatepost import __version__
from gatepost.events.attestation import OcsfEvent, attested
from gatepost.events.stored import StoredEvent

_VERSION = "1.9.0"
_LONGEST = 1000  # characters of a text: what Common Event Format takes
_CREATE, _UPDATE, _OTHER = (1, "Create"), (2, "Update"), 99
_FINDING = {"category_uid": 2, "category_name": "Findings", "class_uid": 2006, "class_name": "Data Security Finding"}
_HTTP = {"category_uid": 4, "category_name": "Network Activity", "class_uid": 4002, "class_name": "HTTP Activity"}
_BASE = {"category_uid": 0, "category_name": "Uncategorized", "class_uid": 0, "class_name": "Base Event"}

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
    for event in attested(map(ocsf_event, events)):
        yield json.dumps(event, ensure_ascii=True)


def ocsf_event(event: StoredEvent) -> OcsfEvent:
    """One event in the class that fits it, not attested yet."""
    if is_incident(event):
        return _incident(event)
    if event["kind"] in {"justification", "mistake"} and event.get("about"):
        return _update(event)
    if event["kind"] in {"decision", "fault"} and event.get("platform"):
        return _http(event)
    return _common(event, _BASE, (_OTHER, event["kind"])) | {"message": event["kind"]}


def is_incident(event: StoredEvent) -> bool:
    """Whether a rule matched that is not there to match everything."""
    return any(not match.get("catch_all") for match in event.get("matched", ()))


def _incident(event: StoredEvent) -> OcsfEvent:
    return _given(
        _common(event, _FINDING, _CREATE, "security_control")
        | _control(event)
        | _status("New")
        | {
            "is_alert": event.get("outcome") == "refused",
            "confidence_score": _confidence(event),
            "finding_info": _finding_info(event),
            "data_security": _data_security(event),
            "actor": _actor(event),
            "dst_endpoint": {"svc_name": event["platform"]} if event.get("platform") else None,
            "resources": [_resource(media) for media in event.get("media", ())] or None,
        }
    )


def _update(event: StoredEvent) -> OcsfEvent:
    """What a person said about a decision; the words themselves stay under `unmapped`."""
    info = {"uid": event["about"], "title": event["kind"], "modified_time": milliseconds(event["at"])}
    fields = {"is_alert": event["kind"] == "mistake", "finding_info": info, "actor": _actor(event)}
    return _given(_common(event, _FINDING, _UPDATE) | _status("New") | fields)


def _http(event: StoredEvent) -> OcsfEvent:
    """A request without an incident, or one over which Gatepost failed. The record has no method, address or client."""
    name = event.get("activity") or event["kind"]
    status = event.get("upstream_status")
    return _given(
        _common(event, _HTTP, (_OTHER, name), "security_control")
        | _control(event)
        | _status("Failure" if event["kind"] == "fault" else "Success")
        | {
            "status_detail": f"{event['stage']}: {event['reason']}" if event["kind"] == "fault" else None,
            "actor": _actor(event),
            "dst_endpoint": {"svc_name": event["platform"]},
            "http_request": {"uid": event.get("about") or event["id"]},
            "http_response": {"code": status} if status else None,
            "duration": round(event["elapsed_ms"]) if "elapsed_ms" in event else None,
        }
    )


def _common(event: StoredEvent, of: Mapping[str, Any], activity: tuple[int, str], *profiles: str) -> OcsfEvent:
    """What every class requires."""
    activity_id, activity_name = activity
    severity_id, severity = _SEVERITIES.get(event.get("severity", ""), (0, "Unknown"))
    product = {"name": "Gatepost", "vendor_name": "Gatepost", "version": __version__}
    return {
        **of,
        "activity_id": activity_id,
        "activity_name": activity_name,
        "type_uid": of["class_uid"] * 100 + activity_id,
        "type_name": f"{of['class_name']}: {'Other' if activity_id == _OTHER else activity_name}",
        "time": milliseconds(event["at"]),
        "severity_id": severity_id,
        "severity": severity,
        "metadata": {
            "version": _VERSION,
            "profiles": [*profiles, "record_integrity"],
            "uid": event["id"],
            "original_time": event["at"],
            "event_code": event["kind"],
            "product": product,
        },
        "unmapped": {name: value for name, value in event.items() if name not in {"id", "at", "kind", "media"}},
    }


def _status(name: str) -> OcsfEvent:
    """A finding's is `New`: triage is the console's. An activity's is `Success` or `Failure`."""
    return {"status_id": 2 if name == "Failure" else 1, "status": name}


def _control(event: StoredEvent) -> OcsfEvent:
    outcome = event.get("outcome", "")
    denied = _DENIED.get(event.get("action", ""), _UNKNOWN)
    action_id, action, disposition_id, disposition = (
        denied if outcome == "refused" else _DISPOSITIONS.get(outcome, _UNKNOWN)
    )
    policy = event.get("policy", {})
    named = _given({"name": event.get("rule") or None, "version": policy.get("version"), "uid": policy.get("digest")})
    ids = {"action_id": action_id, "action": action, "disposition_id": disposition_id, "disposition": disposition}
    return ids | {"policy": named or None}


def _finding_info(event: StoredEvent) -> OcsfEvent:
    return {
        "uid": event["id"],
        "uid_alt": event.get("number"),
        "title": event.get("rule") or "no rule",
        "types": sorted({finding["label"] for finding in event.get("findings", ())}),
        "created_time": milliseconds(event["at"]),
    } | ({"desc": desc} if (desc := known_by(event)) else {})


def known_by(event: StoredEvent) -> str:
    """How each finding is known, by the facts that the record has of it, in one line."""
    told = (
        f"{finding['label']}: {', '.join(f'{name} {value}' for name, value in sorted(finding['details'].items()))}"
        for finding in event.get("findings", ())
        if finding.get("details")
    )
    return "; ".join(told)[:_LONGEST]


def _data_security(event: StoredEvent) -> OcsfEvent:
    """How it was found, and how confidential what was found says it is."""
    fields: OcsfEvent = {
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


def _confidence(event: StoredEvent) -> int | None:
    """Of the surest finding, in hundredths."""
    sure = [finding["confidence"] for finding in event.get("findings", ())]
    return round(100 * max(sure)) if sure else None


def _actor(event: StoredEvent) -> OcsfEvent | None:
    """The person's pseudonym, and the division as a group: an `org` would need a name of its own."""
    if not event.get("principal"):
        return None
    division = event.get("division")
    groups = [{"name": division, "type": "division"}] if division else None
    return {"user": _given({"uid": event["principal"], "groups": groups})}


def _resource(media: Mapping[str, Any]) -> OcsfEvent:
    return {"name": media.get("part"), "type": media.get("type"), "uid": media.get("digest")}


def _given(fields: OcsfEvent) -> OcsfEvent:
    """Without what is not known: the schema has no null."""
    return {name: value for name, value in fields.items() if value is not None}


def milliseconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp() * 1000)
