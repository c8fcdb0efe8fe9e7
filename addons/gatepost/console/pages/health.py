"""The administrator's page of how the gate is: no person and no incident on it."""

from starlette.responses import Response

from gatepost.console.translation import N_
from gatepost.console.visit import Visit
from gatepost.proxy.health import look

PROBLEMS = (  # what `look` says, for the catalogue; the template translates it
    N_("no worker is running"),
    N_("the workers do not have the same policy"),
    N_("the state does not work: posts are answered as the policy's on_fault says"),
    N_("the interception certificate ends within 30 days"),
    N_("for three days nothing was removed that is kept for long enough: the log says why"),
)


def show(visit: Visit) -> Response:
    return visit.page("health.html", found=look(visit.console.var, visit.console.clock.now(), visit.console.store))
