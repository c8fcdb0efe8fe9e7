from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.model import Use
from gatepost.policy.agency import AgencyFile, Fault, OnFault
from tests.unit.policy.folder import an_agency


def test_what_is_not_written_has_the_shipped_figures() -> None:
    agency = AgencyFile.model_validate(an_agency())
    assert agency.coaching.window == timedelta(minutes=10)
    assert (agency.retention.log.days, agency.retention.coach.days, agency.retention.block.days) == (30, 90, 365)
    assert agency.agreement.period == timedelta(days=90)
    assert agency.limits.in_flight == 512 * 2**20
    assert agency.unknown_use is Use.PERSONAL
    assert (agency.threads.window, agency.threads.size) == (timedelta(minutes=10), 10 * 2**10)
    assert "personal-identifier" in agency.threads.labels
    assert "uninspectable" in agency.messages
    assert "agency-mention" not in agency.messages


def test_a_fault_refuses_unless_the_policy_says_otherwise() -> None:
    assert all(OnFault().of(use) is Fault.CLOSED for use in Use)
    assert OnFault(official=Fault.OPEN).of(Use.OFFICIAL) is Fault.OPEN


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"contact": {"en": "a", "fr": "b", "email": "team"}}, "write an e-mail address"),
        ({"contact": {"en": "a", "email": "a@b"}}, "fr"),
        ({"help_url": "http://agency.example"}, "begins with https"),
        ({"help_url": 'https://agency.example/"'}, "begins with https"),
        ({"rules": []}, "at least one"),
        ({"coaching": {"reasons": []}}, "at least one"),
        ({"unknown_use": "official"}, "professional"),
        ({"journal": "sloppy"}, "grouped"),
        ({"notice_given": "soon"}, "date"),
        ({"threads": {"window": "11m"}}, "at most 10m"),
        ({"threads": {"size": "11KiB"}}, "at most 10KiB"),
        ({"threads": {"labels": ["clasification"]}}, "classification"),
    ],
)
def test_a_mistake_in_the_settings_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        AgencyFile.model_validate(an_agency(**change))


def test_without_labels_threads_are_not_read() -> None:
    agency = AgencyFile.model_validate(an_agency(threads={"window": "2m", "labels": []}))
    assert (agency.threads.window, agency.threads.labels) == (timedelta(minutes=2), frozenset())
