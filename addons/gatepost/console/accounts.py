"""Accounts of the people who use the console, and the table that they are in.

An account is known in the record by its id, such as `c-7Q3F-K2MD`, never by its login. The rule to keep: what takes
something away from an account (a role, its password, the account itself) ends its sessions in the same transaction.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from gatepost.console.roles import Role
from gatepost.console.tables import accounts, sessions
from gatepost.events.numbers import base32
from gatepost.state.times import micros, moment
from gatepost.store.opening import reading

LONGEST_LOGIN = 100
_MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`divisions` bind a manager; `sworn` says that a reviewer may open evidence. `provided`: a provider vouches for it."""

    id: str
    login: str
    roles: frozenset[Role]
    created_at: datetime
    sworn: bool = False
    divisions: tuple[str, ...] = ()
    language: str = ""
    closed: bool = False
    provided: bool = False
    password: str = field(default="", repr=False)


class LoginTaken(Exception):
    """Another account has this login."""


class LastAdministrator(Exception):
    """Without this account nobody could administer the console any more."""


def normal(login: str) -> str:
    """A login as it is kept: people write it in any case, with spaces around."""
    return login.strip().casefold()[:LONGEST_LOGIN]


def create(
    db: Connection,
    *,
    login: str,
    roles: frozenset[Role],
    now: datetime,
    sworn: bool = False,
    divisions: Sequence[str] = (),
    subject: str | None = None,
) -> str:
    """A new account, and its id. LoginTaken where there is one already."""
    digits = base32(secrets.randbits(40), 8)
    row = {
        "id": f"c-{digits[:4]}-{digits[4:]}",
        "login": normal(login),
        "subject": subject,
        "closed": False,
        "created_at": micros(now),
    }
    try:
        with db.begin_nested():
            db.execute(insert(accounts).values(row | _rights(roles, sworn, divisions)))
    except IntegrityError:
        raise LoginTaken(login) from None
    return str(row["id"])


def by_id(db: Connection, account_id: str) -> Account | None:
    return _account(db.execute(select(accounts).where(accounts.c.id == account_id)).first())


def by_login(db: Connection, login: str) -> Account | None:
    return _account(db.execute(select(accounts).where(accounts.c.login == normal(login))).first())


def by_subject(db: Connection, subject: str) -> Account | None:
    return _account(db.execute(select(accounts).where(accounts.c.subject == subject)).first())


def everybody(engine: Engine) -> Sequence[Account]:
    """All accounts, by login; of an improbable number of them the first."""
    with reading(engine) as db:
        rows = db.execute(select(accounts).order_by(accounts.c.login).limit(_MOST_SHOWN)).all()
    return [account for row in rows if (account := _account(row))]


def logins(engine: Engine) -> dict[str, str]:
    """The login of each account's id."""
    return {account.id: account.login for account in everybody(engine)}


def set_rights(
    db: Connection, account: Account, *, roles: frozenset[Role], sworn: bool, divisions: Sequence[str]
) -> None:
    """What an account may do from now on. LastAdministrator where nobody would be left."""
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(db, account)
    take_rights(db, account, roles=roles, sworn=sworn, divisions=divisions)


def take_rights(
    db: Connection, account: Account, *, roles: frozenset[Role], sworn: bool, divisions: Sequence[str]
) -> None:
    """The same where nobody here decides it: a provider's word holds even if nobody is left."""
    db.execute(update(accounts).where(accounts.c.id == account.id).values(_rights(roles, sworn, divisions)))
    if (account.roles, account.sworn, account.divisions) != (roles, sworn, tuple(divisions)):
        sign_out(db, account.id)


def close(db: Connection, account: Account) -> None:
    """Let nobody in with it. Its record stays, as others refer to it. LastAdministrator as for `set_rights`."""
    _keep_an_administrator(db, account)
    db.execute(update(accounts).where(accounts.c.id == account.id).values(closed=True, password=None))
    sign_out(db, account.id)


def reopen(db: Connection, account_id: str) -> None:
    db.execute(update(accounts).where(accounts.c.id == account_id).values(closed=False))


def set_password(db: Connection, account_id: str, hashed: str) -> None:
    db.execute(update(accounts).where(accounts.c.id == account_id).values(password=hashed))
    sign_out(db, account_id)


def set_language(db: Connection, account_id: str, language: str) -> None:
    db.execute(update(accounts).where(accounts.c.id == account_id).values(language=language))


def sign_out(db: Connection, account_id: str) -> None:
    """End every session of an account."""
    db.execute(delete(sessions).where(sessions.c.account == account_id))


def administrators(db: Connection, *, but: str = "") -> int:
    """How many accounts administer the console, without the one named."""
    mine = accounts.c.roles.contains(Role.ADMINISTRATOR.value)
    query = select(func.count()).select_from(accounts).where(mine, accounts.c.closed.is_(False), accounts.c.id != but)
    return db.execute(query).scalar_one()


def _keep_an_administrator(db: Connection, account: Account) -> None:
    if Role.ADMINISTRATOR in account.roles and not account.closed and not administrators(db, but=account.id):
        raise LastAdministrator(account.login)


def _rights(roles: frozenset[Role], sworn: bool, divisions: Sequence[str]) -> dict[str, object]:
    return {"roles": " ".join(sorted(roles)), "sworn": sworn, "divisions": json.dumps(list(divisions))}


def _account(row: Row[tuple[object, ...]] | None) -> Account | None:
    if row is None:
        return None
    told = row._mapping  # noqa: SLF001 - the documented way to a row's columns by name
    return Account(
        id=told["id"],
        login=told["login"],
        roles=frozenset(map(Role, told["roles"].split())),
        created_at=moment(told["created_at"]),
        sworn=told["sworn"],
        divisions=tuple(json.loads(told["divisions"])),
        language=told["language"] or "",
        closed=told["closed"],
        provided=told["subject"] is not None,
        password=told["password"] or "",
    )
