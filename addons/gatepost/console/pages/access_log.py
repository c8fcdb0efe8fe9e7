"""The auditor's page: who signed in, saw what, changed which account."""

from starlette.responses import Response

from gatepost.console import accounts
from gatepost.console.accesses import PAGE, accesses
from gatepost.console.translation import N_
from gatepost.console.visit import Visit

WORDS: dict[str, str] = {
    "signed-in": N_("signed in"),
    "signed-out": N_("signed out"),
    "sign-in-refused": N_("was not let in"),
    "denied": N_("asked for a page that is not theirs"),
    "viewed": N_("looked at a record"),
    "invited": N_("made a link to choose a password"),
    "password-chosen": N_("chose a password"),
    "account-created": N_("made an account"),
    "account-changed": N_("changed an account"),
    "account-closed": N_("closed an account"),
    "account-reopened": N_("opened an account again"),
    "verified": N_("verified a journal"),
    "triaged": N_("judged an incident"),
    "exported": N_("made a file of incidents"),
}
_DETAILS = {
    "address": N_("address"),
    "status": N_("answer"),
    "page": N_("page"),
    "roles": N_("roles"),
    "divisions": N_("divisions"),
    "sworn": N_("sworn"),
    "chain": N_("journal"),
    "state": N_("triage"),
    "filter": N_("filter"),
    "format": N_("file"),
    "good": N_("holds"),
    "by_account": N_("of the account"),
}


def show(visit: Visit) -> Response:
    asked = visit.request.query_params
    by, did, before = (asked.get(name, "")[:40] for name in ("by", "did", "before"))
    found = accesses(visit.console.journals, by=by, did=did, before=before)
    visit.record("viewed", page="/access", by_account=by)
    return visit.page(
        "access_log.html",
        found=found,
        logins=accounts.logins(visit.console.db),
        words=WORDS,
        details=_DETAILS,
        asked={"by": by, "did": did},
        older=found[-1].id if len(found) == PAGE else "",
    )
