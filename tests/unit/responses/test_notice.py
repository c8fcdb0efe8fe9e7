"""A notice: what it says, and what it refuses to hold."""

from datetime import timedelta

import pytest

from gatepost.model import Where
from gatepost.testing import a_finding
from tests.unit.responses.notices import a_notice


def test_the_same_kind_in_the_same_place_is_told_once() -> None:
    findings = [a_finding(where=Where(part="text", span=(start, start + 5))) for start in range(5)]
    assert len(a_notice(findings=findings).found) == 1


def test_a_person_is_told_a_few_kinds_and_not_all() -> None:
    findings = [a_finding(where=Where(part="text", page=page)) for page in range(1, 40)]
    assert len(a_notice(findings=findings).found) == 8


@pytest.mark.parametrize("number", ["", "7Q3F ABCD", "7Q3F\r\nX: y", "7" * 41, "é"])
def test_a_number_that_could_break_a_header_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        a_notice(number=number)


@pytest.mark.parametrize("field", ["contact_link", "help_url", "page"])
@pytest.mark.parametrize("link", ["javascript:alert(1)", "//x.example", 'https://a"b', "https://a\nb", "data:,x"])
def test_a_link_that_is_not_to_a_page_or_a_mailbox_is_refused(field: str, link: str) -> None:
    with pytest.raises(ValueError, match="link"):
        a_notice(**{field: link})


def test_it_says_how_long_and_who() -> None:
    record = a_notice(kept=timedelta(days=365)).record
    assert "365 days" in record.en
    assert "365 jours" in record.fr
    assert "reviewers" in record.en
    assert "réviseurs" in record.fr


def test_only_coaching_speaks_of_a_reason() -> None:
    assert "the reason you give" in a_notice(action="coach").record.en
    assert "the reason you give" not in a_notice(action="block").record.en


@pytest.mark.parametrize(("action", "ours"), [("fault", True), ("busy", True), ("block", False), ("prohibited", False)])
def test_a_fault_of_ours_records_nothing_about_the_person(action: str, ours: bool) -> None:
    notice = a_notice(action=action)
    assert notice.ours is ours
    assert ("Only that the gateway could not do its work" in notice.record.en) is ours
