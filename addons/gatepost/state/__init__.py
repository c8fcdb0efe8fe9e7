"""What is remembered between requests: usage, refusals and their justifications, agreements, accounts of sessions, uploads."""

from gatepost.state.base import (
    AcceptedAgreement,
    Attempt,
    Held,
    Incident,
    JudgedUpload,
    State,
    StoredPast,
    UploadId,
    WaitingPiece,
)
from gatepost.state.content import content_key
from gatepost.state.sqlite import open_state

__all__ = [
    "AcceptedAgreement",
    "Attempt",
    "Held",
    "Incident",
    "JudgedUpload",
    "State",
    "StoredPast",
    "UploadId",
    "WaitingPiece",
    "content_key",
    "open_state",
]
