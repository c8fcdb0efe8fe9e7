"""Signing in with a login and a password, and out again.

One sentence answers a login that nobody has, a wrong password and a closed account, after the same time.
"""

from starlette.responses import Response

from gatepost.console import accounts, attempts, passwords, sessions
from gatepost.console.accounts import Account
from gatepost.console.translation import N_
from gatepost.console.visit import Visit, own_path, sent_to
from gatepost.store.opening import writing

_WRONG = N_("This login and password do not go together.")
_TOO_OFTEN = N_("There were too many attempts. Please try again in 15 minutes.")


def show(visit: Visit) -> Response:
    if visit.account:
        return sent_to("/")
    return _page(visit, own_path(visit.request.query_params.get("next", "/")))


def sign_in(visit: Visit) -> Response:
    login, password = visit.field("login", 1000), visit.field("password", 1000)
    with writing(visit.console.db) as db:
        allowed = attempts.allowed(db, login, visit.address, visit.console.clock.now())
        account = accounts.by_login(db, login)
    if not allowed:
        return _refused(visit, account, 429, _TOO_OFTEN)
    usable = account if account and not account.closed else None
    if not passwords.matches(usable.password if usable else "", password) or usable is None:
        return _refused(visit, account, 401, _WRONG)
    with writing(visit.console.db) as db:
        attempts.forget(db, login)
    return let_in(visit, usable, sent_to(own_path(visit.field("next", 2000))))


def let_in(visit: Visit, account: Account, answer: Response) -> Response:
    """A session for this account, under a token that nobody had before."""
    visit.console.access.record("signed-in", by=account.id, details={"address": visit.address})
    with writing(visit.console.db) as db:
        sessions.end(db, visit.token)
        token = sessions.begin(db, account.id, visit.console.clock.now())
    visit.keep(answer, token)
    return answer


def sign_out(visit: Visit) -> Response:
    visit.record("signed-out")
    with writing(visit.console.db) as db:
        sessions.end(db, visit.token)
    visit.console.openings.close(visit.session)
    answer = sent_to("/sign-in")
    answer.delete_cookie(visit.console.cookie, httponly=True, secure=bool(visit.console.config.url), samesite="strict")
    return answer


def _refused(visit: Visit, account: Account | None, status: int, wrong: str) -> Response:
    """On record by the account that was tried, if there is one: never by what was typed."""
    visit.console.access.record(
        "sign-in-refused", by=account.id if account else "", details={"address": visit.address, "status": status}
    )
    return _page(visit, own_path(visit.field("next", 2000)), status, wrong)


def _page(visit: Visit, onward: str, status: int = 200, wrong: str = "") -> Response:
    provider = visit.console.config.openid is not None
    return visit.page("sign_in.html", status=status, onward=onward, wrong=wrong, provider=provider)
