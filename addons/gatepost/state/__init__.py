"""What is remembered between requests: usage, refusals and their justifications, agreements, accounts of sessions."""

from gatepost.state.base import AcceptedAgreement, Attempt, Incident, State, StoredPast
from gatepost.state.content import content_key
from gatepost.state.sqlite import open_state

__all__ = ["AcceptedAgreement", "Attempt", "Incident", "State", "StoredPast", "content_key", "open_state"]
