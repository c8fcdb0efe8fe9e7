"""Signing in through the agency's own provider of OpenID Connect.

Roles, divisions and the sworn mark are the provider's word, taken anew each time; nobody changes them here. The way
back begins at another site, so the browser withholds the session's strict cookie on it: the last step is a page of
ours that leads on by itself.
"""

import logging

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from gatepost.console import accounts, openid
from gatepost.console.accounts import Account
from gatepost.console.config import OpenId
from gatepost.console.openid import NotVouched, Vouched
from gatepost.console.pages.sign_in import let_in
from gatepost.console.translation import N_
from gatepost.console.visit import Visit
from gatepost.store.opening import writing

_BACK = "/sign-in/provider/return"
_NOT_VOUCHED = N_("Your agency’s sign-in service did not let you in. Please try again.")
_NO_ROLE = N_("You are known, but nothing in the console is open to you. Ask who administers it.")
_log = logging.getLogger(__name__)


def start(visit: Visit) -> Response:
    """Out to the provider."""
    provider = _provider(visit)
    with writing(visit.console.db) as db:
        exchange = openid.begin(db, visit.console.clock.now())
    try:
        answer = RedirectResponse(openid.address(provider, exchange, _back(visit)), status_code=303)
    except NotVouched as error:
        return _refused(visit, error)
    # Lax, as the answer comes from another site; it is good for one exchange and opens nothing by itself.
    seconds = int(openid.LASTS.total_seconds())
    https = bool(visit.console.config.url)
    answer.set_cookie(_cookie(visit), exchange.token, max_age=seconds, httponly=True, secure=https, samesite="lax")
    return answer


def come_back(visit: Visit) -> Response:
    """Back with a code, or without one."""
    provider, query = _provider(visit), visit.request.query_params
    now, token = visit.console.clock.now(), visit.request.cookies.get(_cookie(visit), "")
    with writing(visit.console.db) as db:
        exchange = openid.take(db, token, query.get("state", "")[:200], now)
    if exchange is None or not query.get("code"):
        return _refused(visit, "an answer without a question, or a refusal")
    try:
        who = openid.vouched(provider, exchange, query["code"][:4000], _back(visit))
    except NotVouched as error:
        return _refused(visit, error)
    account = _account(visit, who)
    if account is None:
        visit.record("sign-in-refused", address=visit.address, status=403)
        return visit.page("refused.html", status=403, heading=_NO_ROLE)
    answer = let_in(visit, account, visit.page("signed_in.html"))
    answer.delete_cookie(_cookie(visit), httponly=True, secure=bool(visit.console.config.url), samesite="lax")
    return answer


def _account(visit: Visit, who: Vouched) -> Account | None:
    """Their account with the rights that they have now; made when they come for the first time."""
    with writing(visit.console.db) as db:
        account = accounts.by_subject(db, who.subject)
        if account is None and who.roles:
            account = accounts.by_id(db, _create(visit, db, who))
            visit.record("account-created", account=account.id if account else "")
        elif account:
            rights = (account.roles, account.sworn, account.divisions)
            if rights != (who.roles, who.sworn, who.divisions):
                accounts.take_rights(db, account, roles=who.roles, sworn=who.sworn, divisions=who.divisions)
                visit.record("account-changed", account=account.id)
    return account if account and who.roles and not account.closed else None


def _create(visit: Visit, db: Connection, who: Vouched) -> str:
    """A login that somebody has with a password is not theirs by having the same name elsewhere."""
    taken = accounts.by_login(db, who.login) is not None
    return accounts.create(
        db,
        login=f"{who.login[:80]} ({who.subject[:8]})" if taken else who.login,
        roles=who.roles,
        now=visit.console.clock.now(),
        sworn=who.sworn,
        divisions=who.divisions,
        subject=who.subject,
    )


def _refused(visit: Visit, why: object) -> Response:
    _log.warning("not signed in: %s", why)
    visit.record("sign-in-refused", address=visit.address, status=401)
    return visit.page("refused.html", status=401, heading=_NOT_VOUCHED)


def _provider(visit: Visit) -> OpenId:
    provider = visit.console.config.openid
    if provider is None:
        raise HTTPException(404)
    return provider


def _back(visit: Visit) -> str:
    return f"{visit.console.origin(visit.request)}{_BACK}"


def _cookie(visit: Visit) -> str:
    return f"{visit.console.cookie}-provider"
