"""A decision is explained by the policy that made it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from gatepost.events.record import policy_event
from gatepost.model import Event
from gatepost.store.intake import Intake
from gatepost.store.opening import reading
from gatepost.store.policies import TitledRule, rules_of, titles
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import a_journal

OLD, NEW = "a" * 64, "b" * 64
MARKED = {"finding": ["classification"]}


def _loaded(digest: str, en: str, *, hours: int = 0, **changes: Any) -> Event:
    rules = [{"rule": "markings", "title": {"en": en, "fr": f"{en} (fr)"}, "when": MARKED}]
    details = {"policy": {"version": "1", "digest": digest}, "rules": rules} | changes
    return policy_event("loaded", at=A_TUESDAY + timedelta(hours=hours), gateway={"node": "n"}, details=details)


def _add(engine: Engine, folder: Path, *events: Event) -> None:
    with a_journal(folder) as journal:
        for event in events:
            journal.append(event)
    Intake(engine, folder).take_in()


def test_the_rules_of_a_policy_are_known_by_its_digest(engine: Engine, tmp_path: Path):
    _add(engine, tmp_path / "journal", _loaded(OLD, "Marks"), _loaded(NEW, "Markings", hours=1), _loaded(OLD, "Marks"))
    with reading(engine) as db:
        assert rules_of(db, OLD) == {"markings": TitledRule({"en": "Marks", "fr": "Marks (fr)"}, MARKED)}
        assert rules_of(db, "c" * 64) == {}
        assert titles(db) == {"markings": {"Marks", "Marks (fr)", "Markings", "Markings (fr)"}}


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": ["markings"]},
        {"rules": [{"rule": "markings", "title": "Marks", "when": {}}]},
        {"rules": [{"rule": "markings", "title": {"en": "Marks"}}]},
        {"rules": {}},
        {"policy": OLD},
        {"policy": {"digest": 7}},
    ],
)
def test_what_does_not_tell_rules_in_their_form_tells_none(engine: Engine, tmp_path: Path, changes: dict[str, Any]):
    _add(engine, tmp_path / "journal", _loaded(OLD, "Marks", **changes))
    with reading(engine) as db:
        assert (rules_of(db, OLD), titles(db)) == ({}, {})
