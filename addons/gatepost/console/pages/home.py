"""Where people begin: what their roles open, and what each page is for."""

from collections.abc import Mapping

from starlette.responses import Response

from gatepost.console.translation import N_
from gatepost.console.visit import Visit

PURPOSES: Mapping[str, str] = {
    "/incidents": N_("What was stopped or noticed, and what people call a mistake: look, judge, export."),
    "/incident": N_("By the number that the person was shown."),
    "/exceptions": N_("What a rule lets pass for a while, and what waits for a second reviewer."),
    "/requests": N_("Who asked who it was, or for a person’s record, and what waits for a second person."),
    "/usage": N_("How much your divisions use social platforms, week by week, beside the whole agency."),
    "/accounts": N_("Who may come in, and what each may do."),
    "/policy": N_("Which rules are in force on each worker, and what is paused."),
    "/health": N_("Whether the gate runs, keeps its journals, and needs attention."),
    "/access": N_("Who signed in, saw what, and changed what."),
    "/chains": N_("Whether a record was altered, removed or added."),
}


def show(visit: Visit) -> Response:
    return visit.page("home.html", purposes=PURPOSES)
