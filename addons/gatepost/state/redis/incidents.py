"""Incidents as the scripts take and tell them: what never changes as one text, beside it what they change themselves."""

import json
from collections.abc import Sequence
from typing import Any

from gatepost.model import Action
from gatepost.state.coaching import Incident
from gatepost.state.redis.keys import digest
from gatepost.state.times import micros, moment

_FIXED = ("event", "principal", "account", "content", "rules", "notices", "found")  # their values, in this order


def subject(principal: str, platform: str, account: str, content: str) -> str:
    """What makes two attempts the same post."""
    return digest(principal, platform, account, content)


def document(incident: Incident) -> str:
    """An incident as the scripts take it."""
    return json.dumps(
        {
            "number": incident.number,
            "subject": subject(incident.principal, incident.platform, incident.account, incident.content),
            "platform": incident.platform,
            "action": str(int(incident.action)),
            "at": str(micros(incident.at)),
            "expires": str(micros(incident.expires)),
            "attempts": incident.attempts,
            "answer": incident.answer,
            "reason": incident.reason,
            "over": int(incident.over),
            "reported": int(incident.reported),
            "told": int(incident.told),
            "taken_by": "",
            "fixed": json.dumps([getattr(incident, name) for name in _FIXED], separators=(",", ":")),
        }
    )


def read_parts(parts: Sequence[Any]) -> Incident:
    """An incident as the scripts tell it, which is in the order of `PARTS` in `shared/incidents.lua`."""
    number, _subject, platform, action, at, expires, attempts, answer, reason, over, reported, told, _taken, fixed = (
        parts
    )
    event, principal, account, content, rules, notices, found = json.loads(fixed)
    return Incident(
        number=number.decode(),
        event=event,
        principal=principal,
        platform=platform.decode(),
        account=account,
        content=content,
        action=Action(int(action)),
        rules=tuple(rules),
        notices=tuple(notices),
        found=tuple(tuple(one) for one in found),
        at=moment(at),
        expires=moment(expires),
        attempts=attempts,
        answer=answer.decode(),
        reason=reason.decode(),
        over=bool(over),
        reported=bool(reported),
        told=bool(told),
    )
