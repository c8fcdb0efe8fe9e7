"""The administrator's page of the policy: which one each worker decides by, since when, and what is paused."""

from starlette.responses import Response

from gatepost.console.translation import N_
from gatepost.console.visit import Visit
from gatepost.proxy.pauses import read_pauses
from gatepost.proxy.status import read_status

_MODES = {"enforce": N_("enforced"), "observe": N_("only observed")}
_SCOPES = {"rule": N_("rule"), "platform": N_("platform"), "all": N_("everything")}


def show(visit: Visit) -> Response:
    var = visit.console.var
    return visit.page(
        "policy.html",
        workers=read_status(var),
        pauses=read_pauses(var, visit.console.clock.now()),
        MODES=_MODES,
        SCOPES=_SCOPES,
    )
