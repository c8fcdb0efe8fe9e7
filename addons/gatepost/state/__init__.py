"""What is remembered between requests: usage, refusals and their justifications, agreements, accounts of sessions, uploads."""

from gatepost.state.base import (
    AcceptedAgreement,
    Attempt,
    JudgedUpload,
    State,
    StoredPast,
    UploadId,
    Volume,
)
from gatepost.state.coaching import INCIDENTS_KEPT, Incident, Told
from gatepost.state.content import content_key
from gatepost.state.expected import ExpectedFile
from gatepost.state.opening import open_pieces, open_state, state_name
from gatepost.state.pieces import Held, Pieces, WaitingPiece

__all__ = [
    "INCIDENTS_KEPT",
    "AcceptedAgreement",
    "Attempt",
    "ExpectedFile",
    "Held",
    "Incident",
    "JudgedUpload",
    "Pieces",
    "State",
    "StoredPast",
    "Told",
    "UploadId",
    "Volume",
    "WaitingPiece",
    "content_key",
    "open_pieces",
    "open_state",
    "state_name",
]
