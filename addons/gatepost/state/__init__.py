"""What is remembered between requests: usage, refusals and their justifications, agreements, accounts of sessions, uploads."""

from gatepost.state.base import (
    AcceptedAgreement,
    Attempt,
    Incident,
    JudgedUpload,
    State,
    StoredPast,
    UploadId,
)
from gatepost.state.content import content_key
from gatepost.state.opening import open_pieces, open_state
from gatepost.state.pieces import Held, Pieces, WaitingPiece

__all__ = [
    "AcceptedAgreement",
    "Attempt",
    "Held",
    "Incident",
    "JudgedUpload",
    "Pieces",
    "State",
    "StoredPast",
    "UploadId",
    "WaitingPiece",
    "content_key",
    "open_pieces",
    "open_state",
]
