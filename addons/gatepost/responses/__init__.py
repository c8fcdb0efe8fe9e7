"""What a person gets in place of the platform's answer: a page in a browser, a platform's own error anywhere else."""

from gatepost.model import Client, Post, Request, Response
from gatepost.responses.api import RefusalShape, api_response
from gatepost.responses.client_kind import client_of
from gatepost.responses.crossorigin import is_preflight, preflight_allowed
from gatepost.responses.notice import Notice
from gatepost.responses.page import notice_page

__all__ = ["client_of", "respond"]


def respond(*, request: Request, post: Post | None, notice: Notice, refusal: RefusalShape | None) -> Response:
    """The answer to a refused request, in the form that its client shows to a person.

    `post` is None when the request was refused before it was read: a prohibited platform, a fault of ours.
    """
    if is_preflight(request):
        return Response(status=204, headers=preflight_allowed(request))
    if request.client is Client.BROWSER:
        return notice_page(request, notice, post)
    return api_response(request, notice, refusal)
