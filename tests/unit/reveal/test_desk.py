"""Two people, a reason, a time that ends, all on record: or nobody is revealed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.events.journal import Journal
from gatepost.model import Event
from gatepost.reveal.desk import Desk
from gatepost.reveal.names import Names
from gatepost.reveal.requests import OPEN_FOR, Purpose, Refused
from gatepost.testing import FakeClock
from tests.unit.events.aged import PERSON, bodies, decided, of_kind, written
from tests.unit.events.making import PSEUDONYMS, a_journal, verified
from tests.unit.sealing.people import a_key, a_reader

KEY = a_key()
PEOPLE = [(PERSON, PSEUDONYMS.period)]
REASON = "a complaint of 20 November"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def journal(tmp_path: Path, clock: FakeClock) -> Iterator[Journal]:
    with a_journal(tmp_path / "journal", "gateway-console", strict=True, clock=clock) as journal:
        yield journal


@pytest.fixture
def desk(tmp_path: Path, journal: Journal, clock: FakeClock) -> Desk:
    Names(tmp_path, "gateway-1", PSEUDONYMS, [a_reader(KEY)]).remember("emp-104")
    return Desk(tmp_path, journal, clock)


def asked(desk: Desk, purpose: Purpose = "reveal") -> str:
    return desk.ask(purpose, PEOPLE, reason=REASON, by="rose")


def done(var: Path) -> list[str]:
    return [body["did"] for body in bodies(var / "journal") if body["kind"] == "access"]


def test_a_second_person_approves_and_who_asked_learns_the_name(desk: Desk, tmp_path: Path):
    request = asked(desk)
    desk.answer(request, approves=True, by="adam")
    assert desk.reveal(request, KEY, by="rose") == "emp-104"
    assert done(tmp_path) == ["reveal-asked", "reveal-approved", "reveal-used"]
    assert verified(tmp_path / "journal", "gateway-console").good


def test_what_is_not_approved_is_not_revealed(desk: Desk, tmp_path: Path):
    request = asked(desk)
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="rose")
    with pytest.raises(Refused, match="second person"):
        desk.answer(request, approves=True, by="rose")
    assert done(tmp_path) == ["reveal-asked"]


def test_only_who_asked_may_open_it(desk: Desk):
    request = asked(desk)
    desk.answer(request, approves=True, by="adam")
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="adam")


def test_it_ends(desk: Desk, clock: FakeClock):
    request = asked(desk)
    desk.answer(request, approves=True, by="adam")
    clock.advance(OPEN_FOR - timedelta(seconds=1))
    assert desk.reveal(request, KEY, by="rose")
    clock.advance(timedelta(seconds=1))
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="rose")
    with pytest.raises(Refused, match="over"):
        desk.answer(request, approves=True, by="zoe")


def test_one_refusal_ends_it(desk: Desk):
    request = asked(desk)
    desk.answer(request, approves=True, by="adam")
    desk.answer(request, approves=False, by="zoe")
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="rose")


def test_an_export_takes_two_approvals_of_two_people(desk: Desk, tmp_path: Path):
    mine, other = decided(3), of_kind("agreement", 3, principal="p-0000-0000-0000")
    later = of_kind("outcome", 2, mine.id, attempts=2)
    written(tmp_path / "journal", mine, other, later)
    request = asked(desk, "export")
    desk.answer(request, approves=True, by="adam")
    with pytest.raises(Refused, match="twice"):
        desk.answer(request, approves=True, by="adam")
    with pytest.raises(Refused):
        desk.export(request, by="rose")
    desk.answer(request, approves=True, by="zoe")
    assert [event["id"] for event in desk.export(request, by="rose")] == [mine.id, later.id]


def test_a_request_serves_its_purpose_alone(desk: Desk):
    request = asked(desk)
    desk.answer(request, approves=True, by="adam")
    with pytest.raises(Refused, match="not a request for export"):
        desk.export(request, by="rose")
    with pytest.raises(Refused, match="no such"):
        desk.reveal("another", KEY, by="rose")


@pytest.mark.parametrize("reason", ["", "   because   ", "x" * 1001])
def test_a_reason_is_given(desk: Desk, reason: str):
    with pytest.raises(Refused, match="reason"):
        desk.ask("reveal", PEOPLE, reason=reason, by="rose")


def test_a_reveal_is_of_one_person(desk: Desk):
    for people in ([], PEOPLE * 2):
        with pytest.raises(Refused, match="one pseudonym"):
            desk.ask("reveal", people, reason=REASON, by="rose")


def test_an_approval_that_may_not_be_does_not_count_even_when_it_is_on_record(desk: Desk, journal: Journal):
    request = asked(desk)
    forged: Event = of_kind("access", 0, request, did="reveal-approved", by="rose")
    journal.append(forged)
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="rose")


def test_only_what_a_console_recorded_asks_or_approves(desk: Desk, tmp_path: Path):
    """Whoever can write a worker's journal is not two people."""
    request = asked(desk)
    written(tmp_path / "journal", of_kind("access", 0, request, did="reveal-approved", by="adam"))
    with pytest.raises(Refused):
        desk.reveal(request, KEY, by="rose")


def test_a_request_says_which_incident_it_is_from_and_is_forgotten_in_time(desk: Desk, clock: FakeClock):
    request = desk.ask("reveal", PEOPLE, reason=REASON, by="rose", incident="an event")
    assert desk.requests()[request].incident == "an event"
    clock.advance(OPEN_FOR)
    assert not desk.requests()[request].open(clock.now())
    clock.advance(timedelta(days=5))
    assert desk.requests() == {}
