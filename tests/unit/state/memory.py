"""A state in a temporary file, and attempts and incidents to try it with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gatepost.clock import Clock
from gatepost.model import Action, Counted, Usage, Use, Window
from gatepost.state import Attempt, Incident, State, open_state
from gatepost.testing import A_TUESDAY, FakeClock

TODAY = date(2026, 11, 24)
CONTENT = "c" * 64


@asynccontextmanager
async def a_state(var: Path, clock: Clock | None = None) -> AsyncIterator[State]:
    state = open_state("sqlite://", var, clock or FakeClock())
    try:
        yield state
    finally:
        await state.close()


def an_attempt(name: str = "r-1", **changes: Any) -> Attempt:
    values: dict[str, Any] = {
        "token": name,
        "principal": "emp-104",
        "platform": "x",
        "account": "@maplefan77",
        "content": f"content of {name}",
        "at": A_TUESDAY,
        "work_day": TODAY,
        "use": Use.PERSONAL,
    }
    return Attempt(**values | changes)


def an_incident(number: str = "7Q3F-K2MM", **changes: Any) -> Incident:
    values: dict[str, Any] = {
        "number": number,
        "event": f"event of {number}",
        "principal": "emp-104",
        "platform": "x",
        "account": "@maplefan77",
        "content": CONTENT,
        "action": Action.COACH,
        "rules": ("respect",),
        "notices": ("respect",),
        "at": A_TUESDAY,
        "expires": A_TUESDAY + timedelta(minutes=10),
    }
    return Incident(**values | changes)


async def used(
    state: State, use: Use = Use.PERSONAL, window: Window = Window.DAY, group: str = "", **changes: Any
) -> Usage:
    """What an attempt with other content is told of, without taking a place."""
    past = await state.begin(an_attempt("asking", use=None, **changes))
    return past.volume.usage.get(Counted(use, window, group), Usage())


async def posts_today(state: State, use: Use = Use.PERSONAL, **changes: Any) -> int:
    return (await used(state, use, **changes)).posts
