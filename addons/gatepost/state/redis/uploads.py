"""What was found in uploads, as the server keeps it: each finding once, in the order in which they were found."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from gatepost.model import Finding
from gatepost.state.base import JudgedUpload

_FINDING = TypeAdapter(Finding)
_JUSTIFIED = b""


def written(judged: JudgedUpload) -> tuple[str | bytes, ...]:
    """What `remember_upload.lua` takes. Excerpts are left out: the record of the upload has them."""
    findings = (_FINDING.dump_json(replace(finding, excerpt=None)) for finding in judged.findings)
    return "1" if judged.justified else "0", *findings


def read_upload(kept: Mapping[bytes, bytes]) -> JudgedUpload | None:
    if not kept:
        return None
    findings = sorted((finding for finding in kept if finding != _JUSTIFIED), key=lambda finding: int(kept[finding]))
    return JudgedUpload(
        findings=tuple(_FINDING.validate_json(finding) for finding in findings), justified=kept[_JUSTIFIED] == b"1"
    )
