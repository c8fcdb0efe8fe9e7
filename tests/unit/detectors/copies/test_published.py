"""A published picture excuses the symbols in it, and nothing else."""

from datetime import UTC, datetime, timedelta

from gatepost.detectors.copies.published import as_published
from gatepost.model import Finding, Where

AT = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


def finding(label: str, value: str, part: str = "media[0]", public_at: datetime | None = None) -> Finding:
    details = () if public_at is None else (("public_at", public_at.isoformat()),)
    where = Where(part=part, box=(1, 2, 3, 4) if label == "corporate-symbol" else None)
    return Finding(detector="any", label=label, value=value, details=details, confidence=1.0, where=where)


def names(*findings: Finding, at: datetime = AT) -> list[str]:
    return [one.name for one in as_published(findings, at)]


def test_from_the_moment_of_release_on_a_copy_is_a_source_and_the_symbols_in_it_are_no_misuse() -> None:
    copy, symbol = finding("fingerprint", "labour", public_at=AT), finding("corporate-symbol", "wordmark")
    assert names(copy, symbol) == ["source-cited"]
    assert names(copy, symbol, at=AT - timedelta(seconds=1)) == ["fingerprint:labour", "corporate-symbol:wordmark"]


def test_what_is_never_public_stays_a_fingerprint() -> None:
    assert names(finding("fingerprint", "withdrawn")) == ["fingerprint:withdrawn"]


def test_other_pictures_and_other_findings_of_the_post_stay_as_they_are() -> None:
    copy = finding("fingerprint", "labour", public_at=AT)
    elsewhere, marking = finding("corporate-symbol", "arms", part="media[1]"), finding("classification", "secret")
    assert names(copy, elsewhere, marking) == ["source-cited", "corporate-symbol:arms", "classification:secret"]


def test_the_document_stands_in_the_details() -> None:
    [cited] = as_published([finding("fingerprint", "labour", public_at=AT)], AT)
    assert ("document", "labour") in cited.details
