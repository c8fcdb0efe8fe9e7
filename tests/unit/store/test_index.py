"""Each question finds its index: with millions of events, one that does not is a page that takes seconds."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Select, text

from gatepost.events.numbers import new_id
from gatepost.model import Event
from gatepost.store import walking
from gatepost.store.filters import Filter, conditions
from gatepost.store.incidents import page
from gatepost.store.index import FILTERED, SHORTER
from gatepost.store.intake import Intake
from gatepost.store.opening import reading
from gatepost.store.walking import Bounds
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import a_journal


def _plan(connection: Connection, query: Select[Any]) -> str:
    if connection.dialect.name == "postgresql":  # which would not look into the index of a table without rows
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.execute(text(f"SET LOCAL enable_{way} = off"))
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    said = query.compile(connection, compile_kwargs={"literal_binds": True})
    return "\n".join(str(row[-1]) for row in connection.execute(text(f"{explain} {said}")))


def _looked_up(engine: Engine, wanted: Filter) -> str:
    """How the newest events are found that meet all conditions, beginning with the first."""
    first, *others = sorted(conditions(wanted), key=lambda condition: not condition.drivers)
    with reading(engine) as connection:
        return _plan(connection, walking._newest(first.drivers, Bounds(), 50, others if wanted.incidents else ()))


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
    plan = _looked_up(engine, wanted)
    assert index in plan
    if engine.dialect.name == "sqlite":
        assert f"COVERING INDEX {index}" in plan, "the table is not looked into"


def test_several_filters_of_incidents_are_seen_in_one_index(engine: Engine):
    wanted = Filter(incidents=True, platform=("x",), action=("block",), use=("personal", "official"), work_time=True)
    plan = _looked_up(engine, wanted)
    assert len(re.findall(r"incidents_by_\w+|events_\w+|PRIMARY KEY", plan)) == 1
    assert "COVERING INDEX" in plan or "Index Only Scan" in plan


def test_what_stands_in_an_index_together_is_never_too_long_for_it(engine: Engine, tmp_path: Path):
    chance = random.Random(6)  # noqa: S311 - what cannot be packed
    names = (*SHORTER, "division", "rule", "guideline", "activity")
    long = {name: "".join(chr(chance.randrange(0x20000, 0x2A6D0)) for _ in range(1_000)) for name in names}
    with a_journal(tmp_path / "journal") as journal:
        journal.append(Event(id=new_id(A_TUESDAY), kind="decision", at=A_TUESDAY, fields=long | {"matched": [{}]}))
    Intake(engine, tmp_path / "journal").take_in()
    with reading(engine) as connection:
        assert len(page(connection, Filter(incidents=True)).events) == 1
