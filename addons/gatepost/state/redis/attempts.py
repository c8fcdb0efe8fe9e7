"""Attempts as the scripts take them, and what they answer: the past of a post, and how much a person did."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gatepost.model import Counted, Usage, Use, Window
from gatepost.state.base import Attempt, StoredPast, Volume
from gatepost.state.redis.incidents import read_parts, subject
from gatepost.state.redis.people import read_agreement, read_coachings
from gatepost.state.times import micros

_COLUMNS = 7  # of a row of usage: window, use, scope, weight, uploads, bytes, active minutes


def document(attempt: Attempt) -> str:
    """An attempt as the scripts take it: JSON of strings, because Lua writes large numbers with too few digits."""
    counts = attempt.counts
    return json.dumps(
        {
            "token": attempt.token,
            "subject": subject(attempt.principal, attempt.platform, attempt.account, attempt.content),
            "at": str(micros(attempt.at)),
            "day": str(attempt.work_day.toordinal()),
            "use": attempt.use.value if attempt.use else "",
            "weight": str(counts.weight),
            "uploads": str(counts.uploads),
            "bytes": str(counts.bytes),
            "scopes": "\n".join(("", *attempt.groups)),
            "own_time": str(attempt.own_time),
        }
    )


def read_past(answer: Sequence[Any]) -> StoredPast:
    """What `begin.lua` answers."""
    usage, own_time, own_used, coachings, agreement, incident, passes, holds = answer
    return StoredPast(
        volume=Volume(usage=_usage(usage), own_used=own_used),
        own_time=bool(own_time),
        coachings=read_coachings(coachings),
        agreement=read_agreement(agreement),
        incident=read_parts(incident) if incident else None,
        passes=bool(passes),
        holds=bool(holds),
    )


def read_volume(answer: Sequence[Any]) -> Volume:
    """What `volume.lua` answers."""
    usage, own_used = answer
    return Volume(usage=_usage(usage), own_used=own_used)


def _usage(values: Sequence[Any]) -> Mapping[Counted, Usage]:
    rows = (values[start : start + _COLUMNS] for start in range(0, len(values), _COLUMNS))
    return {
        Counted(Use(use.decode()), Window(window.decode()), scope.decode()): Usage(
            posts=weight // 100, uploads=uploads, bytes=size, active_minutes=minutes
        )
        for window, use, scope, weight, uploads, size, minutes in rows
    }
