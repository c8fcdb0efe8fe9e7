"""Events in the Common Event Format, version 0.

Header fields escape the backslash and the pipe, extension values the backslash, the equals sign and line ends;
everything else stays as it is, in UTF-8. `app` is the dictionary's word for a protocol, so a platform is the
`destinationServiceName`; `externalId` is the event's id, what a person was shown stands in `flexString1`, and how it is known
what was found, in `flexString2`.
"""

from collections.abc import Iterable, Iterator

from gatepost import __version__
from gatepost.events.ocsf import known_by, milliseconds
from gatepost.events.stored import StoredEvent

_SEVERITIES = {"low": 3, "medium": 5, "high": 8, "critical": 10}
_HEADER = str.maketrans({"\\": "\\\\", "|": "\\|", "\n": " ", "\r": " "})
_EXTENSION = str.maketrans({"\\": "\\\\", "=": "\\=", "\n": "\\n", "\r": "\\r"})

# Extension key -> where its value stands, and for custom strings what they are called.
_FIELDS = {
    "externalId": "id",
    "act": "action",
    "outcome": "outcome",
    "destinationServiceName": "platform",
    "suid": "principal",
    "reason": "reason",
    "cnt": "attempts",
}
_CUSTOM = {"cs1": "use", "cs2": "guideline", "cs3": "activity", "cs4": "division", "cs5": "account", "cs6": "hash"} | {
    "flexString1": "number"
}


def cef(events: Iterable[StoredEvent]) -> Iterator[str]:
    for event in events:
        header = ("Gatepost", "Gatepost", __version__, event.get("rule") or event["kind"], _name(event))
        fields = "|".join(str(field).translate(_HEADER) for field in header)
        extension = " ".join(f"{key}={value.translate(_EXTENSION)}" for key, value in _extension(event))
        yield f"CEF:0|{fields}|{_SEVERITIES.get(event.get('severity', ''), 1)}|{extension}"


def _name(event: StoredEvent) -> str:
    labels = sorted({finding["label"] for finding in event.get("findings", ())})
    return ", ".join(labels) or event["kind"]


def _extension(event: StoredEvent) -> Iterator[tuple[str, str]]:
    yield "rt", str(milliseconds(event["at"]))
    yield "cat", event["kind"]
    yield from ((key, str(event[field])) for key, field in _FIELDS.items() if event.get(field))
    for key, field in _CUSTOM.items():
        if event.get(field):
            yield f"{key}Label", field
            yield key, str(event[field])
    if known := known_by(event):
        yield "flexString2Label", "evidence"
        yield "flexString2", known
    if "bytes" in event:
        yield "out", str(event["bytes"])
    if "gateway" in event:
        yield "dvchost", str(event["gateway"].get("node", ""))
