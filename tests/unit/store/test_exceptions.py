from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from gatepost.store import exceptions
from gatepost.store.exceptions import Allowance, Proposal
from gatepost.store.opening import reading, writing
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import a_decision_event

NOW = A_TUESDAY + timedelta(hours=1)
MONTH = timedelta(days=30)
FIRST = a_decision_event()


def a_proposal(**changes: Any) -> Proposal:
    values: dict[str, Any] = {
        "event": FIRST.id,
        "rule": "confidentiality-markings",
        "kind": "phrase",
        "value": "protected bike lanes",
        "owner": "Web2Social",
        "reason": "About cycling",
        "at": NOW,
        "expires": NOW + MONTH,
        "proposed_by": "c-lea",
    }
    return Proposal(**values | changes)


def proposed(engine: Engine, **changes: Any) -> int:
    with writing(engine) as connection:
        return exceptions.propose(connection, a_proposal(**changes))


def states(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [allowance.state for allowance in exceptions.about(connection, FIRST.id)]


def test_a_proposal_is_in_force_once_another_approved_it_and_until_it_expires(engine: Engine):
    number = proposed(engine)
    with reading(engine) as connection:
        (waits,) = exceptions.waiting(connection)
        assert waits == Allowance(
            **{name: getattr(a_proposal(), name) for name in Proposal.__slots__},
            id=number,
            state="proposed",
            decided=None,
            decided_by="",
        )
        assert exceptions.in_force(connection, NOW) == []
    with writing(engine) as connection:
        assert exceptions.decide(connection, number, "approved", by="c-max", at=NOW)
    with reading(engine) as connection:
        assert exceptions.waiting(connection) == []
        assert [one.decided_by for one in exceptions.in_force(connection, NOW)] == ["c-max"]
        assert exceptions.in_force(connection, NOW + MONTH) == []
        assert exceptions.one(connection, number) == exceptions.in_force(connection, NOW)[0]
        assert exceptions.one(connection, number + 1) is None


def test_nobody_decides_on_their_own_proposal(engine: Engine):
    number = proposed(engine)
    with writing(engine) as connection:
        assert not exceptions.decide(connection, number, "approved", by="c-lea", at=NOW)
    assert states(engine) == ["proposed"]


def test_what_was_decided_is_not_decided_again(engine: Engine):
    number = proposed(engine)
    with writing(engine) as connection:
        assert exceptions.decide(connection, number, "refused", by="c-max", at=NOW)
        assert not exceptions.decide(connection, number, "approved", by="c-max", at=NOW)
        assert not exceptions.withdraw(connection, number, by="c-max", at=NOW)
    assert states(engine) == ["refused"]


def test_any_reviewer_withdraws_what_is_in_force_and_only_its_author_a_proposal(engine: Engine):
    first, second = proposed(engine), proposed(engine, reason="Another")
    with writing(engine) as connection:
        assert not exceptions.withdraw(connection, second, by="c-max", at=NOW)
        assert exceptions.withdraw(connection, second, by="c-lea", at=NOW)
        assert exceptions.decide(connection, first, "approved", by="c-max", at=NOW)
        assert exceptions.withdraw(connection, first, by="c-eve", at=NOW)
        assert exceptions.in_force(connection, NOW) == []
    assert states(engine) == ["withdrawn", "withdrawn"]


def test_what_has_been_over_for_a_month_is_forgotten_and_nothing_else_is(engine: Engine):
    later = NOW + timedelta(days=40)
    expired, refused, withdrawn = (proposed(engine, reason=reason) for reason in ("expires", "refused", "withdrawn"))
    lasting = proposed(engine, reason="lasts", expires=NOW + timedelta(days=365))
    with writing(engine) as connection:
        for number in (expired, withdrawn, lasting):
            exceptions.decide(connection, number, "approved", by="c-max", at=NOW)
        exceptions.decide(connection, refused, "refused", by="c-max", at=NOW)
        exceptions.withdraw(connection, withdrawn, by="c-max", at=NOW + timedelta(days=20))
        exceptions.forget_over(connection, later)
        assert [one.reason for one in exceptions.about(connection, FIRST.id)] == ["lasts", "withdrawn", "expires"]
        exceptions.forget_over(connection, NOW + MONTH + MONTH + timedelta(seconds=1))
        assert [one.reason for one in exceptions.about(connection, FIRST.id)] == ["lasts"]


def test_words_that_no_database_takes_are_kept_as_far_as_one_does(engine: Engine):
    proposed(engine, reason="x\0y" * 5_000)
    with reading(engine) as connection:
        (waits,) = exceptions.waiting(connection)
    assert "\0" not in waits.reason
    assert len(waits.reason) <= 4_000
