"""A notice as a websocket message to the client, in place of the message it sent and that did not go on."""

from gatepost.responses.api import RefusalShape, fill
from gatepost.responses.notice import Notice


def frame(notice: Notice, refusal: RefusalShape | None) -> bytes | None:
    """The text frame that the definition's clients understand; None when they are not known to understand any."""
    return None if refusal is None else fill(refusal.body, notice, refusal.content_type)
