"""Single-use links with which somebody chooses a password: of a new account, of one that was forgotten, or the first.

The first administrator's is printed at the start while nobody administers the console; a new start makes a new one,
and the one before no longer works.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from gatepost.console import accounts
from gatepost.console.accounts import Account
from gatepost.console.tables import invitations
from gatepost.console.tokens import kept, new_token
from gatepost.state.times import micros
from gatepost.store.opening import writing

LASTS = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Without an account it is the first administrator's, who chooses a login as well."""

    account: Account | None


def invite(db: Connection, account_id: str | None, now: datetime) -> str:
    """The token of a new link. The one that the account had before no longer works."""
    token = new_token()
    db.execute(delete(invitations).where(invitations.c.account.is_(None) if account_id is None else _of(account_id)))
    db.execute(insert(invitations).values(hash=kept(token), account=account_id, expires_at=micros(now + LASTS)))
    return token


def invite_first(engine: Engine, now: datetime) -> str:
    """The token for the first administrator; empty where there is one."""
    with writing(engine) as db:
        return "" if accounts.administrators(db) else invite(db, None, now)


def find(db: Connection, token: str, now: datetime) -> Invitation | None:
    """What a link is for, if it still works."""
    query = select(invitations).where(invitations.c.hash == kept(token), invitations.c.expires_at > micros(now))
    row = db.execute(query).first()
    if row is None or (row.account is None and accounts.administrators(db)):
        return None
    account = accounts.by_id(db, row.account) if row.account else None
    return None if account and account.closed else Invitation(account)


def use(db: Connection, token: str) -> bool:
    """Take a link out of use. False when somebody was faster."""
    return db.execute(delete(invitations).where(invitations.c.hash == kept(token))).rowcount == 1


def withdraw(db: Connection, account_id: str) -> None:
    db.execute(delete(invitations).where(_of(account_id)))


def _of(account_id: str) -> ColumnElement[bool]:
    return invitations.c.account == account_id
