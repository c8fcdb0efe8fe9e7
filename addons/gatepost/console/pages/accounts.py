"""The administrator's page of accounts: who may come in, and what each may do.

Nobody sets another's password: a single-use link, shown once, lets the person choose it.
"""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console import accounts, invitations
from gatepost.console.accounts import Account, LastAdministrator, LoginTaken
from gatepost.console.roles import Role
from gatepost.console.translation import N_
from gatepost.console.visit import Visit, sent_to
from gatepost.store.opening import reading, writing

_TAKEN = N_("Somebody has this login already. Choose another.")
_INCOMPLETE = N_("An account needs a login and at least one role; a manager needs at least one division.")
_LAST = N_("This is the last account that administers the console. Give the role to somebody else first.")
_MOST_DIVISIONS = 50


def show_all(visit: Visit) -> Response:
    return _list(visit)


def create(visit: Visit) -> Response:
    login, roles, divisions = accounts.normal(visit.field("login")), _roles(visit), _divisions(visit)
    if not login or not _complete(roles, divisions):
        return _list(visit, _INCOMPLETE)
    sworn, now = bool(visit.field("sworn")), visit.console.clock.now()
    try:
        with writing(visit.console.db) as db:
            made = accounts.create(db, login=login, roles=roles, sworn=sworn, divisions=divisions, now=now)
            visit.record("account-created", account=made, roles=sorted(roles), sworn=sworn, divisions=divisions)
            link = _link(visit, invitations.invite(db, made, now))
    except LoginTaken:
        return _list(visit, _TAKEN)
    return visit.page("invited.html", login=login, link=link)


def show(visit: Visit) -> Response:
    return visit.page("account.html", other=_other(visit), wrong="")


def change(visit: Visit) -> Response:
    other, roles, divisions = _other(visit), _roles(visit), _divisions(visit)
    if other.provided:
        raise HTTPException(403)  # the provider's word, taken anew at each sign-in
    if not _complete(roles, divisions):
        return visit.page("account.html", status=422, other=other, wrong=_INCOMPLETE)
    sworn = bool(visit.field("sworn"))
    try:
        with writing(visit.console.db) as db:
            accounts.set_rights(db, other, roles=roles, sworn=sworn, divisions=divisions)
            visit.record("account-changed", account=other.id, roles=sorted(roles), sworn=sworn, divisions=divisions)
    except LastAdministrator:
        return visit.page("account.html", status=422, other=other, wrong=_LAST)
    return sent_to("/accounts")


def invite(visit: Visit) -> Response:
    other = _other(visit)
    if other.closed or other.provided:
        raise HTTPException(403)
    visit.record("invited", account=other.id)
    with writing(visit.console.db) as db:
        link = _link(visit, invitations.invite(db, other.id, visit.console.clock.now()))
    return visit.page("invited.html", login=other.login, link=link)


def close(visit: Visit) -> Response:
    other = _other(visit)
    try:
        with writing(visit.console.db) as db:
            accounts.close(db, other)
            invitations.withdraw(db, other.id)
            visit.record("account-closed", account=other.id)
    except LastAdministrator:
        return visit.page("account.html", status=422, other=other, wrong=_LAST)
    return sent_to("/accounts")


def reopen(visit: Visit) -> Response:
    other = _other(visit)
    visit.record("account-reopened", account=other.id)
    with writing(visit.console.db) as db:
        accounts.reopen(db, other.id)
    return sent_to(f"/accounts/{other.id}")


def _list(visit: Visit, wrong: str = "") -> Response:
    everybody = accounts.everybody(visit.console.db)
    return visit.page("accounts.html", status=422 if wrong else 200, everybody=everybody, wrong=wrong)


def _other(visit: Visit) -> Account:
    with reading(visit.console.db) as db:
        other = accounts.by_id(db, str(visit.request.path_params["account"]))
    if other is None:
        raise HTTPException(404)
    return other


def _roles(visit: Visit) -> frozenset[Role]:
    return frozenset(role for role in Role if role in visit.form.getlist("role"))


def _divisions(visit: Visit) -> list[str]:
    """One a line, as the directory writes them."""
    lines = (line.strip() for line in visit.field("divisions", 10_000).splitlines())
    return list(dict.fromkeys(line[:200] for line in lines if line))[:_MOST_DIVISIONS]


def _complete(roles: frozenset[Role], divisions: list[str]) -> bool:
    return bool(roles) and (bool(divisions) or Role.MANAGER not in roles)


def _link(visit: Visit, token: str) -> str:
    return f"{visit.console.origin(visit.request)}/invitation/{token}"
