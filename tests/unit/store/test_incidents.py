import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from gatepost.events.numbers import number_of
from gatepost.events.record import justification_event, mistake_event, outcome_event
from gatepost.events.stored import StoredEvent
from gatepost.model import Action, Event, Use
from gatepost.store import walking
from gatepost.store.incidents import Count, Filter, Key, count, history, known, one, page
from gatepost.store.intake import Intake
from gatepost.store.opening import reading, writing
from gatepost.store.own import triage
from gatepost.testing import A_TUESDAY, a_finding, a_post, a_principal
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match, an_event

HOUR = timedelta(hours=1)
EVERYTHING = Filter()
BLOCKED = a_decision_event()
COACHED = a_decision_event(
    at=A_TUESDAY + HOUR,
    post=a_post(at=A_TUESDAY + HOUR, platform="reddit", principal=a_principal(division="Census")),
    findings=[a_finding("profanity:strong"), a_finding("abuse:person")],
    decision=a_decision(
        Action.COACH,
        use=Use.PROFESSIONAL,
        matched=(a_match("respect", Action.COACH), a_match("everything", Action.LOG)),
    ),
)
FAULT = an_event(at=A_TUESDAY + 2 * HOUR)
LATER = A_TUESDAY + 3 * HOUR


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    with a_journal(folder) as journal:
        for event in (BLOCKED, COACHED, FAULT):
            journal.append(event)
    return folder


@pytest.fixture
def store(engine: Engine, journals: Path) -> Engine:
    Intake(engine, journals).take_in()
    return engine


def _add(journals: Path, store: Engine, *events: Event) -> None:
    with a_journal(journals, "gateway-2") as journal:
        for event in events:
            journal.append(event)
    Intake(store, journals).take_in()


def _events(store: Engine, wanted: Filter = EVERYTHING, most: int = 10_000) -> Sequence[StoredEvent]:
    with reading(store) as connection:
        return page(connection, wanted, most=most, seconds=None).events


def _one(store: Engine, key: str) -> StoredEvent | None:
    with reading(store) as connection:
        return one(connection, key)


def _ids(events: Sequence[StoredEvent]) -> list[str]:
    return [event["id"] for event in events]


def test_events_come_newest_first(store: Engine):
    assert _ids(_events(store)) == [FAULT.id, COACHED.id, BLOCKED.id]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(action=("block",)), [BLOCKED]),
        (Filter(rule=("respect",)), [COACHED]),
        (Filter(rule=("everything",)), [COACHED]),
        (Filter(platform=("x",)), [BLOCKED]),
        (Filter(use=("professional",)), [COACHED]),
        (Filter(label=("abuse",)), [COACHED]),
        (Filter(label=("classification",), action=("coach",)), []),
        (Filter(division=("Census",)), [COACHED]),
        (Filter(kind=("fault",)), [FAULT]),
        (Filter(since=A_TUESDAY + HOUR), [FAULT, COACHED]),
        (Filter(until=A_TUESDAY + HOUR), [BLOCKED]),
        (Filter(since=A_TUESDAY + HOUR, until=A_TUESDAY + 2 * HOUR), [COACHED]),
        (Filter(action=("block", "coach")), [COACHED, BLOCKED]),
        (Filter(rule=("respect", "everything")), [COACHED]),
        (Filter(guideline=("2.6",), work_time=True), [COACHED, BLOCKED]),
        (Filter(work_time=False), []),
        (Filter(incidents=True), [COACHED, BLOCKED]),
        (Filter(state=("new",), incidents=True), [COACHED, BLOCKED]),
        (Filter(state=("escalated",)), []),
        (Filter(rule=("' OR TRUE --",)), []),
    ],
)
def test_a_filter_selects(store: Engine, wanted: Filter, found: list[Event]):
    assert _ids(_events(store, wanted)) == [event.id for event in found]


def test_what_became_of_a_decision_stands_in_it(journals: Path, store: Engine):
    _add(
        journals,
        store,
        outcome_event(BLOCKED.id, at=LATER, attempts=2),
        outcome_event(BLOCKED.id, at=LATER + HOUR, attempts=3),
        outcome_event(BLOCKED.id, at=LATER + HOUR, answer="lapsed"),
    )
    _add(journals, store, outcome_event(COACHED.id, at=LATER, upstream_status=201))
    fault, coached, blocked = _events(store)
    assert (blocked["attempts"], blocked["answer"], coached["upstream_status"]) == (3, "lapsed", 201)
    assert fault["kind"] == "fault"
    assert len(_events(store, Filter(kind=("outcome",)))) == 4


def test_a_justification_and_reports_of_a_mistake_stand_in_their_decision(journals: Path, store: Engine):
    said: dict[str, Any] = {"number": "7Q3F-K2MM", "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    _add(
        journals,
        store,
        justification_event(COACHED.id, at=LATER, reason="It is a quotation", **said),
        mistake_event(COACHED.id, at=LATER, comment="That is a river", **said),
        mistake_event(COACHED.id, at=LATER + HOUR, comment="Truly", **said),
    )
    coached = _one(store, COACHED.id)
    assert coached is not None
    assert coached["justification"]["reason"] == "It is a quotation"
    assert [mistake["comment"] for mistake in coached["mistakes"]] == ["That is a river", "Truly"]


def test_an_outcome_may_be_taken_in_before_its_decision(engine: Engine, tmp_path: Path):
    folder = tmp_path / "journal"
    _add(folder, engine, outcome_event(BLOCKED.id, at=LATER, attempts=2))
    _add(folder, engine, BLOCKED)
    (blocked,) = _events(engine)
    assert blocked["attempts"] == 2


def test_many_decisions_are_completed_too(journals: Path, store: Engine):
    _add(journals, store, *(a_decision_event() for _ in range(1200)), outcome_event(BLOCKED.id, at=LATER, attempts=2))
    assert len(_events(store)) == 1203
    assert next(event for event in _events(store) if event["id"] == BLOCKED.id)["attempts"] == 2


def test_one_event_is_found_by_its_number_however_it_is_written(store: Engine):
    for key in (number_of(BLOCKED.id), number_of(BLOCKED.id).lower().replace("-", " "), BLOCKED.id, BLOCKED.id.upper()):
        found = _one(store, key)
        assert found is not None
        assert found["id"] == BLOCKED.id


@pytest.mark.parametrize("key", ["", "AAAA-AAAA", "nonsense", "' OR 1=1"])
def test_what_is_not_there_is_none(store: Engine, key: str):
    assert _one(store, key) is None


def test_a_number_leads_to_the_decision_and_not_to_what_is_about_it(journals: Path, store: Engine):
    number = number_of(COACHED.id)
    said: dict[str, Any] = {"number": number, "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    _add(journals, store, justification_event(COACHED.id, at=LATER, reason="It is a quotation", **said))
    found = _one(store, number)
    assert found is not None
    assert found["kind"] == "decision"


def test_what_people_call_a_mistake_is_found_by_that(journals: Path, store: Engine):
    said: dict[str, Any] = {"number": "7Q3F-K2MM", "principal": "emp-104", "pseudonyms": PSEUDONYMS}
    _add(journals, store, mistake_event(BLOCKED.id, at=LATER, comment="That is a river", **said))
    assert _ids(_events(store, Filter(said=("mistake",)))) == [BLOCKED.id]


def test_the_history_of_a_person_is_counts(journals: Path, store: Engine):
    again = a_decision_event(at=LATER)
    _add(journals, store, again)
    with reading(store) as connection:
        found = history(connection, str(BLOCKED.fields["principal"]))
        later = history(connection, str(BLOCKED.fields["principal"]), since=LATER)
        nobody = history(connection, "p-nobody")
    assert (found.incidents, found.by_action, found.by_outcome) == (3, {"block": 2, "coach": 1}, {"refused": 3})
    assert found.by_rule == {"confidentiality-markings": 2, "respect": 1}
    assert found.first == BLOCKED.at
    assert (later.incidents, later.by_action) == (1, {"block": 1})
    assert (nobody.incidents, nobody.by_rule, nobody.first) == (0, {}, None)


def test_the_values_of_a_filter_are_known(store: Engine):
    with reading(store) as connection:
        assert known(connection, "platform") == ["reddit", "x"]
        assert known(connection, "rule") == ["confidentiality-markings", "everything", "respect"]
        assert known(connection, "said") == []


# A store of many events, and what a filter means said once more in plain Python.
DIVISIONS = ["Census", "Labour Statistics", "Health", "Prices", ""]
PLATFORMS = ["x", "reddit", "linkedin"]
RULES = ["respect", "ownership", "confidentiality-markings"]
LABELS = ["abuse:person", "profanity:strong", "classification:secret"]
VALUES: dict[str, list[str]] = {
    "division": DIVISIONS,
    "platform": PLATFORMS,
    "action": ["log", "coach", "block"],
    "use": [use.value for use in Use],
    "rule": [*RULES, "everything"],
    "label": ["abuse", "profanity", "classification"],
    "kind": ["decision", "fault"],
}


def _random_event(chance: random.Random) -> Event:
    """Times repeat, so that lists are also ordered within one moment."""
    at = A_TUESDAY + chance.randrange(200) * HOUR
    if chance.random() < 0.1:
        return an_event(at=at)
    matched = [a_match(rule, chance.choice([*Action][1:])) for rule in chance.sample(RULES, chance.randrange(3))]
    matched.append(a_match("everything", Action.LOG, catch_all=True))
    principal = a_principal(division=chance.choice(DIVISIONS))
    return a_decision_event(
        at=at,
        post=a_post(at=at, platform=chance.choice(PLATFORMS), principal=principal),
        findings=[a_finding(label) for label in chance.sample(LABELS, chance.randrange(3))],
        decision=a_decision(max(match.action for match in matched), use=chance.choice([*Use]), matched=tuple(matched)),
        work_time=chance.random() < 0.5,
    )


def _meets(event: Event, wanted: Filter) -> bool:
    fields: Any = event.fields
    has = {
        **{name: {fields.get(name)} for name in ("division", "platform", "action", "use")},
        "kind": {event.kind},
        "rule": {match["rule"] for match in fields.get("matched", ())},
        "label": {finding["label"] for finding in fields.get("findings", ())},
    }
    return (
        all(not getattr(wanted, name) or has[name] & set(getattr(wanted, name)) for name in VALUES)
        and (wanted.work_time is None or fields.get("work_time") == wanted.work_time)
        and (not wanted.incidents or any(not match.get("catch_all") for match in fields.get("matched", ())))
        and (wanted.since is None or event.at >= wanted.since)
        and (wanted.until is None or event.at < wanted.until)
    )


def _random_filter(chance: random.Random) -> Filter:
    chosen: dict[str, Any] = {
        name: tuple(chance.sample(VALUES[name], chance.randrange(1, 3)))
        for name in chance.sample([*VALUES], chance.randrange(4))
    }
    chosen["work_time"] = chance.choice([None, None, True])
    chosen["incidents"] = chance.random() < 0.3
    if chance.random() < 0.3:
        chosen["since"] = A_TUESDAY + chance.randrange(200) * HOUR
    if chance.random() < 0.3:
        chosen["until"] = A_TUESDAY + chance.randrange(200) * HOUR
    return Filter(**chosen)


def _pages(connection: Connection, wanted: Filter, most: int) -> Iterator[StoredEvent]:
    before = None
    while True:
        found = page(connection, wanted, before=before, most=most, seconds=0.0)
        yield from found.events
        if found.older is None:
            return
        before = Key.read(str(found.older))


def test_a_filter_finds_what_it_means_page_by_page_and_counts_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """With slices so short, and no time at all, that every list takes many of them."""
    monkeypatch.setattr(walking, "_LONGEST_SLICE", 25)
    monkeypatch.setattr(walking, "_SAMPLE", 10)
    chance = random.Random(6)  # noqa: S311 - the same events in every run
    written = [_random_event(chance) for _ in range(250)]
    _add(tmp_path / "journal", engine, *written)
    written.sort(key=lambda event: (event.at, event.id), reverse=True)
    with reading(engine) as connection:
        for _ in range(25):
            wanted = _random_filter(chance)
            expected = [event.id for event in written if _meets(event, wanted)]
            assert _ids([*_pages(connection, wanted, 7)]) == expected, wanted
            assert count(connection, wanted, seconds=None) == Count(len(expected), exact=True), wanted


def test_incidents_are_listed_by_the_state_that_reviewers_gave_them(store: Engine):
    row = {"event": BLOCKED.id, "at": BLOCKED.at, "state": "confirmed", "changed": LATER, "changed_by": "lea"}
    with writing(store) as connection:
        connection.execute(triage.insert(), [row])
    expected = {
        ("new",): [COACHED.id],
        ("confirmed",): [BLOCKED.id],
        ("confirmed", "closed"): [BLOCKED.id],
        ("new", "confirmed"): [COACHED.id, BLOCKED.id],
        ("closed",): [],
    }
    found = {states: _ids(_events(store, Filter(incidents=True, state=states))) for states in expected}
    assert found == expected


def test_what_arrived_since_a_page_was_looked_at_is_found_by_its_newest_key(journals: Path, store: Engine):
    with reading(store) as connection:
        newest = page(connection, EVERYTHING, most=1).events[0]
    key = Key(datetime.fromisoformat(newest["at"]), newest["id"])
    later = a_decision_event(at=LATER)
    _add(journals, store, later)
    with reading(store) as connection:
        assert _ids(page(connection, EVERYTHING, after=key).events) == [later.id]
        assert count(connection, EVERYTHING, after=key) == Count(1, exact=True)


def test_counting_ends_somewhere(store: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(walking, "MOST_COUNTED", 2)
    with reading(store) as connection:
        assert count(connection, EVERYTHING) == Count(2, exact=False)
        assert count(connection, Filter(action=("block",))) == Count(1, exact=True)


@pytest.mark.parametrize("text", ["", "x", "2026-11-24T15:15:00_nothing", "2026-11-24T15:15:00Z_1"])
def test_an_address_that_names_no_key_is_refused(text: str):
    with pytest.raises(ValueError):
        Key.read(text)
