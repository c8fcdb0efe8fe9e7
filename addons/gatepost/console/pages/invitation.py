"""What a single-use link opens: choosing a password, and for the first administrator a login as well."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console import accounts, invitations, passwords
from gatepost.console.accounts import LoginTaken
from gatepost.console.invitations import Invitation
from gatepost.console.pages.sign_in import let_in
from gatepost.console.roles import Role
from gatepost.console.translation import N_
from gatepost.console.visit import Visit, sent_to
from gatepost.store.opening import reading, writing

_NOT_GOOD = N_("Choose a longer password, of at least 15 characters, that is not your login.")
_DIFFERENT = N_("The two passwords are not the same.")
_NO_LOGIN = N_("Choose a login.")
_TAKEN = N_("Somebody has this login already. Choose another.")


def show(visit: Visit) -> Response:
    return _page(visit, _invitation(visit))


def accept(visit: Visit) -> Response:
    invitation = _invitation(visit)
    login = invitation.account.login if invitation.account else accounts.normal(visit.field("login"))
    password = visit.field("password", passwords.LONGEST + 1)
    if wrong := _wrong(login, password, visit.field("again", passwords.LONGEST + 1)):
        return _page(visit, invitation, wrong)
    hashed = passwords.hashed(password)
    try:
        account_id = _take(visit, invitation, login, hashed)
    except LoginTaken:
        return _page(visit, invitation, _TAKEN)
    with reading(visit.console.db) as db:
        account = accounts.by_id(db, account_id)
    if account is None:
        raise HTTPException(404)
    return let_in(visit, account, sent_to("/"))


def _wrong(login: str, password: str, again: str) -> str:
    """What is wrong with what was chosen; empty when nothing is."""
    if not login:
        return _NO_LOGIN
    if not passwords.good(password, login):
        return _NOT_GOOD
    return "" if password == again else _DIFFERENT


def _take(visit: Visit, invitation: Invitation, login: str, hashed: str) -> str:
    """Use the link up, and set the password: both or neither."""
    now = visit.console.clock.now()
    with writing(visit.console.db) as db:
        if not invitations.use(db, _token(visit)):
            raise HTTPException(404)
        account = invitation.account
        account_id = (
            account.id if account else accounts.create(db, login=login, roles=frozenset({Role.ADMINISTRATOR}), now=now)
        )
        visit.console.access.record("password-chosen", by=account_id, details={"address": visit.address})
        accounts.set_password(db, account_id, hashed)
    return account_id


def _invitation(visit: Visit) -> Invitation:
    with reading(visit.console.db) as db:
        invitation = invitations.find(db, _token(visit), visit.console.clock.now())
    if invitation is None:
        raise HTTPException(404)
    return invitation


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])[:100]


def _page(visit: Visit, invitation: Invitation, wrong: str = "") -> Response:
    status = 422 if wrong else 200
    return visit.page(
        "invitation.html", status=status, invited=invitation.account, wrong=wrong, shortest=passwords.SHORTEST
    )
