"""Where people begin: what their roles open."""

from starlette.responses import Response

from gatepost.console.visit import Visit


def show(visit: Visit) -> Response:
    return visit.page("home.html")
