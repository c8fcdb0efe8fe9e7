"""What is known of one request or websocket while it is here.

It is kept beside the flows and not in their metadata: a flow that is written down takes its metadata with it.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mitmproxy import http

from gatepost.model import Post, Principal
from gatepost.pipeline import Gate
from gatepost.platforms.match import Recognised
from gatepost.proxy.bounded import Bound
from gatepost.proxy.inspection import Passage
from gatepost.state import JudgedUpload


@dataclass(slots=True)
class Visit:
    """The gate is the one in force when the request began. `passage` is what waits for the platform's answer, `uploaded`
    what was found in an upload, to be remembered under the ids that the answer gives it."""

    gate: Gate
    principal: Principal
    url: str
    recognised: Recognised | None = None
    bound: Bound | None = None
    websocket: bool = False
    judged: bool = False
    refused: bool = False
    post: Post | None = None
    passage: Passage | None = None
    uploaded: JudgedUpload | None = None


def visit_of(flow: http.HTTPFlow) -> Visit | None:
    return _VISITS.get(flow)


def begin_visit(flow: http.HTTPFlow, visit: Visit) -> None:
    _VISITS[flow] = visit


_VISITS: WeakKeyDictionary[http.HTTPFlow, Visit] = WeakKeyDictionary()
