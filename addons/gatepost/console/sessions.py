"""A token in a cookie <-> the session and the account that it stands for.

The session is on the server; the cookie is 256 random bits of which the table has a hash. It ends after half an hour
without a request, after ten hours in any case, at signing out, and when something is taken away from its account. The
rule to keep: a token from before signing in is never one from after it.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from gatepost.console import accounts
from gatepost.console.accounts import Account
from gatepost.console.tables import sessions
from gatepost.console.tokens import kept, new_token
from gatepost.state.times import micros, moment
from gatepost.store.opening import reading, writing

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
_SEEN_EVERY = timedelta(minutes=1)  # a write for every request would be a write for every picture on a page


def begin(db: Connection, account_id: str, now: datetime) -> str:
    """A new session, and its token. What has run out meanwhile is removed."""
    token = new_token()
    ended = or_(sessions.c.seen_at <= micros(now - IDLE), sessions.c.began_at <= micros(now - LONGEST))
    db.execute(delete(sessions).where(ended))
    db.execute(insert(sessions).values(hash=kept(token), account=account_id, began_at=micros(now), seen_at=micros(now)))
    return token


def account_of(engine: Engine, token: str, now: datetime) -> Account | None:
    """Whose session it is, if it still holds."""
    if not token:
        return None
    with reading(engine) as db:
        row = db.execute(select(sessions).where(sessions.c.hash == kept(token))).first()
        if row is None or now - moment(row.seen_at) >= IDLE or now - moment(row.began_at) >= LONGEST:
            return None
        account = accounts.by_id(db, row.account)
    if account is None or account.closed:
        return None
    if now - moment(row.seen_at) >= _SEEN_EVERY:
        with writing(engine) as db:
            db.execute(update(sessions).where(sessions.c.hash == row.hash).values(seen_at=micros(now)))
    return account


def end(db: Connection, token: str) -> None:
    db.execute(delete(sessions).where(sessions.c.hash == kept(token)))
