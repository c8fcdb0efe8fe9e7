"""What is approved, as the file that the policy reads."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from gatepost.store.exceptions import Allowance, Proposal
from gatepost.store.handing_over import last_day, written
from tests.unit.store.test_exceptions import NOW, a_proposal

ZONE = ZoneInfo("America/Toronto")
QUARTER = timedelta(days=90)


def an_allowance(number: int = 1, **changes: Any) -> Allowance:
    made = {name: getattr(a_proposal(), name) for name in Proposal.__slots__}
    state = {"id": number, "state": "approved", "decided": NOW, "decided_by": "c-max"}
    return Allowance(**made | state | changes)


def entries(text: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load(text)["exceptions"]
    return listed


def test_the_last_day_is_the_last_whole_one_of_the_agency() -> None:
    midnight = datetime(2026, 12, 24, 5, tzinfo=UTC)
    assert last_day(an_allowance(expires=midnight), ZONE).isoformat() == "2026-12-23"


def test_it_begins_when_it_is_approved_and_is_no_longer_than_the_policy_allows() -> None:
    approved = an_allowance(decided=NOW + timedelta(days=2))
    (one,) = entries(written([approved], ZONE, QUARTER))
    assert (one["since"], one["until"]) == ("2026-11-26", "2026-12-24")
    (one,) = entries(written([approved], ZONE, timedelta(days=7)))
    assert (one["since"], one["until"]) == ("2026-11-26", "2026-12-02")


def test_those_that_people_wrote_stay_and_ours_are_made_anew_in_their_order() -> None:
    present = written([an_allowance(2), an_allowance(10)], ZONE, QUARTER)
    with_theirs = f"{present}- {{id: ours, rule: other}}\n"
    again = written([an_allowance(10), an_allowance(3)], ZONE, QUARTER, with_theirs)
    assert [one["id"] for one in entries(again)] == ["ours", "exception-3", "exception-10"]
    assert written([], ZONE, QUARTER, written([], ZONE, QUARTER)) == written([], ZONE, QUARTER)


def test_a_digest_is_written_as_one() -> None:
    digest = f"sha256:{'ab' * 32}"
    (one,) = entries(written([an_allowance(kind="digest", value=digest)], ZONE, QUARTER))
    assert one["digest"] == digest
    assert "phrase" not in one
