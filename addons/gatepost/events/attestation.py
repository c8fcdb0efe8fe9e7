"""OCSF events -> the same with the attestation of the `record_integrity` profile, each chained to the one before.

The fingerprint is the SHA-256 of the event in the JSON Canonicalization Scheme (RFC 8785), with its place in the chain and
without the fingerprint itself: who alters, takes out or moves a line breaks what follows. It proves the export from its
first line on; that the export is the record is proved by the journals and their signed heads (`heads.py`).

The rule to keep: numbers have three decimals at most. There the shortest form of a number is the same in Python and in
ECMAScript, names are ASCII, and so the sorted, compact JSON of the standard library is the canonical form.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

type OcsfEvent = dict[str, Any]

_SHA_256 = {"algorithm_id": 3, "algorithm": "SHA-256"}
_FORM = {"encoding_id": 1, "encoding": "Hex", "serialization_id": 2, "serialization": "JCS"}

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def attested(events: Iterable[OcsfEvent]) -> Iterator[OcsfEvent]:
    """The events as a chain of its own, in their order. They must have `metadata.uid` and `type_uid`."""
    chain = {"chain_uid": str(uuid.uuid4())}
    previous: dict[str, Any] = {}
    for event in events:
        open_event = {**_rounded(event), "attestation_list": [chain | previous]}
        print_ = _fingerprint(open_event)
        yield {**open_event, "attestation_list": [chain | previous | {"fingerprint": print_}]}
        reference = {"uid": event["metadata"]["uid"], "type_uid": event["type_uid"], "fingerprint": print_}
        previous = {"prev_event": reference}


def _fingerprint(event: OcsfEvent) -> dict[str, Any]:
    return {**_SHA_256, **_FORM, "value": hashlib.sha256(_canonical_json(event)).hexdigest()}


def _canonical_json(event: OcsfEvent) -> bytes:
    # Half a character in a hostile handle must not end an export.
    return _encode(event).encode("utf-8", "surrogatepass")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        short = round(value, 3)
        return int(short) if short.is_integer() else short
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
