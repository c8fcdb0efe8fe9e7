"""Each question finds its index: with millions of events, one that does not is a page that takes seconds."""

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Select, text

from gatepost.store import walking
from gatepost.store.filters import Filter, conditions
from gatepost.store.index import FILTERED
from gatepost.store.opening import reading
from gatepost.store.walking import Bounds


def _plan(connection: Connection, query: Select[Any]) -> str:
    if connection.dialect.name == "postgresql":  # which would not look into the index of a table without rows
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.execute(text(f"SET LOCAL enable_{way} = off"))
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    said = query.compile(connection, compile_kwargs={"literal_binds": True})
    return "\n".join(str(row[-1]) for row in connection.execute(text(f"{explain} {said}")))


def _first(engine: Engine, wanted: Filter) -> str:
    """How the first candidates of a list are looked up."""
    (condition,) = [condition for condition in conditions(wanted) if condition.drivers]
    with reading(engine) as connection:
        return _plan(connection, walking._candidates(condition.drivers, Bounds(), None, 50))


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Filter(incidents=True), "incidents_by_time"),
        *((Filter(incidents=True, **{name: ("x",)}), f"incidents_by_{name}") for name in FILTERED),  # type: ignore[arg-type] # the names are fields of the filter, all alike
        (Filter(principal=("p-1",)), "events_by_principal"),
        (Filter(kind=("fault",)), "events_by_kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_asked_for_is_looked_up_in_its_own_index(engine: Engine, wanted: Filter, index: str):
    plan = _first(engine, wanted)
    assert index in plan
    assert "SCAN candidates" not in plan
    if engine.dialect.name == "sqlite":
        assert f"COVERING INDEX {index}" in plan, "the table is not looked into"
