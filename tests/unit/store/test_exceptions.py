from datetime import timedelta

from sqlalchemy import Engine

from gatepost.store.exceptions import Allowance, add_allowance, allowances
from gatepost.store.opening import reading, writing
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import a_decision_event

NOW = A_TUESDAY + timedelta(hours=1)
FIRST = a_decision_event()


def test_an_exception_is_in_force_until_it_expires(engine: Engine):
    given = Allowance(
        event=FIRST.id,
        rule="confidentiality-markings",
        kind="phrase",
        value="protected bike lanes",
        owner="lea",
        reason="About cycling",
        at=NOW,
        expires=NOW + timedelta(days=30),
    )
    with writing(engine) as connection:
        add_allowance(connection, given)
    with reading(engine) as connection:
        assert allowances(connection, NOW) == [given]
        assert allowances(connection, NOW + timedelta(days=30)) == []
