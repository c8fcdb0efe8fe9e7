"""Incidents as the scripts keep them: what never changes as one text, beside it what they change themselves.

A document is JSON of strings, because Lua writes a number of microseconds with too few digits.
"""

import json

from gatepost.model import Action
from gatepost.state.coaching import Incident
from gatepost.state.redis.keys import digest
from gatepost.state.times import micros, moment

_FIXED = ("number", "event", "principal", "platform", "account", "content", "rules", "notices", "found")
_TOLD = ("over", "reported", "told")


def subject(principal: str, platform: str, account: str, content: str) -> str:
    """What makes two attempts the same post."""
    return digest(principal, platform, account, content)


def document(incident: Incident) -> str:
    """An incident as the scripts take it."""
    fixed = {name: getattr(incident, name) for name in _FIXED}
    return json.dumps(
        {
            "fixed": json.dumps(fixed),
            "subject": subject(incident.principal, incident.platform, incident.account, incident.content),
            "number": incident.number,
            "platform": incident.platform,
            "action": str(int(incident.action)),
            "at": str(micros(incident.at)),
            "expires": str(micros(incident.expires)),
            "attempts": str(incident.attempts),
            "answer": incident.answer,
            "reason": incident.reason,
            **{name: getattr(incident, name) for name in _TOLD},
        }
    )


def read_document(written: bytes) -> Incident:
    told = json.loads(written)
    fixed = json.loads(told["fixed"])
    return Incident(
        **fixed
        | {
            "rules": tuple(fixed["rules"]),
            "notices": tuple(fixed["notices"]),
            "found": tuple(tuple(one) for one in fixed["found"]),
            "action": Action(int(told["action"])),
            "at": moment(int(told["at"])),
            "expires": moment(int(told["expires"])),
            "attempts": int(told["attempts"]),
            "answer": told["answer"],
            "reason": told["reason"],
            **{name: told[name] for name in _TOLD},
        }
    )
