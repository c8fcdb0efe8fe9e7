"""What was found in uploads of which posts are still to come: SQL inside a transaction.

What nothing was found in is not remembered, because nothing could be held against a post of it. Excerpts are left out:
the record of the upload has them.
"""

import sqlite3
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter

from gatepost.model import Finding
from gatepost.state.base import JudgedUpload, UploadId
from gatepost.state.times import micros

_FINDINGS = TypeAdapter(tuple[Finding, ...])
MOST_FINDINGS = 200  # of one upload; a post is judged by the first, as its event tells of so many only
_OF = "platform = ? AND principal = ? AND media = ?"


def remember_upload(db: sqlite3.Connection, upload: UploadId, judged: JudgedUpload, at: datetime) -> None:
    known = judged_upload(db, upload)
    findings = (*(known.findings if known else ()), *(replace(finding, excerpt=None) for finding in judged.findings))
    kept = tuple(dict.fromkeys(findings))[:MOST_FINDINGS]
    db.execute(
        "INSERT OR REPLACE INTO uploads VALUES (?, ?, ?, ?, ?, ?)",
        (*_key(upload), _FINDINGS.dump_json(kept), judged.justified, micros(at)),
    )


def judged_upload(db: sqlite3.Connection, upload: UploadId) -> JudgedUpload | None:
    row = db.execute(f"SELECT findings, justified FROM uploads WHERE {_OF}", _key(upload)).fetchone()  # noqa: S608 - our own columns
    return JudgedUpload(findings=_FINDINGS.validate_json(row[0]), justified=bool(row[1])) if row else None


def _key(upload: UploadId) -> tuple[str, str, str]:
    return upload.platform, upload.principal, upload.media
