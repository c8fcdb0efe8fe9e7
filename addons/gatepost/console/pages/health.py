"""The administrator's page of how the gate is, and how many people may open what: nobody by name, and no incident."""

from starlette.responses import Response

from gatepost.console.entitled import entitled
from gatepost.console.translation import N_
from gatepost.console.visit import Visit
from gatepost.proxy.health import look

PROBLEMS = (  # what `look` says, for the catalogue; the template translates it
    N_("no worker is running"),
    N_("the workers do not have the same policy"),
    N_("the state does not work: posts are answered as the policy's on_fault says"),
    N_("the interception certificate ends within 30 days"),
    N_("for three days nothing was removed that is kept for long enough: the log says why"),
    N_("the figures of a week were not published when they could be: the log says why"),
)


def show(visit: Visit) -> Response:
    var = visit.console.var
    found = look(var, visit.console.clock.now(), visit.console.store)
    return visit.page("health.html", found=found, may=entitled(visit.console.db, var))
