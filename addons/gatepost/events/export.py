"""Stored events -> the lines that other systems read.

Only what the record has is exported, so nothing leaves here that a reviewer could not see. A format is a function from
events to lines (without their ends); the table at the end is all that the command knows.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from gatepost.events.cef import cef
from gatepost.events.ecs import ecs
from gatepost.events.ocsf import ocsf
from gatepost.events.stored import StoredEvent

type Format = Callable[[Iterable[StoredEvent]], Iterator[str]]

# Column, and where in the event its value stands.
_COLUMNS = {
    "at": ("at",),
    "kind": ("kind",),
    "number": ("number",),
    "action": ("action",),
    "enforced": ("enforced",),
    "outcome": ("outcome",),
    "rule": ("rule",),
    "guideline": ("guideline",),
    "severity": ("severity",),
    "use": ("use",),
    "platform": ("platform",),
    "endpoint": ("endpoint",),
    "activity": ("activity",),
    "principal": ("principal",),
    "division": ("division",),
    "account": ("account",),
    "reply_to": ("reply_to",),
    "labels": ("findings",),
    "bytes": ("bytes",),
    "work_time": ("work_time",),
    "elapsed_ms": ("elapsed_ms",),
    "upstream_status": ("upstream_status",),
    "attempts": ("attempts",),
    "policy_version": ("policy", "version"),
    "node": ("gateway", "node"),
    "worker": ("gateway", "worker"),
    "stage": ("stage",),
    "reason": ("reason",),
    "about": ("about",),
    "id": ("id",),
    "hash": ("hash",),
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets execute


def jsonl(events: Iterable[StoredEvent]) -> Iterator[str]:
    """Each event whole, as JSON on a line of its own."""
    for event in events:
        yield json.dumps(event, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def csv_table(events: Iterable[StoredEvent]) -> Iterator[str]:
    """A table for spreadsheets, with the columns above. What a spreadsheet would execute is quoted."""
    yield ",".join(_COLUMNS)
    for event in events:
        row = io.StringIO()
        csv.writer(row, lineterminator="").writerow([_cell(event, path) for path in _COLUMNS.values()])
        yield row.getvalue()


def _cell(event: StoredEvent, path: tuple[str, ...]) -> str:
    value: object = event
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if path == ("findings",):
        value = "; ".join(sorted({finding_name(finding) for finding in event.get("findings", ())}))
    text = "" if value is None else json.dumps(value) if isinstance(value, bool) else str(value)
    return for_spreadsheets(text)


def for_spreadsheets(text: str) -> str:
    """A cell that no spreadsheet takes for something to execute."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def finding_name(finding: Mapping[str, object]) -> str:
    """`label` or `label:value`, as policies write it."""
    return ":".join(str(finding[name]) for name in ("label", "value") if finding.get(name))


FORMATS: Mapping[str, Format] = {"jsonl": jsonl, "csv": csv_table, "ocsf": ocsf, "ecs": ecs, "cef": cef}
