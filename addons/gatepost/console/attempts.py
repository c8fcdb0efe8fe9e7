"""How often somebody may try to sign in: by account and by address, counted before the password is looked at.

The table has hashes of what was tried, as people type passwords where a login belongs. Right passwords are refused as
well while there are too many attempts: otherwise the limit would tell which one it was.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from gatepost.console.accounts import normal
from gatepost.console.tables import attempts
from gatepost.events.numbers import new_id
from gatepost.state.times import micros

WINDOW = timedelta(minutes=15)
MOST_FOR_ACCOUNT = 10
MOST_FROM_ADDRESS = 50  # a building may have one address


def allowed(db: Connection, login: str, address: str, now: datetime) -> bool:
    """Count an attempt, and say whether it may be made."""
    db.execute(delete(attempts).where(attempts.c.at <= micros(now - WINDOW)))
    limits = {_account(login): MOST_FOR_ACCOUNT, _hash("address", address): MOST_FROM_ADDRESS}
    db.execute(insert(attempts), [{"id": new_id(now), "subject": subject, "at": micros(now)} for subject in limits])
    return all(_count(db, subject) <= most for subject, most in limits.items())


def forget(db: Connection, login: str) -> None:
    """They are in: what they mistyped before no longer counts against the account."""
    db.execute(delete(attempts).where(attempts.c.subject == _account(login)))


def _count(db: Connection, subject: str) -> int:
    return db.execute(select(func.count()).select_from(attempts).where(attempts.c.subject == subject)).scalar_one()


def _account(login: str) -> str:
    return _hash("account", normal(login))


def _hash(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\n{value}".encode("utf-8", "replace")).hexdigest()
