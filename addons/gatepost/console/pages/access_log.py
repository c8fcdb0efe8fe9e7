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
    "evidence-opened": N_("opened evidence"),
    "evidence-saved": N_("saved evidence as a file"),
    "evidence-refused": N_("could not open evidence"),
    "held": N_("put a hold"),
    "released": N_("released a hold"),
    "reveal-asked": N_("asked who it was"),
    "reveal-approved": N_("approved to say who it was"),
    "reveal-refused": N_("refused to say who it was"),
    "reveal-used": N_("was shown who it was"),
    "reveal-failed": N_("could not be shown who it was"),
    "export-asked": N_("asked for a person’s record"),
    "export-approved": N_("approved to hand out a person’s record"),
    "export-refused": N_("refused to hand out a person’s record"),
    "export-used": N_("made a file of a person’s record"),
    "exception-proposed": N_("proposed an exception"),
    "exception-approved": N_("approved an exception"),
    "exception-refused": N_("refused an exception"),
    "exception-withdrawn": N_("withdrew an exception"),
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
    "reason": N_("reason"),
    "why": N_("because"),
    "key": N_("key"),
    "part": N_("part"),
    "parts": N_("parts"),
    "people": N_("pseudonyms"),
    "incident": N_("incident"),
    "expires": N_("ends"),
    "hold": N_("hold"),
    "exception": N_("exception"),
    "rule": N_("rule"),
    "known_by": N_("known by"),
    "scope": N_("what is held"),
    "of": N_("of"),
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
