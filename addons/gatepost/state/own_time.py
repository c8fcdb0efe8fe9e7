"""The minutes of a work day that people take for themselves whenever they like: SQL inside a transaction.

They are used in the order in which they come, each once: what is done in a minute that was used already is in the
person's own time too.
"""

import sqlite3
from datetime import date

from gatepost.state.base import Attempt
from gatepost.state.times import micros, minute_of

_NONE = (0, -1)


def take_minute(db: sqlite3.Connection, attempt: Attempt, *, placed: bool) -> tuple[bool, int]:
    """Whether the attempt's minute is the person's own, and how many are used. What was `placed` in work time stays there,
    and an attempt without a use uses no minute."""
    if not attempt.own_time:
        return False, 0
    minute = minute_of(micros(attempt.at))
    used, last = _used(db, attempt.principal, attempt.work_day)
    own = not placed and (minute == last or used < attempt.own_time)
    if not own or minute == last or attempt.use is None:
        return own, used
    row = (attempt.work_day.toordinal(), attempt.principal, used + 1, minute)
    db.execute("INSERT OR REPLACE INTO own_time VALUES (?, ?, ?, ?)", row)
    return True, used + 1


def own_used(db: sqlite3.Connection, principal: str, work_day: date) -> int:
    return _used(db, principal, work_day)[0]


def _used(db: sqlite3.Connection, principal: str, work_day: date) -> tuple[int, int]:
    """How many minutes, and the last of them."""
    row: tuple[int, int] | None = db.execute(
        "SELECT used, last FROM own_time WHERE work_day = ? AND principal = ?", (work_day.toordinal(), principal)
    ).fetchone()
    return row or _NONE
